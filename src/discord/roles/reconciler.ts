import { guildOf, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Cancel, Logger, Metrics, Random } from '../../domain/ports.js';
import type { MemberState } from '../../domain/session.js';
import { StoreUnavailable, type RoleTurn } from '../../engine/store.js';
import { DiscordError, reasonOf } from '../errors.js';
import { applyRoles, type Applied, type ApplyDeps } from './apply.js';
import type { RoleConcern } from './concern.js';
import { RoleQueue, type RoleJob } from './queue.js';

/** Members being looked at at once, in as many spaces. Within one space Discord's limits let one through at a time anyway. */
const AT_ONCE = 8;
/** How soon to come again while another process sees to the member. */
const TAKEN_MS = 300;
/** Fewer waiting checks than these, and there is room for more. */
const FEW_CHECKS = 20;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

export interface ReconcilerDeps extends ApplyDeps {
  readonly concern: RoleConcern;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Discord says that the person is not in the guild. */
  readonly memberGone: (space: SpaceId, user: UserId) => void;
  /** The person was in the guild at this moment. */
  readonly memberSeen: (space: SpaceId, user: UserId) => void;
  /** A role of this space works again: those who went without it should be looked at. */
  readonly mended: (space: SpaceId) => void;
}

/** Makes members' roles follow their state; nobody waits for it. */
export interface RoleReconciler {
  /** The member's state is now (at least) `state`; told in order. */
  changed(space: SpaceId, user: UserId, state: MemberState): void;
  /** What is remembered of this member's roles may have been lost: compare with Discord, if the space has roles at all. */
  doubted(space: SpaceId, user: UserId): Promise<void>;
  /** Compare this member with Discord when there is time, and it is still wanted then. */
  verify(space: SpaceId, user: UserId, wanted?: () => boolean): void;
  /** Resolves when hardly anybody waits to be checked, so that more may be asked for. */
  room(): Promise<void>;
  /** `checks`: those of `queued` that are only to be compared with Discord. */
  stats(): { readonly queued: number; readonly checks: number; readonly retrying: number };
  /** Lets what is in flight finish and takes nothing new; what waited is found by the next start's sweep. */
  stop(): Promise<void>;
}

export const createReconciler = (deps: ReconcilerDeps): RoleReconciler => {
  const { clock, random, log, metrics } = deps;
  const queue = new RoleQueue();
  const latest = new Map<string, MemberState>();
  const retries = new Map<string, Cancel>();
  const busy = new Map<SpaceId, Promise<void>>();
  /** Of those being looked at, how many a sweep only wants to check. */
  let checking = 0;
  /** Looks for whether a space has roles at all. */
  let asking = 0;
  let stopped = false;
  /** They wait for room. */
  const waiting: (() => void)[] = [];
  const checks = (): number => queue.checks + checking;
  const hasRoom = (): boolean => stopped || checks() < FEW_CHECKS;

  const keyOf = ({ space, user }: { space: SpaceId; user: UserId }): string => `${space}:${user}`;

  const add = (job: RoleJob, urgent: boolean): void => {
    if (stopped || guildOf(job.space) === null) return;
    const retry = retries.get(keyOf(job));
    retry?.();
    retries.delete(keyOf(job));
    // What failed may have been done all the same, so that our memory may be wrong: the job that takes its place asks Discord too.
    const { space, user, tries } = job;
    queue.add(retry === undefined ? job : { space, user, tries, verify: true }, urgent);
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

  const work = async (job: RoleJob): Promise<void> => {
    if (job.wanted?.() === false) return;
    const announced = latest.get(keyOf(job));
    try {
      const turn = await deps.given.turn(job.space, job.user);
      if (turn === null) {
        later(job, TAKEN_MS);
        return;
      }
      const outcome = await applyRoles(deps, job, announced).finally(() => {
        deps.concern.forget(job.space);
        return endTurn(turn, job);
      });
      if (latest.get(keyOf(job)) === announced) latest.delete(keyOf(job));
      metrics.count('role_reconciliations', { outcome });
      report(job, outcome);
    } catch (error) {
      metrics.count('role_reconciliations', { outcome: 'retry' });
      retry(job, error);
    }
  };

  const report = ({ space, user, verify }: RoleJob, outcome: Applied): void => {
    if (outcome === 'gone') deps.memberGone(space, user);
    if (verify && (outcome === 'done' || outcome === 'mended')) deps.memberSeen(space, user);
    if (outcome === 'mended') deps.mended(space);
  };

  /** What was done when the turn was not ours any more has to be compared with Discord. */
  const endTurn = (turn: RoleTurn, { space, user, tries }: RoleJob): Promise<void> => {
    const compare = (): void => add({ space, user, tries, verify: true }, true);
    return turn.end().then((wasOurs) => (wasOurs ? undefined : compare()), compare);
  };

  const retry = (job: RoleJob, error: unknown): void => {
    const expected = error instanceof StoreUnavailable || error instanceof DiscordError;
    const fields = { space: job.space, user: job.user, tries: job.tries + 1, reason: reasonOf(error) };
    if (expected) log.debug(fields, 'roles will be tried again');
    else log.error(fields, 'roles could not be reconciled; trying again');
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(job.tries, 16)) * (0.5 + random.next() / 2);
    later({ ...job, verify: true, tries: job.tries + 1 }, wait);
  };

  /** A change that comes in the meantime is already in the queue; it need not wait. */
  const later = (job: RoleJob, ms: number): void => {
    if (stopped) return;
    retries.get(keyOf(job))?.();
    retries.set(
      keyOf(job),
      clock.after(ms, () => {
        retries.delete(keyOf(job));
        add(job, true);
      }),
    );
  };

  /** Changes are announced at every click, and doubts of everybody who clicked lately; most spaces have no roles. */
  const isConcerned = async (space: SpaceId): Promise<boolean> => {
    asking += 1;
    try {
      return await deps.concern.of(space);
    } catch {
      return true;
    } finally {
      asking -= 1;
    }
  };

  const addIfConcerned = async (space: SpaceId, user: UserId, state: MemberState): Promise<void> => {
    const key = keyOf({ space, user });
    if (await isConcerned(space)) add({ space, user, verify: false, tries: 0 }, true);
    else if (latest.get(key) === state) latest.delete(key);
  };

  return {
    changed(space, user, state) {
      if (guildOf(space) === null) return;
      if (deps.concern.known(space) === false) {
        latest.delete(keyOf({ space, user }));
        return;
      }
      // Also when its version is lower: a change that was taken while Redis was away did not fit afterwards, and is taken back.
      latest.set(keyOf({ space, user }), state);
      void addIfConcerned(space, user, state);
    },
    async doubted(space, user) {
      if (await isConcerned(space)) add({ space, user, verify: true, tries: 0 }, false);
    },
    verify: (space, user, wanted) =>
      add({ space, user, verify: true, tries: 0, ...(wanted === undefined ? {} : { wanted }) }, false),
    room: () => (hasRoom() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    stats: () => ({
      queued: queue.size + busy.size + retries.size + asking,
      checks: checks(),
      retrying: retries.size,
    }),
    async stop() {
      stopped = true;
      queue.clear();
      pump();
      for (const cancel of retries.values()) cancel();
      retries.clear();
      await Promise.all(busy.values());
    },
  };
};
