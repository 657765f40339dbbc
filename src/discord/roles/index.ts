import type { GuildRoles } from '../../commands/deps.js';
import { guildSpace, guildOf, type GuildId, type SpaceId, type UserId } from '../../domain/ids.js';
import { delay, type Cancel, type Clock, type Logger, type Metrics, type Random } from '../../domain/ports.js';
import type { MemberState } from '../../domain/session.js';
import type { Spaces } from '../../engine/spaces.js';
import type { CachedStore, GivenRoles } from '../../engine/store.js';
import type { Translator } from '../../i18n/translator.js';
import type { GuildReader } from '../guilds/facts.js';
import { createRoleDesk } from '../guilds/guild-roles.js';
import type { DiscordRest } from '../rest.js';
import { createRoleConcern } from './concern.js';
import { createPacer } from './pacer.js';
import { RoleProblems } from './problems.js';
import { createReconciler } from './reconciler.js';
import { sweepSpace } from './sweep.js';
import { createWarner } from './warner.js';

export interface RolesDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: GuildReader;
  readonly store: Pick<CachedStore, 'reload' | 'onTheClock'>;
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly given: GivenRoles;
  readonly translate: (locale: string) => Translator;
  readonly memberGone: (space: SpaceId, user: UserId) => void;
  readonly memberSeen: (space: SpaceId, user: UserId) => void;
  /** This process' part of the bot, in (0, 1]: role calls are limited for the bot as a whole. */
  readonly share: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Roles extends GuildRoles {
  changed(space: SpaceId, user: UserId, state: MemberState): void;
  /** What is remembered of this member's roles may have been lost. */
  doubted(space: SpaceId, user: UserId): void;
  /** Has everyone concerned looked at, as long as `wanted` says so. */
  sweep(space: SpaceId, wanted?: () => boolean): Promise<void>;
  /** Something about the guild's roles changed: what failed may work now. */
  guildChanged(guild: GuildId): void;
  /** Resolves when hardly anybody waits to be checked. */
  room(): Promise<void>;
  stats(): { readonly queued: number; readonly checks: number; readonly failing: number };
  stop(): Promise<void>;
}

/**
 * At most 40 calls in any second together with the burst, of the 50 that Discord allows the whole bot: what a busy event loop or the
 * network bunches up must stay below that too.
 */
const PER_SECOND = 35;
const BURST = 5;
/** Looking members up, for sweeps: nobody waits for it. */
const CHECKS_PER_SECOND = 15;
/** Moving one role makes Discord report many; wait until they are all in, ms. */
const CALM_MS = 2_000;

/** How long a stop waits for calls in flight, ms. */
const DRAIN_MS = 3_000;

/** A burst has one call at least; where that is more than this process' part of it, the rest of its second pays. */
const pacerFor = (clock: Clock, share: number) => {
  const burst = Math.max(1, Math.floor(BURST * share));
  return createPacer(clock, Math.max((PER_SECOND * share) / 2, (PER_SECOND + BURST) * share - burst), burst);
};

/** Everything about roles, put together. */
export const createRoles = (deps: RolesDeps): Roles => {
  const { clock, guilds } = deps;
  const problems = new RoleProblems();
  const desk = createRoleDesk(deps);
  const sweep: Roles['sweep'] = (space, wanted) => sweepSpace({ ...deps, problems, reconciler }, space, wanted);
  const resync = (space: SpaceId): void => {
    const guild = guildOf(space);
    if (guild !== null) guilds.forget(guild);
    void sweep(space);
  };
  const reconciler = createReconciler({
    ...deps,
    problems,
    concern: createRoleConcern(deps),
    check: (guild, role) => {
      guilds.forget(guild);
      return desk.check(guild, role);
    },
    warn: createWarner(deps),
    reason: (locale) => deps.translate(locale)('discord.roleReason'),
    pacer: pacerFor(clock, deps.share),
    checks: createPacer(clock, CHECKS_PER_SECOND * deps.share, 1),
    mended: resync,
  });
  deps.given.onLost((space, user) => reconciler.verify(space, user));
  const calming = new Map<GuildId, Cancel>();

  return {
    ...desk,
    problems: (guild) => problems.list(guild),
    resync,
    sweep,
    changed: (space, user, state) => reconciler.changed(space, user, state),
    room: () => reconciler.room(),
    doubted: (space, user) => void reconciler.doubted(space, user),
    guildChanged(guild) {
      guilds.forget(guild);
      if (problems.list(guild).length === 0) return;
      calming.get(guild)?.();
      const look = (): void => {
        calming.delete(guild);
        resync(guildSpace(guild));
      };
      calming.set(guild, clock.after(CALM_MS, look));
    },
    stats() {
      const { queued, checks, retrying } = reconciler.stats();
      return { queued, checks, failing: problems.size + retrying };
    },
    async stop() {
      for (const cancel of calming.values()) cancel();
      // Discord may keep a call waiting for its limits; the next start's sweep finds what is not done.
      await Promise.race([reconciler.stop(), delay(clock, DRAIN_MS)]);
    },
  };
};
