import type { EntryFields } from '../../domain/commands.js';
import type { DomainError } from '../../domain/errors.js';
import type { SessionId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Interval } from '../../domain/session.js';
import { breaksOf, categoryNameOf } from '../../views/entries/draft-card.js';
import { noteOf } from '../../views/read-back.js';
import { categoryOf, type Asked } from '../../actions/category-of.js';
import { momentIn, momentText, type IDS } from '../custom-ids.js';
import type { Context } from '../kit/context.js';
import type { Deps } from '../deps.js';

/**
 * What an entry is to become, while the member has not said yes yet. It is kept nowhere: its times stand in the custom ids of the buttons that
 * ask, and its category, note and breaks on the message that shows it, so that the question outlives a restart.
 */
export interface Draft {
  /** Null: an entry that is not there yet. */
  readonly session: SessionId | null;
  /** Only what was really changed; of a new entry everything. */
  readonly patch: Partial<Omit<EntryFields, 'category' | 'overrideMs'>>;
  readonly category: Asked | null;
  /** The entry that it clashes with is to be cut. */
  readonly cuts: boolean;
}

/** What the custom ids of `IDS.save` and `IDS.review` say. */
export type DraftIds = NonNullable<ReturnType<(typeof IDS)['save']['decode']>>;
export type DraftFields = Omit<DraftIds, 'owner'>;

const marksOf = ({ patch, category, cuts }: Draft): string => {
  const marks = [
    category === null ? '' : 'k',
    patch.pauses === undefined ? '' : 'b',
    patch.note === undefined ? '' : 'n',
    cuts ? 'c' : '',
  ].join('');
  return marks === '' ? '-' : marks;
};

/** The arguments of `IDS.save` and `IDS.review` for a draft. */
export const draftIds = (owner: UserId, draft: Draft): DraftIds => ({ owner, ...draftFields(draft) });

/** What a custom id says of a draft, whoever may use it. */
export const draftFields = (draft: Draft): DraftFields => ({
  session: draft.session ?? '-',
  start: momentText(draft.patch.startedAt),
  end: momentText(draft.patch.endedAt),
  marks: marksOf(draft),
});

/** The draft that a click on one of those buttons is about. As `categoryOf`. */
export const readDraft = async (
  ctx: Context,
  { session, start, end, marks }: DraftFields,
  deps: Pick<Deps, 'spaces'>,
): Promise<Result<Draft, DomainError>> => {
  const [startedAt, endedAt] = [momentIn(start), momentIn(end)];
  const asked = marks.includes('k') ? await categoryOf(ctx, categoryNameOf(ctx.message), deps) : ok(null);
  if (!asked.ok) return asked;
  return ok({
    session: session === '-' ? null : session,
    patch: {
      ...(startedAt === null ? {} : { startedAt }),
      ...(endedAt === null ? {} : { endedAt }),
      ...(marks.includes('b') ? { pauses: breaksOf(ctx.message) } : {}),
      ...(marks.includes('n') ? { note: noteOf(ctx.message) || null } : {}),
    },
    category: asked.value,
    cuts: marks.includes('c'),
  });
};

const secondOf = (ms: number): number => Math.floor(ms / 1000);

/** Breaks are shown and typed in seconds at most: one that an entry has already keeps its exact times. */
export const exactBreaks = (breaks: readonly Interval[], known: readonly Interval[]): readonly Interval[] =>
  breaks.map(
    (typed) =>
      known.find(({ start, end }) => secondOf(start) === secondOf(typed.start) && secondOf(end) === secondOf(typed.end)) ?? typed,
  );
