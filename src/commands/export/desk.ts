import { domainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { tellOthers } from '../../actions/exports/telling.js';
import type { ExportJobKey } from '../../engine/export-jobs.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { ExportDesk, ExportOrder } from './order.js';
import { createQueue, queueRefusal, type Queue } from '../../actions/exports/queue.js';
import { Work, type WorkDeps } from './work.js';

/** Exports that are known to have ended: more than end while somebody clicks on what is shown of one. */
const OVER_KEPT = 200;

/**
 * Where members' exports are made, a few at a time, and kept until they are fetched. All of it is in this process, and gone with it; others know which there are, and
 * end them.
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
    let untell = (): void => undefined;
    const work = new Work(order, deps, () => {
      untell();
      forget(key);
    });
    const turn = queue.enter({ space: order.space, user: order.user, begin: () => work.begin(), moved: () => work.moved() });
    if (typeof turn === 'string') return err(queueRefusal(turn));
    work.queued(turn);
    works.set(key, work);
    const { space, user, id } = order;
    const end = () => void work.stop(domainError('EXPORT_CANCELLED'));
    untell = tellOthers({ space, user, id }, { job: () => work.job(), end }, deps);
    return ok(work);
  };

  return {
    begin,
    of: (space, user) => [...works.values()].filter(({ order }) => order.space === space && order.user === user),
    find: (user, id) => works.get(keyOf(user, id)) ?? null,
    async cancel(space, user, id) {
      const key = keyOf(user, id);
      const work = works.get(key);
      if (work === undefined) return over.has(key) ? 'over' : cancelElsewhere({ space, user, id }, deps);
      return (await work.stop(domainError('EXPORT_CANCELLED'))) ? work.order.what : 'over';
    },
    async close() {
      isClosed = true;
      await Promise.all([...works.values()].map((work) => work.close()));
    },
  };
};

/** Asks the process that makes it to end it; while Redis is away nobody knows of one. */
const cancelElsewhere = async (key: ExportJobKey, { jobs, clock }: WorkDeps): Promise<'over' | 'elsewhere' | null> => {
  try {
    const job = await jobs.get(key, clock.now());
    if (job === null) return null;
    if (job.kind !== 'waiting' && job.kind !== 'running') return 'over';
    await jobs.wishEnd(key);
    return 'elsewhere';
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};
