import type { RoleId, SpaceId, UserId } from '../../src/domain/ids.js';
import { NOTHING_SEEN } from '../../src/domain/seen.js';
import type { Session, MemberState } from '../../src/domain/session.js';
import { categoryId, sessionId } from '../../src/domain/ids.js';
import { settingsWith } from '../../src/domain/settings.js';
import type { SpaceConfig, SpaceSettings } from '../../src/domain/space.js';
import type { Spaces } from '../../src/engine/spaces.js';
import type { GivenRoles } from '../../src/engine/given-roles.js';
import { NOTHING_POSTED, type PostedLog, type PostedLogs } from '../../src/engine/posted-log.js';
import type { ShownDashboard, ShownDashboards } from '../../src/engine/shown-dashboards.js';
import type { SignStore } from '../../src/engine/signs-of-life.js';
import { StoreUnavailable } from '../../src/engine/store.js';
import type { Turn, Turns } from '../../src/engine/turns.js';
import { DiscordError } from '../../src/discord/errors.js';
import type { DiscordRest, Method, RestRequest } from '../../src/discord/rest.js';
import type { FakeClock } from './fake-clock.js';

export interface RecordedCall {
  readonly at: number;
  readonly method: Method;
  readonly path: string;
  readonly body: unknown;
  readonly reason: string | undefined;
}

type Answer = unknown;
type Handler = (call: RecordedCall, match: RegExpExecArray) => Answer;

/** A refusal as Discord words it. */
export const refusal = (status: number | null, code: number | null): DiscordError =>
  new DiscordError('fake', status, code, `refused with ${String(status)}/${String(code)}`);

/** Answers what it was told to and fails on anything else; keeps every call with its moment on the fake clock. */
export class FakeRest implements DiscordRest {
  readonly calls: RecordedCall[] = [];
  readonly #clock: FakeClock;
  readonly #handlers: { readonly pattern: RegExp; readonly handler: Handler }[] = [];

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Later handlers go before earlier ones. `pattern` is matched against `METHOD /path`. A thrown error is the answer. */
  on(pattern: RegExp, handler: Handler): this {
    this.#handlers.unshift({ pattern, handler });
    return this;
  }

  async request(method: Method, path: `/${string}`, request: RestRequest = {}): Promise<unknown> {
    const call = { at: this.#clock.now(), method, path, body: request.body, reason: request.reason };
    this.calls.push(call);
    await Promise.resolve();
    for (const { pattern, handler } of this.#handlers) {
      const match = pattern.exec(`${method} ${path}`);
      if (match !== null) return handler(call, match);
    }
    throw new Error(`nobody told the fake what ${method} ${path} answers`);
  }

  interaction(method: Method, path: `/${string}`, request: RestRequest = {}): Promise<unknown> {
    return this.request(method, path, request);
  }

  close(): void {
    this.#handlers.length = 0;
  }

  /** `METHOD /path` of the calls that fit. */
  made(pattern: RegExp): string[] {
    return this.calls.map(({ method, path }) => `${method} ${path}`).filter((line) => pattern.test(line));
  }
}

/** Members of guilds and their roles, behind the REST routes that the role reconciler uses. */
export class FakeMembers {
  /** `guild/user` -> roles. */
  readonly roles = new Map<string, Set<string>>();

  constructor(rest: FakeRest) {
    rest.on(/^(PUT|DELETE) \/guilds\/(\d+)\/members\/(\d+)\/roles\/(\d+)$/, (_, [, method, guild = '', user = '', role = '']) => {
      const roles = this.of(guild, user);
      if (method === 'PUT') roles.add(role);
      else roles.delete(role);
      return undefined;
    });
    rest.on(/^GET \/guilds\/(\d+)\/members\/(\d+)$/, (_, [, guild = '', user = '']) => ({ roles: [...this.of(guild, user)] }));
  }

  of(guild: string, user: string): Set<string> {
    const roles = this.roles.get(`${guild}/${user}`) ?? new Set<string>();
    this.roles.set(`${guild}/${user}`, roles);
    return roles;
  }
}

/** GivenRoles in memory; `up = false` makes it fail as Redis does. */
export class MemoryGiven implements GivenRoles {
  up = true;
  readonly rows = new Map<SpaceId, Map<UserId, readonly RoleId[]>>();

  async all(space: SpaceId): Promise<ReadonlyMap<UserId, readonly RoleId[]>> {
    await this.#reach();
    return new Map(this.rows.get(space));
  }
  async get(space: SpaceId, user: UserId): Promise<readonly RoleId[]> {
    await this.#reach();
    return this.rows.get(space)?.get(user) ?? [];
  }
  async set(space: SpaceId, user: UserId, roles: readonly RoleId[]): Promise<void> {
    await this.#reach();
    const rows = this.rows.get(space) ?? new Map<UserId, readonly RoleId[]>();
    this.rows.set(space, rows);
    if (roles.length === 0) rows.delete(user);
    else rows.set(user, [...roles]);
  }

  readonly #lost: ((space: SpaceId, user: UserId) => void)[] = [];
  onLost(listener: (space: SpaceId, user: UserId) => void): void {
    this.#lost.push(listener);
  }
  /** Says that the store had lost the member's roles. */
  lose(space: SpaceId, user: UserId): void {
    for (const listener of this.#lost) listener(space, user);
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
  }
}

/** Turns in memory; `up = false` makes them fail as Redis does. */
export class MemoryTurns implements Turns {
  up = true;
  /** `<space>:<what>` that some process sees to. */
  readonly taken = new Set<string>();

  async take(space: SpaceId, what: string): Promise<Turn | null> {
    await Promise.resolve();
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
    const key = `${space}:${what}`;
    if (this.taken.has(key)) return null;
    this.taken.add(key);
    return { end: () => Promise.resolve(this.taken.delete(key)) };
  }
}

/** What Discord shows of dashboards, in memory; `up = false` makes it fail as Redis does. */
export class MemoryShownDashboards implements ShownDashboards {
  up = true;
  readonly rows = new Map<string, ShownDashboard>();

  async get(space: SpaceId, id: string): Promise<ShownDashboard | null> {
    await this.#reach();
    return this.rows.get(`${space}:${id}`) ?? null;
  }
  async set(space: SpaceId, id: string, shown: ShownDashboard): Promise<void> {
    await this.#reach();
    this.rows.set(`${space}:${id}`, shown);
  }
  async keepOnly(space: SpaceId, ids: ReadonlySet<string>): Promise<void> {
    await this.#reach();
    for (const name of [...this.rows.keys()])
      if (name.startsWith(`${space}:`) && !ids.has(name.slice(space.length + 1))) this.rows.delete(name);
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
  }
}

/** How far activity logs are, in memory; `up = false` makes it fail as Redis does. */
export class MemoryPostedLogs implements PostedLogs {
  up = true;
  readonly rows = new Map<SpaceId, PostedLog>();

  async get(space: SpaceId): Promise<PostedLog> {
    await this.#reach();
    return this.rows.get(space) ?? NOTHING_POSTED;
  }
  async set(space: SpaceId, posted: PostedLog): Promise<void> {
    await this.#reach();
    this.rows.set(space, posted);
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
  }
}

/** Signs of life in memory; outlives what a test calls a restart. */
export class MemorySigns implements SignStore {
  up = true;
  writes = 0;
  readonly rows = new Map<string, number>();

  async note(space: SpaceId, signs: ReadonlyMap<UserId, number>): Promise<void> {
    await this.#reach();
    this.writes += 1;
    for (const [user, at] of signs) this.rows.set(`${space}:${user}`, Math.max(at, this.rows.get(`${space}:${user}`) ?? 0));
  }
  async last(space: SpaceId, user: UserId): Promise<number | null> {
    await this.#reach();
    return this.rows.get(`${space}:${user}`) ?? null;
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
  }
}

/** The same configuration for every space, with what a test changes. */
export class FixedSpaces implements Pick<Spaces, 'get' | 'loaded'> {
  settings: SpaceSettings = { ...settingsWith({}), removedAt: null };

  async get(): Promise<SpaceConfig> {
    await Promise.resolve();
    return this.loaded();
  }

  loaded(): SpaceConfig {
    return { version: 1, settings: this.settings, categories: [], grants: {}, suspensions: [] };
  }
}

/** A member on the clock since `at`, after `version` changes; `paused` since then too if asked. */
export const onTheClockState = (version: number, at: number, paused = false): MemberState => {
  const active: Session = {
    id: sessionId(`s${version}`),
    category: categoryId('work'),
    status: paused ? 'PAUSED' : 'RUNNING',
    note: null,
    startedAt: at,
    pauses: [],
    pausedSince: paused ? at : null,
    endedAt: null,
    endReason: null,
    overrideMs: null,
    counting: null,
  };
  return { version, changedAt: at, active, last: null, seen: NOTHING_SEEN };
};

export const offTheClockState = (version: number, at: number): MemberState => ({
  version,
  changedAt: at,
  active: null,
  last: null,
  seen: NOTHING_SEEN,
});
