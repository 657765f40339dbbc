import type { Alarms } from '../../domain/alarms.js';
import type { DomainError } from '../../domain/errors.js';
import { guildOf, guildSpace, type GuildId, type SpaceId } from '../../domain/ids.js';
import { delay, type Cancel, type Clock, type Logger, type Metrics, type Random } from '../../domain/ports.js';
import type { Spaces } from '../../engine/spaces.js';
import type { Turns } from '../../engine/turns.js';
import type { Translator } from '../../i18n/translator.js';
import type { GuildReader } from '../guilds/facts.js';
import type { DiscordRest } from '../rest.js';
import type { DesiredState } from './definition.js';
import type { Pace } from './pace.js';
import { Problems, type Problem } from './problems.js';
import { createReconciler } from './reconciler.js';
import { sweepSpace } from './sweep.js';
import { createWarner } from './warner.js';

/** What the general part needs, the same for every kind. */
export interface DesiredDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts' | 'forget'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly translate: (locale: string) => Translator;
  /** Hears what Discord refuses, when those who can mend it are warned of it. */
  readonly onProblem?: ((space: SpaceId, subject: string, error: DomainError) => void) | undefined;
  readonly turns: Turns;
  /** One for all kinds of this process. */
  readonly pace: Pace;
  readonly clock: Clock;
  /** Those of the clock of moments; without them what is put off waits by lengths of time alone. */
  readonly alarms?: Pick<Alarms, 'at'> | undefined;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What the bot calls on every kind alike. */
export interface Kept {
  readonly name: string;
  /** Has everything of the space looked at, as long as `wanted` says so. */
  sweep(space: SpaceId, wanted?: () => boolean): Promise<void>;
  /** Settings changed, or the bot is here again: the same at once, with fresh facts of the guild. */
  resync(space: SpaceId): void;
  /** Something about the guild changed: what failed may work now. */
  guildChanged(guild: GuildId): void;
  /** Resolves when hardly anything waits to be checked. */
  room(): Promise<void>;
  /** How many keys of this space wait to be brought up to date, in this process. */
  waiting(space: SpaceId): number;
  stats(): { readonly queued: number; readonly checks: number; readonly failing: number };
  stop(): Promise<void>;
}

/** One kind of desired state at work. */
export interface Desired<Id extends string, News> extends Kept {
  /** Something changed; told in order. `news` may be newer than the store. */
  changed(space: SpaceId, id: Id, news: News): void;
  /** What is remembered of this key may have been lost; looked at where the space is concerned. */
  doubted(space: SpaceId, id: Id): void;
  /** Compare this key with Discord when there is time. */
  verify(space: SpaceId, id: Id): void;
  /** What Discord refuses in this space, newest first. */
  problems(space: SpaceId): readonly Problem[];
}

/** Moving one role makes Discord report many changes; wait until they are all in, ms. */
const CALM_MS = 2_000;

/** How long a stop waits for calls in flight, ms. */
const DRAIN_MS = 3_000;

/** Keeps what `definition` describes in agreement: queue, turns, pace, retries, problems and their one warning. */
export const createDesired = <Id extends string, Want, Is, News>(
  definition: DesiredState<Id, Want, Is, News>,
  deps: DesiredDeps,
): Desired<Id, News> => {
  const { rest, guilds, spaces, translate, onProblem, turns, pace, clock, alarms, random, log, metrics } = deps;
  const problems = new Problems();
  const resync = (space: SpaceId): void => {
    const guild = guildOf(space);
    if (guild !== null) guilds.forget(guild);
    void sweep(space);
  };
  const warn = createWarner(definition, { rest, guilds, spaces, translate, log });
  const reconciler = createReconciler(definition, {
    problems,
    pace,
    warn: (space, subject, error) => {
      onProblem?.(space, subject, error);
      return warn(space, subject, error);
    },
    turns,
    clock,
    alarms,
    random,
    log,
    metrics,
    mended: resync,
  });
  const sweep: Kept['sweep'] = (space, wanted) => sweepSpace(definition, { problems, reconciler, log }, space, wanted);
  const calming = new Map<GuildId, Cancel>();

  return {
    name: definition.name,
    changed: (space, id, news) => reconciler.changed(space, id, news),
    doubted: (space, id) => void reconciler.doubted(space, id),
    verify: (space, id) => reconciler.verify(space, id),
    problems: (space) => problems.list(space),
    sweep,
    resync,
    guildChanged(guild) {
      guilds.forget(guild);
      const space = guildSpace(guild);
      if (problems.list(space).length === 0) return;
      calming.get(guild)?.();
      const look = (): void => {
        calming.delete(guild);
        resync(space);
      };
      calming.set(guild, clock.after(CALM_MS, look));
    },
    room: () => reconciler.room(),
    waiting: (space) => reconciler.waiting(space),
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
