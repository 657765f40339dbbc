import { totalsPeriod } from '../../src/domain/calendar.js';
import { splitByDay } from '../../src/domain/day-split.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { domainError, type DomainError } from '../../src/domain/errors.js';
import { categoryId, sessionId, type SessionId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { decide } from '../../src/domain/decide/index.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../src/domain/session.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type {
  Change,
  Changes,
  Clocking,
  Overview,
  Recorded,
  Request,
  RequestOnActive,
  Tracker,
  Unapplied,
} from '../../src/engine/api.js';
import type { Spaces } from '../../src/engine/spaces.js';
import { StoreUnavailable, type Totals } from '../../src/engine/store.js';

const ZONE = 'UTC';

/**
 * A tracker in memory on the domain's own rules: what it answers is what the real one decides. `offline` takes changes as "recorded, will
 * sync" and marks reads; `refusal` refuses the next change; `hold` keeps every change waiting until released.
 */
export class FakeTracker implements Clocking, Overview, Changes {
  offline = false;
  /** Of changes: what is shown of the session is only assumed. */
  unseen = false;
  refusal: DomainError | null = null;
  /** Thrown by the next call of whatever kind. */
  failure: Error | null = null;
  hold: Promise<void> | null = null;
  readonly changes: Change[] = [];
  private readonly states = new Map<string, MemberState>();
  private readonly applied = new Map<string, Recorded>();
  private readonly ended: { readonly member: string; readonly session: Session }[] = [];
  private readonly clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock;
  }

  stateOf(space: SpaceId, user: UserId): MemberState {
    return this.states.get(`${space} ${user}`) ?? EMPTY_MEMBER;
  }

  clockIn: Tracker['clockIn'] = (request) =>
    this.change(request, {
      type: 'clockIn',
      session: sessionId(request.requestId),
      category: request.category,
      note: request.note,
    });
  clockOut: Tracker['clockOut'] = (request) =>
    this.change(request, {
      type: 'clockOut',
      reason: request.reason ?? 'member',
      ...(request.note === undefined ? {} : { note: request.note }),
      ...meant(request),
    });
  pause: Tracker['pause'] = (request) => this.change(request, { type: 'pause', ...meant(request) });
  resume: Tracker['resume'] = (request) => this.change(request, { type: 'resume', ...meant(request) });
  setNote: Tracker['setNote'] = (request) =>
    this.change(request, {
      type: 'setNote',
      note: request.note,
      ...(request.session === undefined ? {} : { session: request.session }),
    });

  status: Tracker['status'] = async (space, user) => {
    await this.gate();
    return ok({ state: this.stateOf(space, user), totals: this.totals(`${space} ${user}`), possiblyStale: this.offline });
  };

  onTheClock: Tracker['onTheClock'] = async () => {
    await this.gate();
    return ok({ rows: [], possiblyStale: this.offline });
  };
  onChange: Tracker['onChange'] = () => () => undefined;
  onUnapplied: Tracker['onUnapplied'] = () => () => undefined;
  onDoubt: Tracker['onDoubt'] = () => () => undefined;

  private async gate(): Promise<void> {
    if (this.hold !== null) await this.hold;
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure;
  }

  private async change(request: Request, command: SessionCommand): Promise<Result<Recorded, DomainError>> {
    await this.gate();
    const done = this.applied.get(request.requestId);
    if (done !== undefined) return ok({ ...done, replayed: true });
    const { refusal } = this;
    this.refusal = null;
    if (refusal !== null) return err(refusal);
    const key = `${request.space} ${request.user}`;
    const before = this.stateOf(request.space, request.user);
    const applied = decide(before, command, { at: request.at, counting: midnightsOf(ZONE) });
    if (!applied.ok) return applied;
    const after = applied.value.next;
    const session = after.active ?? after.last;
    if (session === null) return err(domainError('SESSION_NOT_FOUND'));
    this.states.set(key, after);
    this.changes.push({ space: request.space, user: request.user, before, after, rows: [] });
    if (command.type === 'clockOut') this.ended.push({ member: key, session });
    const recorded: Recorded = {
      state: after,
      session: this.unseen ? { ...session, category: categoryId('') } : session,
      durability: this.offline ? 'journaled' : 'stored',
      replayed: false,
      ...(this.unseen ? { assumed: true } : {}),
    };
    this.applied.set(request.requestId, recorded);
    return ok(recorded);
  }

  private totals(member: string): Totals {
    const period = totalsPeriod(this.clock.now(), ZONE);
    const between = (from: string, to: string): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const { session } of this.ended.filter((one) => one.member === member)) {
        for (const [day, ms] of splitByDay(session, midnightsOf(ZONE))) {
          if (day >= from && day <= to) sums[session.category] = (sums[session.category] ?? 0) + ms;
        }
      }
      return sums;
    };
    return {
      day: period.day,
      today: between(period.day, period.day),
      week: between(period.weekFrom, period.weekTo),
      month: between(period.monthFrom, period.monthTo),
    };
  }
}

const meant = ({ session }: RequestOnActive): { readonly session?: SessionId } => (session === undefined ? {} : { session });

/** Settings in memory: the default ones until changed; `offline` rejects as the real one does. */
export class FakeSpaces implements Spaces {
  offline = false;
  readonly events: string[] = [];
  private readonly configs = new Map<SpaceId, SpaceConfig>();

  get(space: SpaceId): Promise<SpaceConfig> {
    if (this.offline) return Promise.reject(new StoreUnavailable('redis is away', { maybeApplied: false }));
    return Promise.resolve(this.configs.get(space) ?? defaultConfig(space, { locale: 'en', timeZone: ZONE }));
  }

  loaded(): undefined {
    return undefined;
  }

  put(space: SpaceId, config: SpaceConfig): void {
    this.configs.set(space, config);
  }

  update: Spaces['update'] = async (space, by, change) => {
    const current = await this.get(space);
    const changed = change(current);
    if (!changed.ok) return changed;
    const stored = { ...changed.value, version: current.version + 1 };
    this.configs.set(space, stored);
    this.events.push(by.event);
    return ok(stored);
  };
}

/** Notices that stay until told. */
export class FakeNotices {
  waiting: Unapplied[] = [];
  pending = (): Promise<readonly Unapplied[]> => Promise.resolve([...this.waiting]);
  told = (_space: SpaceId, _user: UserId, notices: readonly Unapplied[]): Promise<void> => {
    this.waiting = this.waiting.filter((one) => !notices.includes(one));
    return Promise.resolve();
  };
}
