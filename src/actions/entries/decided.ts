import type { SessionCommand } from '../../domain/commands.js';
import { countingOf } from '../../domain/counting.js';
import { decide, type SessionChange } from '../../domain/decide/index.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';

/** What can be read of a member when a change of an entry is looked at before it is made. */
export interface Known {
  readonly state: MemberState;
  readonly before: Session | null;
  /** Sessions that may lie in the same time. */
  readonly others: readonly Session[];
  /** ms; the moment of the change. */
  readonly until: number;
  readonly config: Pick<SpaceConfig, 'settings'>;
}

/** What would become of an entry: the same decision that the engine makes, on what can be read now. The engine decides again when it is stored. */
export const decidedOn = (
  command: SessionCommand,
  { state, before, others, until, config }: Known,
): Result<readonly SessionChange[], DomainError> => {
  const entries = new Map([...others, ...(before === null ? [] : [before])].map((session) => [session.id, session]));
  // Of what is kept besides, nothing matters to an entry.
  const member: MemberState = { ...EMPTY_MEMBER, changedAt: state.changedAt, active: state.active, last: state.last };
  const decided = decide(member, command, { at: until, counting: countingOf(config.settings), entries, neighbours: others });
  return decided.ok ? ok(decided.value.changes) : decided;
};
