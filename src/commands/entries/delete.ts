import { foldName } from '../../domain/category-name.js';
import { choiceLabel } from '../../domain/category-search.js';
import { domainError } from '../../domain/errors.js';
import { sessionId, type UserId } from '../../domain/ids.js';
import { effectiveMs } from '../../domain/effective.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { deleteCard } from '../../views/entries/delete-card.js';
import { cut } from '../../views/text.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, update, type Choice } from '../kit/reply.js';
import { configOrNull, lookOf, requestOf } from '../present.js';
import { zoneOf } from '../zone-of.js';
import { findSession } from './find.js';
import { mayChange } from './limits.js';
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
export const entryIdIn = (typed: string) => (/^[\w.-]{1,40}$/.test(typed) ? sessionId(typed) : null);

/** One's own. */
export const recentEntries: Autocomplete = (ctx, typed, deps) => entryChoices(ctx, ctx.user, typed, deps);

type DeleteDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces'>;

/** Shows the entry and asks. */
export const deleteEntry = defineCommand({
  name: 'delete',
  visibility: 'ephemeral',
  guards: [],
  options: { entry: opt.string({ minLength: 1, maxLength: 100, autocomplete: recentEntries }).required() },
  async run(ctx, { entry }, deps: DeleteDeps) {
    const id = entryIdIn(entry);
    if (id === null) return failure(domainError('SESSION_NOT_FOUND'));
    const [found, config] = await Promise.all([findSession(ctx, id, deps), deps.spaces.get(ctx.space)]);
    if (!found.ok) return failure(found.error);
    const { session } = found.value;
    if (session.endedAt === null) return failure(domainError('SESSION_NOT_ENDED'));
    const may = mayChange(ctx, [{ before: session, after: null }], config);
    if (!may.ok) return failure(may.error);
    const controls = {
      delete: IDS.delete.encode({ owner: ctx.user, session: session.id }),
      cancel: IDS.cancel.encode({ owner: ctx.user }),
    };
    return message(deleteCard({ session, category: lookOf(config, session.category), controls }, ctx.t));
  },
});

export const deleteButton = defineButton({
  route: IDS.delete,
  guards: [ownedBy('owner')],
  async run(ctx, { session: id }, deps: DeleteDeps & Pick<Deps, 'entries'>) {
    const [found, config] = await Promise.all([findSession(ctx, id, deps), deps.spaces.get(ctx.space)]);
    if (!found.ok) return failure(found.error);
    const { session } = found.value;
    if (session.endedAt === null) return failure(domainError('SESSION_NOT_ENDED'));
    const may = mayChange(ctx, [{ before: session, after: null }], config);
    if (!may.ok) return failure(may.error);
    const deleted = await deps.entries.deleteEntry({ ...requestOf(ctx), session: id });
    return deleted.ok
      ? update(deleteCard({ session, category: lookOf(config, session.category), controls: null }, ctx.t))
      : failure(deleted.error);
  },
});
