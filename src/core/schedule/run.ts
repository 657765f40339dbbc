import type { Planned, Planner } from '../../actions/schedule/planner.js';
import { isGuildSpace, userId, type UserId } from '../../domain/ids.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import type { Chain } from '../../engine/chain.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';
import type { Run } from '../../scheduler/run.js';
import type { ScheduleTask } from './arguments.js';
import { linesOf } from './print.js';

export interface RunParts {
  readonly planner: Planner;
  readonly chain: Pick<Chain, 'store' | 'documents'>;
  readonly say: (line: string) => void;
}

/** Everybody who has turned planning on, or the one who is named. */
const usersOf = async ({ user }: ScheduleTask, { store, documents }: RunParts['chain']): Promise<readonly UserId[]> => {
  if (user !== null) return [userId(user)];
  const found: UserId[] = [];
  for (const space of await store.spaces()) {
    if (isGuildSpace(space)) continue;
    const owner = userId(space.slice(1));
    if ((await documents.of(schedule).get({ space, user: owner })).isOn) found.push(owner);
  }
  return found;
};

const plan = async ({ mode }: ScheduleTask, user: UserId, planner: Planner): Promise<Result<Run & Planned, DomainError>> => {
  if (mode !== 'test') return planner.run(user, { zone: null });
  const made = await planner.preview(user, { zone: null });
  return made.ok ? ok({ ...made.value, failed: [] }) : made;
};

/** Plans once for everybody who is meant. Resolves with whether all could be planned. */
export const planOnce = async (task: ScheduleTask, { planner, chain, say }: RunParts): Promise<boolean> => {
  const users = await usersOf(task, chain);
  if (users.length === 0) say('nobody has turned planning on (/schedule on)');
  let isAll = true;
  for (const user of users) {
    const made = await plan(task, user, planner);
    for (const line of linesOf(user, task.mode, made)) say(line);
    isAll &&= made.ok && made.value.failed.length === 0;
  }
  return isAll;
};
