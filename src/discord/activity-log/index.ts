import { isDeepStrictEqual } from 'node:util';
import { togetherOf } from '../../commands/activity-log/events.js';
import { isLogging, placeOf } from '../../domain/activity-log.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { channelId, isGuildSpace, roleId, type ChannelId, type SpaceId } from '../../domain/ids.js';
import { delay, type Clock, type Logger } from '../../domain/ports.js';
import type { Documents } from '../../engine/documents-api.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { Outbox } from '../../engine/outbox/outbox.js';
import type { LogBatch, LogPart, PostedLog, PostedLogs } from '../../engine/posted-log.js';
import type { Spaces } from '../../engine/spaces.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import type { LogEvent } from '../../views/activity-log/event.js';
import { mentionChannel } from '../../views/text.js';
import type { Pace } from '../desired/pace.js';
import { createWarner } from '../desired/warner.js';
import { reasonOf } from '../errors.js';
import type { GuildReader } from '../guilds/facts.js';
import type { DiscordRest } from '../rest.js';
import { batchOf, digestOf, nonceOf, notedIn, withDone } from './batch.js';
import { createPoster } from './poster.js';
import { isAboutLog } from './switched-on.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const LOG_CONSUMER = 'activity-log';

/** A single event is told after two seconds, and one message tells of what came within twelve. */
const GATHER = { quietMs: 2_000, mostMs: 12_000 } as const;
/** Servers whose messages are under way at the same time. */
const AT_ONCE = 4;
/** How long a channel that refuses messages is left alone, unless settings change: as long as from one sweep to the next, ms. */
const LEFT_ALONE_MS = 600_000;

/** How long a stop waits for messages that are under way, ms. */
const DRAIN_MS = 3_000;

export interface ActivityLogDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts'>;
  readonly outbox: Pick<Outbox, 'consume'>;
  readonly posted: PostedLogs;
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly translate: (locale: string) => Translator;
  readonly pace: Pick<Pace, 'request'>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface ActivityLog {
  /** Begins to tell. */
  start(): void;
  /** Discord refuses a role: told where the server wants to be told of it, as often as this is called. Never rejects. */
  roleRefused(space: SpaceId, role: string, error: DomainError): Promise<void>;
  stop(): Promise<void>;
}

const WARNINGS: Partial<Record<ErrorCode, MessageKey>> = {
  CHANNEL_NOT_FOUND: 'activitylog.warning.channelDeleted',
  CHANNEL_HIDDEN: 'activitylog.warning.hidden',
  CHANNEL_READ_ONLY: 'activitylog.warning.readOnly',
};

/**
 * Tells servers what happens, from the ledger: so a restart loses nothing. What belongs to which message is noted in Redis before the first of them is
 * posted, and the position in the ledger moves after the last one: after a crash in between the same messages are posted again under the same nonces, of
 * which Discord makes one each within some minutes. When it takes longer until a process goes on, the one message that Discord took without our having
 * noted so may appear twice.
 */
export const createActivityLog = (deps: ActivityLogDeps): ActivityLog => {
  const { outbox, posted, documents, spaces, translate, clock, log } = deps;
  const poster = createPoster(deps);
  const warn = createWarner(
    {
      name: LOG_CONSUMER,
      warning: ({ code }, channel, t) => {
        const key = WARNINGS[code];
        return key === undefined ? null : t(key, { channel: mentionChannel(channelId(channel)) });
      },
    },
    deps,
  );
  /** Until when a channel is left alone, monotonic ms. */
  const leftAlone = new Map<SpaceId, Map<ChannelId, number>>();
  const isLeftAlone = (space: SpaceId, channel: ChannelId): boolean =>
    (leftAlone.get(space)?.get(channel) ?? 0) > clock.monotonic();
  const leaveAlone = (space: SpaceId, channel: ChannelId): void => {
    const channels = leftAlone.get(space) ?? new Map<ChannelId, number>();
    leftAlone.set(space, channels.set(channel, clock.monotonic() + LEFT_ALONE_MS));
  };

  const readPlaces = async (space: SpaceId) => {
    const [{ places }, config] = await Promise.all([documents.of(activityLog).get(space), spaces.get(space)]);
    const { logChannel, removedAt } = config.settings;
    return removedAt === null && isLogging(places, logChannel) ? { places, config, now: clock.now() } : null;
  };
  type Read = NonNullable<Awaited<ReturnType<typeof readPlaces>>>;

  /** Posts one part. Resolves with what is known then; rejects when Discord may take it later. */
  const postPart = async (
    space: SpaceId,
    state: PostedLog,
    batch: LogBatch,
    part: LogPart,
    rows: readonly LedgerRow[],
    { config }: Read,
  ): Promise<PostedLog> => {
    const known = state.channels[part.channel]?.refused ?? null;
    if (known !== null && isLeftAlone(space, part.channel)) return withDone(state, part, known);
    const events = togetherOf(rows, config);
    // Nothing is left of it: the rows of a member who is erased are gone.
    if (events.length === 0) return withDone(state, part, null);
    const model = { events, missed: part.missed, now: clock.now() };
    const refused = await poster.post(part.channel, model, nonceOf(space, batch, part), translate(config.settings.locale));
    if (refused !== null) {
      leaveAlone(space, part.channel);
      if (refused !== known) await warn(space, part.channel, domainError(refused));
    }
    return withDone(state, part, refused);
  };

  /** Posts what is left of a batch that is noted. */
  const finish = async (
    space: SpaceId,
    noted: PostedLog,
    rows: ReadonlyMap<number, LedgerRow>,
    read: Read,
  ): Promise<{ readonly state: PostedLog; readonly messages: number }> => {
    let state = noted;
    const { batch } = noted;
    const parts = batch?.parts.filter(({ isDone }) => !isDone) ?? [];
    if (batch === null) return { state, messages: 0 };
    for (const part of parts) {
      const own = part.rows.flatMap((at) => rows.get(at) ?? []);
      state = await postPart(space, state, batch, part, own, read);
      await posted.set(space, state);
    }
    return { state, messages: parts.length };
  };

  const tell = async (space: SpaceId, rows: readonly LedgerRow[]): Promise<'gathers' | undefined> => {
    if (!isGuildSpace(space)) return undefined;
    const read = await readPlaces(space);
    if (rows.some(isAboutLog)) leftAlone.delete(space);
    if (read === null) return undefined;
    const before = await posted.get(space);
    const noted = notedIn(rows, before.batch);
    const first = noted.size === 0 ? { state: before, messages: 0 } : await finish(space, before, noted, read);
    const told = new Set(noted.values());
    if (told.size === rows.length) return 'gathers';
    const next = batchOf(rows, told, first.state, read);
    const isNews = next.batch !== null && next.batch.parts.length > 0;
    if (!isNews && isDeepStrictEqual(next.channels, first.state.channels)) return undefined;
    await posted.set(space, next);
    const second = await finish(space, next, new Map(rows.entries()), read);
    return first.messages + second.messages > 0 ? 'gathers' : undefined;
  };

  let stopFollowing: (() => Promise<void>) | null = null;
  return {
    start() {
      stopFollowing ??= outbox.consume(LOG_CONSUMER, tell, { gather: GATHER, atOnce: AT_ONCE });
    },
    async roleRefused(space, role, error) {
      try {
        const read = await readPlaces(space);
        if (read === null) return;
        const channel = placeOf('roles', read.places, read.config.settings.logChannel);
        if (channel === null) return;
        const event: LogEvent = { of: 'role', kind: 'roles', at: clock.now(), role: roleId(role), error };
        // Several processes may find out; within minutes Discord makes one message of theirs.
        const nonce = `r${digestOf(`${space} ${channel} ${role} ${error.code}`, 22)}`;
        const model = { events: [event], missed: 0, now: clock.now() };
        await poster.post(channel, model, nonce, translate(read.config.settings.locale));
      } catch (failure) {
        log.info({ space, role, reason: reasonOf(failure) }, 'that a role could not be given is not in the activity log');
      }
    },
    async stop() {
      const stopped = stopFollowing?.();
      stopFollowing = null;
      // Discord may keep a message waiting for its limits; whoever tells next goes on with it.
      if (stopped !== undefined) await Promise.race([stopped, delay(clock, DRAIN_MS)]);
    },
  };
};
