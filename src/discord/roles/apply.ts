import { z } from 'zod';
import type { GuildRoles } from '../../commands/deps.js';
import { domainError } from '../../domain/errors.js';
import { guildOf, roleId, type GuildId, type RoleId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import { desiredRoles } from '../../domain/roles.js';
import type { MemberState } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Spaces } from '../../engine/spaces.js';
import type { CachedStore, GivenRoles } from '../../engine/store.js';
import { DISCORD_CODE, DiscordError, hasCode, isMemberGone, isNotInGuild } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { Pacer } from './pacer.js';
import type { RoleProblems } from './problems.js';
import type { RoleJob } from './queue.js';
import type { WarnAboutRole } from './warner.js';

export interface ApplyDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly store: Pick<CachedStore, 'reload'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly given: Pick<GivenRoles, 'get' | 'set' | 'turn'>;
  readonly problems: RoleProblems;
  readonly check: GuildRoles['check'];
  readonly warn: WarnAboutRole;
  /** For the audit log of a guild of this locale. */
  readonly reason: (locale: string) => string;
  /** Of every request made here. */
  readonly pacer: Pacer;
  /** Of looking a member up; slower. */
  readonly checks: Pacer;
  readonly clock: Clock;
}

/** Somebody who clicks faster than we get on is looked at again for each click anyway. */
const RECHECKS = 3;

/** `gone`: the person is not in the guild. `outside`: the bot is not. `mended`: done, and a role that had a problem works again. */
export type Applied = 'done' | 'mended' | 'gone' | 'outside';

const MemberRoles = z.looseObject({ roles: z.array(z.string()) });

/**
 * Makes Discord agree with what the member's state and the settings ask for, as of now. Only roles that we gave are ever taken.
 * `latest`: the newest state that was announced to us, used when it is newer than the store's, or the store is away.
 * A role is remembered before it is given: after a crash between the two, the sweep knows of it and can take it away.
 * @throws DiscordError (retryable) or StoreUnavailable; the same job may be tried again, with `verify`
 */
export const applyRoles = async (deps: ApplyDeps, job: RoleJob, latest: MemberState | undefined): Promise<Applied> => {
  const { space, user } = job;
  const guild = guildOf(space);
  if (guild === null) return 'done';
  const [config, state, remembered] = await Promise.all([
    deps.spaces.get(space),
    freshest(deps.store, space, user, latest),
    deps.given.get(space, user),
  ]);
  const ours = new Ours(deps.given, space, user, remembered);
  if (config.settings.removedAt !== null) {
    await ours.save([]);
    return 'outside';
  }
  try {
    const target: Target = { guild, user, reason: deps.reason(config.settings.locale) };
    if (job.verify) ours.maybe = lately(config, state, deps.clock.now());
    let applied = await settle(deps, target, job.verify, desiredRoles(config, state), ours);
    // Another process may have seen to a newer state meanwhile, and our calls may have come after its: ours are the ones to mend then.
    for (let [done, times] = [state, 0]; times < RECHECKS; times += 1) {
      const now = await freshest(deps.store, space, user, latest);
      if (now.version <= done.version) break;
      const again = await settle(deps, target, false, desiredRoles(config, now), ours);
      if (applied === 'done') applied = again;
      done = now;
    }
    return applied;
  } catch (error) {
    if (isMemberGone(error)) {
      await ours.save([]);
      return 'gone';
    }
    if (isNotInGuild(error)) return 'outside';
    throw error;
  }
};

/**
 * As long as Redis may be behind with what it remembers, and the journal knows what was lost: a quarter of an hour, and an hour by which somebody
 * may have set the clock. ms
 */
const LATELY_MS = 75 * 60_000;

/**
 * The roles that a member who changed something lately may have from us, also when Redis has lost what it remembered of that: what a session
 * like the present or the last one asks for. (A role that a session asks for goes with it, whoever gave it.)
 */
const lately = (config: SpaceConfig, { active, last, changedAt }: MemberState, now: number): ReadonlySet<RoleId> => {
  const session = active ?? last;
  if (session === null || now - changedAt > LATELY_MS) return new Set();
  const asked = (['RUNNING', 'PAUSED'] as const).map((status) => desiredRoles(config, { active: { ...session, status } }));
  return new Set(asked.flatMap((roles) => [...roles]));
};

interface Target {
  readonly guild: GuildId;
  readonly user: UserId;
  readonly reason: string;
}

const settle = async (
  deps: ApplyDeps,
  target: Target,
  verify: boolean,
  desired: ReadonlySet<RoleId>,
  ours: Ours,
): Promise<Applied> => {
  const { guild } = target;
  const actual = verify ? await memberRoles(deps, target) : new Set(ours.roles);
  ours.found(actual);
  const add = [...desired].filter((role) => !actual.has(role) && !deps.problems.blocked(guild, role));
  const remove = ours.roles.filter((role) => !desired.has(role) && actual.has(role) && !deps.problems.blocked(guild, role));
  // What is asked for and is there counts as given, also when a person gave it: it goes when the session ends.
  const kept = [...new Set([...ours.roles, ...desired])].filter((role) => actual.has(role));
  await ours.save([...kept, ...add]);

  let mended = false;
  for (const role of remove) {
    if (!(await tryRole(deps, target, role, 'DELETE'))) continue;
    ours.drop(role);
    mended = deps.problems.solved(guild, role) || mended;
  }
  for (const role of add) {
    if (await tryRole(deps, target, role, 'PUT')) mended = deps.problems.solved(guild, role) || mended;
    else ours.drop(role);
  }
  await ours.flush();
  return mended ? 'mended' : 'done';
};

/** Returns whether it is as wished now; a refusal that a person must mend becomes a problem of the role. */
const tryRole = async (
  deps: ApplyDeps,
  { guild, user, reason }: Target,
  role: RoleId,
  method: 'PUT' | 'DELETE',
): Promise<boolean> => {
  await deps.pacer.turn();
  try {
    await deps.rest.request(method, `/guilds/${guild}/members/${user}/roles/${role}`, { reason });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordError) || error.retryable || isMemberGone(error) || isNotInGuild(error)) throw error;
    const deleted = hasCode(error, DISCORD_CODE.unknownRole);
    if (deleted && method === 'DELETE') return true;
    const checked = deleted ? undefined : await deps.check(guild, role);
    const why =
      checked?.ok === false && checked.error.code !== 'DISCORD_UNAVAILABLE'
        ? checked.error
        : domainError(deleted ? 'ROLE_NOT_FOUND' : 'ROLE_PERMISSION_MISSING', { role });
    if (deps.problems.report(guild, role, why, deps.clock.now())) void deps.warn(guild, role, why);
    return false;
  }
};

const memberRoles = async (deps: ApplyDeps, { guild, user }: Target): Promise<ReadonlySet<RoleId>> => {
  await deps.checks.turn();
  await deps.pacer.turn();
  const member = MemberRoles.parse(await deps.rest.request('GET', `/guilds/${guild}/members/${user}`));
  return new Set(member.roles.map(roleId));
};

const freshest = async (
  store: Pick<CachedStore, 'reload'>,
  space: SpaceId,
  user: UserId,
  latest: MemberState | undefined,
): Promise<MemberState> => {
  try {
    // Whoever had the turn before may have seen to a state that we have not heard of.
    const stored = await store.reload(space, user);
    return latest !== undefined && latest.version > stored.version ? latest : stored;
  } catch (error) {
    if (latest === undefined) throw error;
    return latest;
  }
};

/** The roles that we gave to one member; writes only what differs from what is stored. */
class Ours {
  roles: readonly RoleId[];
  /** Ours where the member has them, although nothing says so any more. */
  maybe: ReadonlySet<RoleId> = new Set();
  #stored: readonly RoleId[];
  readonly #given: Pick<GivenRoles, 'set'>;
  readonly #space: SpaceId;
  readonly #user: UserId;

  constructor(given: Pick<GivenRoles, 'set'>, space: SpaceId, user: UserId, stored: readonly RoleId[]) {
    this.roles = stored;
    this.#stored = stored;
    this.#given = given;
    this.#space = space;
    this.#user = user;
  }

  /** The member has these. */
  found(actual: ReadonlySet<RoleId>): void {
    this.roles = [...new Set([...this.roles, ...[...actual].filter((role) => this.maybe.has(role))])];
  }

  drop(role: RoleId): void {
    this.roles = this.roles.filter((other) => other !== role);
  }

  async save(roles: readonly RoleId[]): Promise<void> {
    this.roles = roles;
    await this.flush();
  }

  async flush(): Promise<void> {
    const same = this.roles.length === this.#stored.length && this.roles.every((role) => this.#stored.includes(role));
    if (same) return;
    await this.#given.set(this.#space, this.#user, this.roles);
    this.#stored = this.roles;
  }
}
