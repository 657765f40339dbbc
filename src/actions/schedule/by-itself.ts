import { isDeepStrictEqual } from 'node:util';
import { requestId, type UserId } from '../../domain/ids.js';
import type { DomainError } from '../../domain/errors.js';
import type { Logger } from '../../domain/ports.js';
import { ok } from '../../domain/result.js';
import { schedule, type ScheduleProblem } from '../../engine/documents/kinds/schedule.js';
import type { TaskPlanning } from '../../engine/jobs/plan-tasks.js';
import type { Means } from '../means.js';
import type { Planner } from './planner.js';
import { schedulePlace } from './settings.js';

export interface PlanningParts extends Pick<Means, 'documents' | 'clock' | 'ids'> {
  readonly planner: Planner;
  readonly log: Logger;
}

/** Planning without anybody asking: what goes wrong is noted for its member, who sees it with the settings. */
export const createPlanning = ({
  planner,
  documents,
  clock,
  ids,
  log,
}: PlanningParts): TaskPlanning & { close(): Promise<void> } => {
  const underWay = new Map<UserId, Promise<void>>();

  /** Noted only when it is another than before: each change is a row of the ledger. */
  const note = async (user: UserId, error: DomainError | null): Promise<void> => {
    const origin = {
      actor: null,
      requestId: requestId(ids.next()),
      at: clock.now(),
      event: 'scheduleProblem',
      source: 'scheduler',
    };
    const problem = error === null ? null : { code: error.code, params: error.params ?? {} };
    const isKnown = (kept: { readonly problem: ScheduleProblem | null }): boolean => isDeepStrictEqual(kept.problem, problem);
    const place = schedulePlace(user);
    if (isKnown(await documents.of(schedule).get(place))) return;
    await documents.of(schedule).update(place, origin, (kept) => ok(isKnown(kept) ? kept : { ...kept, problem }));
  };

  const plan = async (user: UserId): Promise<void> => {
    const made = await planner.run(user, { zone: null });
    if (!made.ok) {
      log.warn({ user, code: made.error.code }, 'tasks could not be planned');
      return note(user, made.error);
    }
    const { changes, failed } = made.value;
    if (changes.length > 0) log.info({ user, changes: changes.length, failed: failed.length }, 'tasks were planned');
    else log.debug({ user }, 'the plan is as it was');
    return note(user, failed[0]?.error ?? null);
  };

  return {
    everyMs: planner.defaults.intervalMinutes * 60_000,
    begin(user) {
      if (underWay.has(user)) return;
      const work = plan(user)
        .catch((error: unknown) => log.warn({ err: error, user }, 'tasks could not be planned'))
        .finally(() => underWay.delete(user));
      underWay.set(user, work);
    },
    async close() {
      await Promise.all(underWay.values());
    },
  };
};
