import { foldName } from '../../domain/category-name.js';
import { choiceLabel } from '../../domain/category-search.js';
import { effectiveMs } from '../../domain/effective.js';
import type { SessionId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { cut } from '../../views/text.js';
import { FIELDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Autocomplete } from '../kit/options.js';
import type { Choice } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { zoneOf } from '../zone-of.js';
import { readPage } from './pages.js';

const CHOICES_MAX = 25;
const LABEL_MAX = 100;

/** Entries of a member, newest first, as far as they match what is typed; sends their ids. */
export const entryChoices = async (
  ctx: Context,
  user: UserId,
  typed: string,
  deps: Pick<Deps, 'documents' | 'spaces' | 'timesheet'>,
): Promise<readonly Choice[]> => {
  const [zone, config] = await Promise.all([zoneOf(ctx, deps), configOrNull(deps, ctx.space)]);
  const label = (session: Session): string => entryLabel(session, zone, config, ctx.t);
  const wanted = foldName(typed);
  const { entries } = await readPage((from, to) => deps.timesheet.entries(ctx.space, user, from, to), {
    ...{ from: 0, to: Infinity, way: 'older', place: null, count: CHOICES_MAX, now: ctx.occurredAt },
    keep: (session) => foldName(label(session)).includes(wanted),
  });
  return entries.map((session) => ({ name: label(session), value: session.id }));
};

/** An ended entry in one line of plain text: `2026-03-31 10:15 · 1 h · Work`. */
export const entryLabel = (session: Session, zone: string, config: SpaceConfig | null, t: Translator): string => {
  const long = formatDuration(effectiveMs(session, session.endedAt ?? session.startedAt), t);
  const name = plainText(choiceLabel(lookOf(config, session.category)));
  return cut(`${formatTypedTime(session.startedAt, zone)} · ${long} · ${name}`, LABEL_MAX);
};

/** The id that was chosen; null for what is typed instead and is none. */
export const entryIdIn = (typed: string): SessionId | null => FIELDS.session.safeParse(typed).data ?? null;

/** One's own. */
export const recentEntries: Autocomplete = (ctx, typed, deps) => entryChoices(ctx, ctx.user, typed, deps);
