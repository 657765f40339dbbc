import { announced } from '../../../actions/announce.js';
import type { DomainError } from '../../../domain/errors.js';
import { personalSpace } from '../../../domain/ids.js';
import type { Result } from '../../../domain/result.js';
import type { ChangeByOther } from '../../../engine/documents/kinds/changes-by-others.js';
import { preferences } from '../../../engine/documents/kinds/preferences.js';
import { changedByOthersView } from '../../../views/entries/changed-by-others.js';
import type { Managed } from '../../../views/entries/managed.js';
import type { Deps } from '../../deps.js';
import { changesTold, describeChanges } from '../../kit/changes-by-others.js';
import type { Context } from '../../kit/context.js';

export type NoticeDeps = Pick<Deps, 'documents' | 'timesheet' | 'spaces' | 'ids' | 'clock' | 'direct' | 'log'>;

/** Who changes the time of somebody else, when, and under which request: a `Context` has it. */
type Asking = Pick<Context, 'id' | 'space' | 'user' | 'occurredAt' | 'source' | 'tPublic'>;

/** Makes a change of somebody else's time by `send`, so that the member hears of it; as `announced`. */
export const withNotice = <T>(
  ctx: Asking,
  managed: Managed,
  deps: NoticeDeps,
  send: () => Promise<Result<T, DomainError>>,
): Promise<Result<T, DomainError>> =>
  announced(ctx, managed, deps, send, (change) => void tellDirectly(ctx, managed.member, change, deps));

/** By direct message, to those alone who agreed to get any. Never rejects: whoever was not told now is told at their next reply. */
export const tellDirectly = async (
  ctx: Pick<Asking, 'space' | 'tPublic'>,
  member: Context['user'],
  change: ChangeByOther,
  deps: NoticeDeps,
): Promise<void> => {
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
