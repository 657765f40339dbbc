import { domainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { ExportDesk, ExportOrder } from './order.js';
import { createQueue, queueRefusal, type Queue } from '../../actions/exports/queue.js';
import { Work, type WorkDeps } from './work.js';

/** Exports that are known to have ended: more than end while somebody clicks on what is shown of one. */
const OVER_KEPT = 200;

/**
 * Where members' exports are made, a few at a time, and kept until they are fetched. All of it is in this process, and gone with it.
 * @param queue shared with exports that are asked for elsewhere
 */
export const createExportDesk = (deps: WorkDeps, queue: Queue = createQueue()): ExportDesk => {
  const works = new Map<string, Work>();
  /** In the order in which they ended. */
  const over = new Set<string>();
  const forget = (key: string): void => {
    works.delete(key);
    over.add(key);
    const [oldest] = over;
    if (over.size > OVER_KEPT && oldest !== undefined) over.delete(oldest);
  };
  let isClosed = false;
  const keyOf = (user: UserId, id: string): string => `${user}:${id}`;

  const begin = (order: ExportOrder) => {
    if (isClosed) return err(domainError('SHUTTING_DOWN'));
    const key = keyOf(order.user, order.id);
    const work = new Work(order, deps, () => forget(key));
    const turn = queue.enter({ space: order.space, user: order.user, begin: () => work.begin(), moved: () => work.moved() });
    if (typeof turn === 'string') return err(queueRefusal(turn));
    work.queued(turn);
    works.set(key, work);
    return ok(work);
  };

  return {
    begin,
    of: (space, user) => [...works.values()].filter(({ order }) => order.space === space && order.user === user),
    find: (user, id) => works.get(keyOf(user, id)) ?? null,
    async cancel(user, id) {
      const key = keyOf(user, id);
      const work = works.get(key);
      if (work === undefined) return over.has(key) ? 'over' : null;
      return (await work.stop(domainError('EXPORT_CANCELLED'))) ? work.order.what : 'over';
    },
    async close() {
      isClosed = true;
      await Promise.all([...works.values()].map((work) => work.close()));
    },
  };
};
