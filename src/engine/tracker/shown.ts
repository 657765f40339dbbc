import { namedBy } from '../../domain/commands.js';
import { sessionIn } from '../../domain/decide/index.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Ask } from '../change/plan.js';

/**
 * The session to show for a request that was applied before: the one that it is about if the state still holds it, else what the member is at.
 * Null when the state holds none.
 */
export const shownOf = (state: MemberState, { command }: Pick<Ask, 'command'>): Session | null => {
  const isNew = command.type === 'clockIn' || command.type === 'switch' || command.type === 'addEntry';
  const id = isNew ? command.session : namedBy(command).at(-1);
  return (id === undefined ? null : sessionIn(state, id)) ?? state.active ?? state.last;
};
