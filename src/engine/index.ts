import { createAlarms, type Alarms } from '../domain/alarms.js';
import type { Cancel, Clock } from '../domain/ports.js';
import type { Change, Doubted, Unapplied } from './api.js';
import { createEraseMember, type EraseMember } from './erase-member.js';
import { Disk } from './journal/disk.js';
import { nodeFs, type JournalFs } from './journal/fs.js';
import type { JournalHealth } from './journal/health.js';
import { Journal, KEEP_MS } from './journal/journal.js';
import { nodeProcesses, type Processes } from './journal/owner.js';
import type { Leader } from './lease/lease.js';
import type { EngineParts } from './parts.js';
import type { Documents } from './documents-api.js';
import { createPersonalData, type PersonalData } from './personal/personal-data.js';
import { createRecount, type Recount } from './recount/recount.js';
import { StoreUnavailable } from './store.js';
import { createRetention, type Retention } from './retention.js';
import { Adoption } from './sync/adoption.js';
import { Backlog } from './members/backlog.js';
import { Gaps } from './members/gaps.js';
import { Newest } from './members/newest.js';
import { RollCall } from './sync/roll-call.js';
import { Sync } from './sync/sync.js';
import { KeyedQueue } from './members/keyed-queue.js';
import { Listeners } from './change/listeners.js';
import { createTracker, type EngineTracker } from './tracker/tracker.js';
import { Versions } from './members/versions.js';
import type { WebSessionStore } from './web-sessions.js';
import { createVerify, type Verify } from './verify/verify.js';

export type { Retention } from './retention.js';
export type { EngineTracker } from './tracker/tracker.js';

export interface EngineOptions extends Omit<EngineParts, 'journal'> {
  readonly documents: Documents;
  /** Who has logged in to the web page; nobody unless told. */
  readonly webSessions?: Pick<WebSessionStore, 'list' | 'removeAll'>;
  /** `DATA_DIR/journal`; shared by the processes of one machine, each has its own directory in it. */
  readonly journalDir: string;
  readonly fs?: JournalFs;
  readonly processes?: Processes;
  /**
   * The time where interactions get their moments, which those are compared with; `clock` unless told. Everything else (the journal and its
   * locks, leases, erasures) hangs on the machine's `clock`, which all processes of the machine share.
   */
  readonly momentClock?: Clock;
  /** For what is to be done at a moment of `momentClock`; made of that clock unless told. */
  readonly alarms?: Alarms;
  readonly segmentBytes?: number;
  readonly keepMs?: number;
  /** Which process erases what is no longer to be kept; without one every process looks. */
  readonly leader?: Pick<Leader, 'confirm'>;
}

export interface Engine {
  readonly tracker: EngineTracker;
  readonly retention: Retention;
  readonly recount: Recount;
  readonly eraseMember: EraseMember;
  readonly personal: PersonalData;
  readonly verify: Verify;
  journalHealth(): JournalHealth & { readonly syncing: boolean };
  /**
   * Opens the journal and takes over what processes that are gone left in theirs; from then on changes are taken. What has to be brought to
   * Redis follows in the background, each member's before anything new of that member. Works with Redis and the disk away.
   */
  start(): Promise<void>;
  /** Takes nothing new, lets what is under way finish (at most `timeoutMs`), and closes the journal. Answers whether all finished. */
  drain(timeoutMs: number): Promise<boolean>;
}

const ADOPT_EVERY_MS = 60_000;
const SWEEP_EVERY_MS = 3_600_000;
const GAUGES_EVERY_MS = 5_000;

const NO_WEB_SESSIONS = { list: () => Promise.resolve([]), removeAll: () => Promise.resolve(false) };

/** Tracker, journal, sync and retention on top of the store's chain. */
export const createEngine = (options: EngineOptions): Engine => {
  const { clock, log, link, metrics, journalDir: root, fs = nodeFs, processes = nodeProcesses(), keepMs = KEEP_MS } = options;
  const { momentClock = clock, alarms = createAlarms({ clock: momentClock, log }) } = options;
  const { webSessions = NO_WEB_SESSIONS } = options;
  const { store, spaces, documents, notices, erasures, ids, leader, segmentBytes } = options;
  const journal = new Journal({
    ...{ fs, root, clock, ids, log, metrics, processes, keepMs },
    ...(segmentBytes === undefined ? {} : { segmentBytes }),
  });
  const disk = new Disk({ fs, root, ids });
  const backlog = new Backlog();
  const queue = new KeyedQueue();
  const versions = new Versions();
  const gaps = new Gaps(() => journal.now());
  const newest = new Newest();
  const changes = new Listeners<Change>(log);
  const unapplied = new Listeners<Unapplied>(log);
  const doubts = new Listeners<Doubted>(log);
  /** Without it everything is offered, also what was erased. */
  const erased = erasures === undefined ? {} : { erasures };
  options.onHeard?.((space, user, version) => versions.saw({ space, user }, version));
  const cancels: Cancel[] = [];

  const rollCall: RollCall = new RollCall({
    store: options.rollCallStore,
    clock,
    log,
    call: () => ({ process: disk.processOf(journal.id), stage: adoption.isComplete ? sync.stage : 0 }),
    gone: async (of) => {
      await adoption.done;
      return disk.gone(of);
    },
    onMissing: () => adoption.run(),
    onProgress: () => void sync.drainAll(),
  });
  const sync: Sync = new Sync({
    ...{ store, spaces, link, journal, notices, clock, metrics, log },
    ...{ backlog, queue, versions, gaps, newest, changes, unapplied, doubts },
    ...erased,
    mayDecide: () => rollCall.passed(),
    mayOffer: () => rollCall.certain,
  });
  const adoption = new Adoption({ journal, disk, newest, sync, clock, fs, root, processes, log, keepMs });
  const tracker = createTracker({
    ...{ store, spaces, link, journal, clock: momentClock, metrics, log },
    ...{ backlog, queue, versions, gaps, newest, changes, unapplied, doubts, sync, rollCall },
    ...erased,
  });
  const retention = createRetention({ store, spaces, clock: momentClock, log, metrics, tracker, keepMs, leader, ...erased });
  const recount = createRecount({ store, spaces, documents, corrections: tracker, clock: momentClock, ids, log, leader });
  const eraseMember = createEraseMember({ store, documents, ids, momentClock, log, metrics, queue, changes, ...erased });
  const sweep = async (): Promise<void> => {
    try {
      await retention.sweep();
      await recount.resume();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'what is done every hour failed');
    }
  };
  // What the disk refused at the start: before anything is decided without what lies there.
  const adoptRest = (): void => {
    if (adoption.isComplete || !journal.ok) return;
    const scanned = sync.scan(() => adoption.run());
    if (link.up) rollCall.begin(scanned);
  };

  return {
    tracker,
    retention,
    recount,
    eraseMember,
    personal: createPersonalData({ store, documents, clocking: tracker, webSessions, eraseMember }),
    verify: createVerify({ store, spaces }),
    journalHealth: () => ({ ...journal.health, syncing: sync.busy || !adoption.isComplete || !rollCall.complete }),
    start: async () => {
      // Requests may come already: nothing is decided before it is known what the processes before us left.
      const scanned = sync.scan(async () => {
        await journal.open();
        await adoption.run();
      });
      cancels.push(
        link.onUp(() => {
          gaps.linked();
          rollCall.begin(sync.rescan());
        }),
        link.onDown(() => rollCall.stop()),
      );
      if (link.up) rollCall.begin(scanned);
      await scanned;
      journal.onRecovered(adoptRest);
      adoptRest();
      cancels.push(
        clock.every(ADOPT_EVERY_MS, () => void adoption.run()),
        alarms.every(SWEEP_EVERY_MS, sweep),
        clock.every(GAUGES_EVERY_MS, () => {
          const { state, pending, lagMs, bytes } = journal.health;
          metrics.gauge('journal_ok', state === 'ok' ? 1 : 0);
          metrics.gauge('journal_pending', pending);
          metrics.gauge('journal_lag_ms', lagMs);
          metrics.gauge('journal_bytes', bytes);
        }),
      );
    },
    drain: async (timeoutMs) => {
      tracker.stopTaking();
      sync.stop();
      rollCall.stop();
      for (const cancel of cancels) cancel();
      const finished = await Promise.race([queue.idle().then(() => true), after(clock, timeoutMs)]);
      await rollCall.leave();
      await journal.close();
      return finished;
    },
  };
};

const after = (clock: EngineOptions['clock'], ms: number): Promise<false> =>
  new Promise((resolve) => clock.after(ms, () => resolve(false)));
