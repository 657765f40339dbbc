import type { DomainError } from '../../../domain/errors.js';
import { personalSpace, requestId } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import { changesByOthers, type ChangeByOther } from '../../../engine/documents/kinds/changes-by-others.js';
import { preferences } from '../../../engine/documents/kinds/preferences.js';
import { changedByOthersView } from '../../../views/entries/changed-by-others.js';
import type { Managed } from '../../../views/entries/managed.js';
import type { Deps } from '../../deps.js';
import { changesTold, describeChanges } from '../../kit/changes-by-others.js';
import type { Context } from '../../kit/context.js';

export type NoticeDeps = Pick<Deps, 'documents' | 'timesheet' | 'spaces' | 'ids' | 'clock' | 'direct' | 'log'>;

/** Who changes the time of somebody else, when, and under which request: a `Context` has it. */
type Asking = Pick<Context, 'id' | 'space' | 'user' | 'occurredAt' | 'source' | 'tPublic'>;

/** Changes that are kept until a member is told; of more only the newest. */
const UNTOLD_MAX = 50;

/**
 * Makes a change of somebody else's time by `send`, so that the member hears of it. The notice is kept before the change is made: a process that is stopped in
 * between leaves a notice without a change, which is never shown, and not a change that nobody is told of.
 */
export const withNotice = async <T>(
  ctx: Asking,
  { member, reason }: Managed,
  deps: NoticeDeps,
  send: () => Promise<Result<T, DomainError>>,
): Promise<Result<T, DomainError>> => {
  if (member === ctx.user) return send();
  const { space, id: request, user: by, occurredAt: at } = ctx;
  const change: ChangeByOther = { id: request, by, at, reason };
  const origin = { actor: by, requestId: request, at, event: 'changedByOther', source: ctx.source };
  const kept = await deps.documents.of(changesByOthers).update({ space, user: member }, origin, (document) => {
    if (document.untold.some(({ id }) => id === request)) return ok(document);
    return ok({ ...document, untold: [...document.untold, change].slice(-UNTOLD_MAX) });
  });
  if (!kept.ok) return kept;
  const changed = await send();
  if (changed.ok) void tellDirectly(ctx, member, change, deps);
  // Of a change that may have been made all the same, the ledger will know.
  else if (changed.error.code !== 'COMMIT_UNCERTAIN') await forget(ctx, member, change, deps);
  return changed;
};

/** By direct message, to those alone who agreed to get any. Never rejects: whoever was not told now is told at their next reply. */
const tellDirectly = async (ctx: Asking, member: Context['user'], change: ChangeByOther, deps: NoticeDeps): Promise<void> => {
  try {
    const own = await deps.documents.of(preferences).get({ space: personalSpace(member), user: member });
    if (!own.directMessages) return;
    const who = { space: ctx.space, user: member };
    // What language the member reads is not known here: that of the server.
    const rows = (await describeChanges(who, [change], deps)).flatMap((one) => one.rows);
    if (rows.length > 0 && (await deps.direct.send(member, changedByOthersView(rows, ctx.tPublic))))
      await changesTold(who, [change], deps);
  } catch (error) {
    deps.log.info({ err: error, user: member }, 'a change by somebody else is told at the next reply instead');
  }
};

const forget = async (
  ctx: Asking,
  member: Context['user'],
  { id: request }: ChangeByOther,
  { documents, ids, log }: NoticeDeps,
) => {
  const origin = {
    actor: ctx.user,
    requestId: requestId(ids.next()),
    at: ctx.occurredAt,
    event: 'notChanged',
    source: ctx.source,
  };
  const forgotten = await documents
    .of(changesByOthers)
    .update({ space: ctx.space, user: member }, origin, (document) =>
      ok({ ...document, untold: document.untold.filter(({ id }) => id !== request) }),
    );
  if (!forgotten.ok) log.info({ code: forgotten.error.code }, 'a notice stays without a change; it is never shown');
};
