import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Cancel } from '../../domain/ports.js';
import type { MemberState } from '../../domain/session.js';
import type { Doubted } from '../api.js';
import type { ChangeRecord } from '../journal/record.js';
import type { EngineParts } from '../parts.js';
import { LaneFull, StoreUnavailable } from '../store.js';
import type { KeyedQueue } from '../members/keyed-queue.js';
import type { Listeners } from '../change/listeners.js';
import { memberKey } from '../members/member-key.js';
import { mayBeStored, type Backlog, type FoundRecord, type PendingChange, type Work } from '../members/backlog.js';
import type { Stage } from '../members/stage.js';
import { HistoryLost, Offer, StillBusy, unexpected, type OfferParts } from './offer.js';

export interface SyncParts extends OfferParts, Pick<EngineParts, 'link' | 'erasures' | 'clock'> {
  readonly backlog: Backlog;
  readonly doubts: Listeners<Doubted>;
  /** Is everything back that any process knows to have been stored? */
  readonly mayOffer: () => boolean;
  /** The tracker's queue: offers of a member wait for their turn as requests do. */
  readonly queue: KeyedQueue;
}

const RETRY_MS = 1_000;
/** A crash or a failover takes seconds of history; what is older is not looked at again. */
const DOUBTED_MS = 60_000;
/** Members offered at the same time. */
const WIDTH = 32;
/** A record whose offering fails this often for a reason nobody expected is given up, and its member told. */
const FAILURES_MAX = 3;
/** Times that lost history is looked for while one member is offered. */
const SCANS_MAX = 3;

/** Brings the backlog to Redis: at the start, each time the link comes back, and again while something is left. */
export class Sync {
  private readonly parts: SyncParts;
  private readonly offer: Offer;
  private scanning: Promise<void> = Promise.resolve();
  private retry: Cancel | null = null;
  private scansRunning = 0;
  private draining = false;
  private early: Doubted[] | null = [];
  private stopped = false;

  constructor(parts: SyncParts) {
    this.parts = parts;
    this.offer = new Offer(parts);
  }

  /** Resolves when it is known what has to be offered; nothing new is decided before. */
  get scanned(): Promise<void> {
    return this.scanning;
  }

  /** Looks through the journal under way. */
  get scans(): number {
    return this.scansRunning;
  }

  /** Is something still to be found out about, or to be brought to Redis? */
  get busy(): boolean {
    return this.scansRunning > 0 || this.parts.backlog.size > 0;
  }

  /** How far we are in bringing back what we had. */
  get stage(): Stage {
    return this.scansRunning > 0 ? 0 : this.parts.backlog.stage;
  }

  /** Redis may have lost what it had confirmed (of `space` it has): finds it in the journal, and offers it again. */
  rescan(space?: SpaceId): Promise<void> {
    const { journal, newest, store } = this.parts;
    return this.scan(async () => {
      try {
        const missing = await newest.missing(store, journal.keptSince);
        if (missing.size === 0 && space === undefined) return;
        const records = await journal.recent((each) => each === space || missing.has(each));
        await this.found(records.map((record) => ({ record, settled: true })));
        this.doubt(records);
      } catch (error) {
        this.parts.log.error({ err: error }, 'the journal could not be read');
      }
    });
  }

  /** Runs `look`, which does not reject, after the looks before it; nothing new is decided until it has ended. */
  scan(look: () => Promise<void>): Promise<void> {
    this.scansRunning += 1;
    this.scanning = this.scanning.then(look).finally(() => {
      this.scansRunning -= 1;
    });
    void this.scanning.then(() => this.drainAll());
    return this.scanning;
  }

  /** Takes what a journal holds into the backlog. */
  async found(records: readonly FoundRecord[]): Promise<void> {
    const { backlog, journal } = this.parts;
    const { twins, stored } = backlog.restore(records);
    for (const { seq } of twins) if (seq > 0) await journal.settle(seq, 'aborted');
    for (const { seq } of stored) if (seq > 0) await journal.settle(seq, 'applied');
  }

  /**
   * Redis may have lost what it held of those who changed something lately. Whoever hears of it looks at the member's state, so it is told
   * when that is whole again.
   */
  doubt(records: readonly ChangeRecord[]): void {
    const since = this.parts.journal.now() - DOUBTED_MS;
    const lately = records.filter(({ journaledAt }) => journaledAt >= since);
    const members = new Map(lately.map(({ space, user }) => [memberKey(space, user), { space, user }]));
    for (const [key, member] of members) {
      const work = this.parts.backlog.get(key);
      if (work) work.isDoubted = true;
      else this.tellDoubt(member);
    }
  }

  private tellDoubt({ space, user }: Doubted): void {
    this.early?.push({ space, user });
    this.parts.doubts.emit({ space, user });
  }

  /** Who was in doubt before anybody asked; once. */
  takeEarly(): readonly Doubted[] {
    const early = this.early ?? [];
    this.early = null;
    return early;
  }

  /** Offers the work of all members, as long as the link is up. */
  async drainAll(): Promise<void> {
    if (this.draining || this.stopped || !this.parts.link.up) return;
    this.draining = true;
    try {
      const keys = [...this.parts.backlog.keys].values();
      const worker = async (): Promise<void> => {
        for (const key of keys) {
          if (!this.parts.link.up || this.stopped) return;
          await this.parts.queue.run(key, () => this.drainMember(key));
        }
      };
      await Promise.all(Array.from({ length: WIDTH }, worker));
    } finally {
      this.draining = false;
      this.retryLater();
    }
  }

  /** Offers the work of one member; only within its turn in the queue. Answers whether nothing is left. Does not reject. */
  async drainMember(key: string): Promise<boolean> {
    const work = this.parts.backlog.get(key);
    if (!work) return true;
    if (!this.parts.link.up || this.stopped) return false;
    try {
      await this.offerAll(work);
      return true;
    } catch (error) {
      if (!isExpected(error))
        this.parts.log.error({ err: error, space: work.space, user: work.user }, 'offering recorded changes failed');
      this.retryLater();
      return false;
    }
  }

  /** As drainMember, from outside the queue. */
  drain(space: SpaceId, user: UserId): Promise<boolean> {
    const key = memberKey(space, user);
    return this.parts.queue.run(key, () => this.drainMember(key));
  }

  retryLater(): void {
    if (this.retry || this.stopped || this.parts.backlog.size === 0) return;
    this.retry = this.parts.clock.after(RETRY_MS, () => {
      this.retry = null;
      void this.drainAll();
      this.retryLater();
    });
  }

  stop(): void {
    this.stopped = true;
    this.retry?.();
  }

  private async offerAll(work: Work): Promise<void> {
    const { backlog, journal, gaps, versions } = this.parts;
    const shown = work.overlay;
    let refused = false;
    let scans = 0;
    for (;;) {
      await this.scanning;
      try {
        await this.dropErased(work);
        await this.restore(work);
        const change = work.pending[0];
        if (!change) break;
        const offered = change.record;
        const applied = await this.offerInTurn(change, scans > 0);
        // The disk has taken the record meanwhile, under another number.
        if (change.record !== offered && change.record.seq > 0)
          await journal.settle(change.record.seq, applied ? 'applied' : 'refused');
        work.pending = work.pending.filter((other) => other !== change);
        refused ||= !applied;
      } catch (error) {
        if (!(error instanceof HistoryLost) || ++scans > SCANS_MAX) throw error;
        if (scans === 1 && !gaps.has(work)) {
          await this.rescan(work.space);
          if (work.settled.length > 0) continue;
        }
        // It is not in our journal.
        if (gaps.waits(work, error.version)) throw new StillBusy('waiting for another process');
        versions.forget(work);
      }
    }
    backlog.remove(work);
    gaps.close(work);
    if (work.isDoubted) this.tellDoubt(work);
    await this.takeBack(work, shown, refused);
  }

  /** Those who follow the member's state hear of it when it is another one than they were shown. */
  private async takeBack(work: Work, shown: MemberState | null, refused: boolean): Promise<void> {
    const { store, changes } = this.parts;
    if (shown === null) return;
    // Listeners were told of a state in which this change counted, also when it had been applied before; they have to hear the state as it is.
    const after = await store.load(work.space, work.user);
    if (refused || shown.active?.id !== after.active?.id || shown.active?.status !== after.active?.status)
      changes.emit({ space: work.space, user: work.user, before: shown, after, rows: [] });
  }

  /** What is known to have been stored. */
  private async restore(work: Work): Promise<void> {
    try {
      work.isBlocked = false;
      await this.offer.settled(work);
    } catch (error) {
      work.isBlocked = error instanceof StillBusy;
      throw error;
    }
  }

  /** While others bring back what they had, what may have been stored goes where it fits, and the rest waits. Answers whether it was applied. */
  private async offerInTurn(change: PendingChange, bridge: boolean): Promise<boolean> {
    if (await this.parts.mayDecide()) return this.offerOne(change, bridge);
    const fits = mayBeStored(change) && this.parts.mayOffer() && (await this.offer.asDecided(change));
    if (!fits) throw new StillBusy('others bring back what they had first');
    return true;
  }

  /** What was erased with its member must not come back out of a journal. */
  private async dropErased(work: Work): Promise<void> {
    const { erasures, backlog, journal, versions, log } = this.parts;
    const at = (await erasures?.erasedAt(work.space, work.user)) ?? null;
    if (at === null) return;
    const gone = backlog.forget(work, at);
    if (gone.length === 0) return;
    versions.forget(work);
    for (const { seq } of gone) if (seq > 0) await journal.settle(seq, 'aborted');
    log.info({ space: work.space, changes: gone.length }, 'recorded changes of somebody who was erased are dropped');
  }

  /** Answers whether it was applied. What fails again and again without anybody knowing why is given up. */
  private async offerOne(change: PendingChange, bridge: boolean): Promise<boolean> {
    try {
      return await this.offer.pending(change, bridge);
    } catch (error) {
      if (isExpected(error)) throw error;
      change.failures += 1;
      if (change.failures < FAILURES_MAX) throw error;
      await this.offer.refuse(change.record, unexpected(change.record));
      return false;
    }
  }
}

/** These say that another time is better. */
const isExpected = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof LaneFull || error instanceof StillBusy || error instanceof HistoryLost;
