import { lacksNote } from '../domain/clock-out-check.js';
import type { Actor } from './actor.js';
import { configOrNull } from './config-or-null.js';
import type { Means } from './means.js';

/**
 * Is a note wanted that is neither given nor there? Where that cannot be found out (Redis is away), nobody is kept on the clock for it.
 * @param given undefined leaves the note of the session as it is
 */
export const wantsNote = async (
  { space, user }: Pick<Actor, 'space' | 'user'>,
  given: string | null | undefined,
  deps: Pick<Means, 'spaces' | 'overview'>,
): Promise<boolean> => {
  const settings = (await configOrNull(deps, space))?.settings;
  if (settings === undefined || !lacksNote(settings, given ?? null)) return false;
  if (given !== undefined) return true;
  const now = await deps.overview.status(space, user);
  const active = now.ok ? now.value.state.active : null;
  return active !== null && lacksNote(settings, active.note);
};
