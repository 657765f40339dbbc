import type { Interval, Session } from '../../domain/session.js';
import { domainError } from '../../domain/errors.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { twiceCard } from '../../views/entries/draft-card.js';
import type { Asked } from '../../actions/category-of.js';
import type { Context } from '../kit/context.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { ownDesk, type Desk } from './desk.js';
import type { Draft } from './draft.js';
import { asMessage, review, store, type SavingDeps } from './save.js';
import { movesTime } from './weigh.js';

/** Null: it stays as it is. */
export interface Span {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** What was typed about an entry, where a time may have two meanings. Null: it stays as it is. */
export interface Readings {
  /** Null: a new entry. */
  readonly session: Session['id'] | null;
  /** Its times, ms, in every way that they may be meant. */
  readonly spans: readonly Span[];
  readonly pauses: readonly Interval[] | null;
  /** Undefined: it stays. */
  readonly note: string | null | undefined;
  readonly category: Asked | null;
}

/**
 * Every start with every end (null: unchanged) that comes after it; where none does, the first of each, which the entry's rules refuse.
 * `current` are the times so far.
 */
export const spansOf = (
  starts: readonly number[] | null,
  ends: readonly number[] | null,
  current: Span = { startedAt: null, endedAt: null },
): readonly Span[] => {
  const pairs = (starts ?? [null]).flatMap((startedAt) => (ends ?? [null]).map((endedAt) => ({ startedAt, endedAt })));
  const possible = pairs.filter(({ startedAt, endedAt }) => {
    const [from, to] = [startedAt ?? current.startedAt, endedAt ?? current.endedAt];
    return from === null || to === null || from < to;
  });
  return possible.length === 0 ? pairs.slice(0, 1) : possible;
};

const draftsOf = ({ session, spans, pauses, note, category }: Readings): readonly Draft[] =>
  spans.map(({ startedAt, endedAt }) => ({
    session,
    patch: {
      ...(startedAt === null ? {} : { startedAt }),
      ...(endedAt === null ? {} : { endedAt }),
      ...(pauses === null ? {} : { pauses }),
      ...(note === undefined ? {} : { note }),
    },
    category,
    cuts: false,
  }));

/**
 * Goes on with what was typed: asks which moment is meant when the clocks show it twice, shows what was understood before a time is changed, and
 * stores at once what changes no time. NOTHING_TO_CHANGE, and as `weigh`.
 */
export const settleDraft = async (
  ctx: Context,
  readings: Readings,
  zone: string,
  deps: SavingDeps,
  desk: Desk = ownDesk(ctx, deps),
): Promise<Reply> => {
  const [draft, ...others] = draftsOf(readings);
  if (draft === undefined) return failure(domainError('NOTHING_TO_CHANGE'));
  if (others.length > 0) return askWhich(ctx, [draft, ...others], readings, zone, desk);
  const changesNothing = draft.category === null && Object.keys(draft.patch).length === 0;
  if (changesNothing) return failure(domainError('NOTHING_TO_CHANGE'));
  return movesTime(draft) ? review(ctx, draft, deps, asMessage, desk) : store(ctx, draft, deps, asMessage, desk);
};

const READINGS_MAX = 4;

const askWhich = (
  ctx: Context,
  drafts: readonly Draft[],
  { pauses, note, category }: Readings,
  zone: string,
  desk: Desk,
): Reply => {
  const readings = drafts.slice(0, READINGS_MAX).map((draft) => ({
    label: [draft.patch.startedAt, draft.patch.endedAt]
      .flatMap((ms) => (ms === undefined ? [] : [formatTypedTime(ms, zone)]))
      .join(' – '),
    customId: desk.review(draft),
  }));
  return message(
    twiceCard(
      {
        category: category?.category ?? null,
        note: note ?? null,
        breaks: pauses,
        readings,
        cancel: desk.cancel,
        about: desk.about,
      },
      ctx.t,
    ),
  );
};
