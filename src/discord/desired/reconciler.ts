import type { Alarms } from '../../domain/alarms.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Logger, Metrics, Random } from '../../domain/ports.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Turn, Turns } from '../../engine/turns.js';
import { DiscordError, reasonOf } from '../errors.js';
import { tryToAgree, type Attempted, type AttemptDeps } from './attempt.js';
import type { DesiredKey, DesiredState } from './definition.js';
import { PutOff } from './put-off.js';
import { Queue, type Job } from './queue.js';

/** Keys being looked at at once, in as many spaces. Within one space Discord's limits let one through at a time anyway. */
const AT_ONCE = 8;
/** How soon to come again while another process sees to the key. */
const TAKEN_MS = 300;
/** Fewer waiting checks than these, and there is room for more. */
const FEW_CHECKS = 20;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

export interface ReconcilerDeps extends AttemptDeps {
  /** Of several processes that see to the same key one does at a time, or each would undo what the other remembers. */
  readonly turns: Turns;
  readonly alarms?: Pick<Alarms, 'at'> | undefined;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Something in this space works again: those who went without it should be looked at. */
  readonly mended: (space: SpaceId) => void;
}

export interface ReconcilerStats {
  readonly queued: number;
  /** Of those queued, the ones that are only to be compared with Discord. */
  readonly checks: number;
  /** Of those queued, the ones that are to be tried again. */
  readonly retrying: number;
}

/** Makes Discord follow what should be; nobody waits for it. */
export interface Reconciler<Id extends string, News> {
  /** Something changed; told in order. `news`: what is known to be so at least, also when the store says less. */
  changed(space: SpaceId, id: Id, news: News): void;
  /** What is remembered of this key may have been lost: compare with Discord, if the space is concerned at all. */
  doubted(space: SpaceId, id: Id): Promise<void>;
  /** Compare this key with Discord when there is time, and it is still wanted then. */
  verify(space: SpaceId, id: Id, wanted?: () => boolean): void;
  /** Resolves when hardly anything waits to be checked, so that more may be asked for. */
  room(): Promise<void>;
  /** How many keys of this space wait. */
  waiting(space: SpaceId): number;
  stats(): ReconcilerStats;
  /** Lets what is in flight finish and takes nothing new; what waited is found by the next start's sweep. */
  stop(): Promise<void>;
}

const nameOf = ({ space, id }: DesiredKey<string>): string => `${space}:${id}`;

export const createReconciler = <Id extends string, Want, Is, News>(
  definition: DesiredState<Id, Want, Is, News>,
  deps: ReconcilerDeps,
): Reconciler<Id, News> => {
  const { turns, clock, random, log, metrics } = deps;
  const { name: kind, concern } = definition;
  const queue = new Queue<Id>();
  const latest = new Map<string, News>();
  const putOff = new PutOff<Id>(clock, (job) => add(job, true), deps.alarms);
  const busy = new Map<SpaceId, Promise<void>>();
  /** Of those being looked at, how many a sweep only wants to check. */
  let checking = 0;
  /** Looks for whether a space is concerned at all. */
  let asking = 0;
  let stopped = false;
  /** They wait for room. */
  const waiting: (() => void)[] = [];
  const checks = (): number => queue.checks + checking;
  const hasRoom = (): boolean => stopped || checks() < FEW_CHECKS;

  const add = (job: Job<Id>, urgent: boolean): void => {
    if (stopped || putOff.joins(job)) return;
    const { space, id, tries } = job;
    // What failed may have been done all the same, so that our memory may be wrong: the job that takes its place asks Discord too.
    queue.add(putOff.takeRetry(job) ? { space, id, tries, verify: true } : job, urgent);
    pump();
  };

  const pump = (): void => {
    while (!stopped && busy.size < AT_ONCE) {
      const next = queue.next((space) => !busy.has(space));
      if (next === undefined) break;
      const { job, urgent } = next;
      if (!urgent) checking += 1;
      busy.set(
        job.space,
        work(job).finally(() => {
          busy.delete(job.space);
          if (!urgent) checking -= 1;
          pump();
        }),
      );
    }
    if (hasRoom()) for (const resolve of waiting.splice(0)) resolve();
  };

  const work = async (job: Job<Id>): Promise<void> => {
    if (job.wanted?.() === false) return;
    const news = latest.get(nameOf(job));
    try {
      const turn = await turns.take(job.space, `${kind}:${job.id}`);
      if (turn === null) {
        if (!stopped) putOff.retry(job, TAKEN_MS);
        return;
      }
      const attempted = await attemptAndEnd(job, news).finally(() => {
        concern?.forget(job.space);
        return endTurn(turn, job);
      });
      if (attempted.outcome.kind !== 'later' && latest.get(nameOf(job)) === news) latest.delete(nameOf(job));
      finish(job, attempted);
    } catch (error) {
      count('retry');
      retry(job, error);
    }
  };

  /** The end is remembered before anybody is told of it: a note that is lost in a crash is better than one that comes twice. */
  const attemptAndEnd = async (job: Job<Id>, news: News | undefined): Promise<Attempted> => {
    const attempted = await tryToAgree(definition, deps, job, news);
    if (attempted.outcome.kind === 'ended') await definition.end?.({ space: job.space, id: job.id });
    return attempted;
  };

  const finish = (job: Job<Id>, { outcome, mended }: Attempted): void => {
    const { space, id } = job;
    count(mended ? 'mended' : outcome.kind === 'done' ? (outcome.as ?? 'done') : outcome.kind);
    if (outcome.kind === 'later' && !stopped) putOff.hold({ space, id, verify: job.verify, tries: 0 }, outcome.afterMs);
    if (outcome.kind === 'ended') {
      deps.problems.solved(space, id);
      if (outcome.error !== null) void deps.warn(space, id, outcome.error);
    }
    if (mended) deps.mended(space);
  };

  const count = (outcome: string): void => metrics.count('reconciliations', { of: kind, outcome });

  /** What was done when the turn was not ours any more has to be compared with Discord. */
  const endTurn = (turn: Turn, { space, id, tries }: Job<Id>): Promise<void> => {
    const compare = (): void => add({ space, id, tries, verify: true }, true);
    return turn.end().then((wasOurs) => (wasOurs ? undefined : compare()), compare);
  };

  const retry = (job: Job<Id>, error: unknown): void => {
    const expected = error instanceof StoreUnavailable || error instanceof DiscordError;
    const fields = { of: kind, space: job.space, id: job.id, tries: job.tries + 1, reason: reasonOf(error) };
    if (expected) log.debug(fields, 'Discord will be made to agree later');
    else log.error(fields, 'Discord could not be made to agree; trying again');
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(job.tries, 16)) * (0.5 + random.next() / 2);
    if (!stopped) putOff.retry({ ...job, verify: true, tries: job.tries + 1 }, wait);
  };

  /** Changes are announced at every click, and doubts of everybody who clicked lately; most spaces are not concerned. */
  const isConcerned = async (space: SpaceId): Promise<boolean> => {
    if (concern === undefined) return true;
    asking += 1;
    try {
      return await concern.of(space);
    } catch {
      return true;
    } finally {
      asking -= 1;
    }
  };

  const addIfConcerned = async (key: DesiredKey<Id>, news: News): Promise<void> => {
    if (await isConcerned(key.space)) add({ ...key, verify: false, tries: 0 }, true);
    else if (latest.get(nameOf(key)) === news) latest.delete(nameOf(key));
  };

  return {
    changed(space, id, news) {
      const key = { space, id };
      if (concern?.known(space) === false) {
        latest.delete(nameOf(key));
        return;
      }
      // Also when it seems older: a change that was taken while Redis was away did not fit afterwards, and is taken back.
      latest.set(nameOf(key), news);
      void addIfConcerned(key, news);
    },
    async doubted(space, id) {
      if (await isConcerned(space)) add({ space, id, verify: true, tries: 0 }, false);
    },
    verify: (space, id, wanted) => add({ space, id, verify: true, tries: 0, ...(wanted === undefined ? {} : { wanted }) }, false),
    room: () => (hasRoom() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    waiting: (space) => queue.of(space) + putOff.of(space),
    stats: () => ({ queued: queue.size + busy.size + putOff.size + asking, checks: checks(), retrying: putOff.retrying }),
    async stop() {
      stopped = true;
      queue.clear();
      pump();
      putOff.clear();
      await Promise.all(busy.values());
    },
  };
};
