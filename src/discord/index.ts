import type { APIInteraction } from 'discord-api-types/v10';
import type { Responder } from '../commands/kit/responder.js';
import { guildId, guildSpace, personalSpace, requestId, userId } from '../domain/ids.js';
import { askedAt } from '../domain/snowflake.js';
import { createActivityLog } from './activity-log/index.js';
import { createChannelMessages } from './channel-messages.js';
import { claim } from './claim.js';
import { untilAnswered } from './connect.js';
import { createDashboards } from './dashboards/index.js';
import type { Kept } from './desired/index.js';
import { createPace } from './desired/pace.js';
import { createSweeper } from './desired/sweeper.js';
import { reasonOf } from './errors.js';
import { createGateway, type Gateway } from './gateway/gateway.js';
import { createHold } from './gateway/hold.js';
import { createGuildReader } from './guilds/facts.js';
import { createDirectMessages } from './direct-messages.js';
import { createChannelDesk } from './guilds/guild-channels.js';
import { createGuildNames } from './guilds/names.js';
import { createGuildDirectory } from './guilds/directory.js';
import { createPeople } from './guilds/people.js';
import { createReminderPlaces } from './guilds/reminder-places.js';
import { listGuilds } from './guilds/present.js';
import { registerInteractions, type Concerns } from './http/plugin.js';
import { publicKeyOf } from './http/signature.js';
import { originOf } from './interaction.js';
import { addAddress, createLoginProvider } from './login.js';
import { createMembership } from './membership.js';
import { createNotifier } from './notifier.js';
import { shareOfBot, type Bot, type BotDeps, type BotOptions } from './options.js';
import { readApplicationId, registerCommands } from './registration/register.js';
import { callbackResponder } from './responder.js';
import { createDiscordRest } from './rest.js';
import { createRequiredRoles } from './required-roles.js';
import { createRivals } from './rivals.js';
import { createRoles } from './roles/index.js';
import { createSignsOfLife } from './signs-of-life.js';
import { createUploads } from './uploads.js';
import { createVoice } from './voice/index.js';
import { voiceChannelOf } from './voice/where.js';
import { createWarnings } from './warnings.js';

export { LOG_CONSUMER } from './activity-log/index.js';
export { TokenRefused } from './connect.js';
export { gatewayInformation, type GatewayInformation } from './gateway/information.js';
export type { IdentifyTurn } from './gateway/client.js';
export type { MembershipPort } from './membership.js';
export type { RoleLossPort } from './required-roles.js';
export type { Bot, BotDeps, BotOptions } from './options.js';
export type { DiscordTime } from './time.js';

/** Where a forgotten session ends is when its member did something last: known to within so many ms. */
const PRESENCE_EVERY_MS = 5_000;

/** What Discord allows a bot's token, in all processes together. */
const REQUESTS_PER_SECOND = 50;

/** The bot on Discord: one dispatcher behind either transport, and everything that keeps Discord in step with the engine. */
export const createBot = (options: BotOptions, deps: BotDeps): Bot => {
  const { clock, machineClock, time, random, ids, log, metrics, changes, store, spaces, documents, turns } = deps;
  const share = shareOfBot(options);
  const rest = createDiscordRest({
    ...options,
    globalRequestsPerSecond: Math.max(1, Math.floor(REQUESTS_PER_SECOND * share)),
    clock: machineClock,
    time,
    log,
    metrics,
  });
  const translate = (locale: string) => deps.translators.for(locale);
  const guilds = createGuildReader({ rest, clock });
  const names = createGuildNames({ rest, clock, log });
  const people = createPeople({ rest, clock: machineClock, log });
  const channels = createChannelDesk({ rest, guilds, log });
  const signs = createSignsOfLife({ signs: deps.signs, store, clock, log });
  const presence = createSignsOfLife({ signs: deps.presence, store, clock, log, everyMs: PRESENCE_EVERY_MS });
  const membership = createMembership({ port: deps.membership, store, spaces, rest, signs, presence, clock, log });
  const requiredRoles = createRequiredRoles({ port: deps.membership, store, spaces, guilds, presence, clock, log });
  const notifier = createNotifier({ rest, notices: deps.notices, translate, clock, log });
  const keeping = {
    rest,
    guilds,
    spaces,
    translate,
    turns,
    pace: createPace(clock, share),
    clock,
    alarms: deps.alarms,
    random,
    log,
    metrics,
  };
  const activityLog = createActivityLog({ ...keeping, outbox: deps.outbox, posted: deps.postedLogs, documents });
  const roles = createRoles({
    ...keeping,
    onProblem: (space, role, error) => void activityLog.roleRefused(space, role, error),
    store,
    given: deps.given,
    memberGone: (space, user) => void membership.foundGone(space, user),
    memberSeen: (space, user, roles) => {
      signs.seen(space, user, clock.now());
      void requiredRoles.found(space, user, roles);
    },
  });
  const { clocking: sessions, due, telling } = deps;
  const voice = createVoice({ sessions, due, telling, store, spaces, documents, rest, presence, clock, log });
  const dashboards = createDashboards({
    ...keeping,
    team: store,
    documents,
    shown: deps.shownDashboards,
    ids,
    ...(deps.page && { page: deps.page }),
  });
  /** All that is kept in agreement with the engine; what comes next is added here. */
  const kinds: readonly Kept[] = [roles.kept, dashboards.kept];

  const dispatch = (interaction: APIInteraction, responder: Responder): Promise<void> => {
    let before: Promise<void> | null = null;
    try {
      time.atLeast(askedAt(interaction.id, 0));
      const origin = originOf(interaction);
      notifier.remember(interaction, origin);
      const { guild, user, roles: held } = origin;
      if (guild !== null && user !== null && held !== null) before = requiredRoles.clicked(guildSpace(guild), userId(user), held);
      if (user !== null) presence.seen(guild === null ? personalSpace(user) : guildSpace(guild), userId(user), clock.now());
      if (guild !== null && user !== null) {
        signs.seen(guildSpace(guild), userId(user), clock.now());
        if (options.transport === 'http') membership.heardFrom(guildSpace(guild));
      }
    } catch (error) {
      log.error(
        { interaction: interaction.id, reason: reasonOf(error) },
        'what an interaction says of its guild could not be noted',
      );
    }
    // Whoever has lost the role of their category finds the session ended.
    return before === null ? deps.dispatch(interaction, responder) : before.then(() => deps.dispatch(interaction, responder));
  };

  /** Only when nobody else has answered it. */
  const claimed = async (interaction: APIInteraction, responder: Responder): Promise<void> => {
    try {
      await dispatch(interaction, await claim(interaction, responder));
    } catch (error) {
      log.debug({ interaction: interaction.id, reason: reasonOf(error) }, 'an interaction was not ours to answer');
    }
  };

  const answering = { rest, clock };
  const takeBack = async (interaction: APIInteraction): Promise<boolean> => {
    const { guild, user } = originOf(interaction);
    if (user === null) return true;
    const space = guild === null ? personalSpace(user) : guildSpace(guild);
    return deps.takeBack({ space, user: userId(user) }, requestId(interaction.id));
  };
  const rivals = createRivals({ companions: deps.companions, takeBack, clock, log });
  let httpConcerns: Concerns = () => [];
  const arrivals = createHold<APIInteraction>({
    clock,
    deliver: (interaction) => {
      const responder = rivals.watch(callbackResponder(interaction, answering), interaction);
      void (rivals.about ? claimed(interaction, responder) : dispatch(interaction, responder));
    },
  });
  if (options.standby !== true) arrivals.release();
  const gateway: Gateway | null =
    options.transport === 'http'
      ? null
      : createGateway(
          { ...options, shards: shardsOf(options), identify: deps.identify, clock, time, log },
          {
            interaction: (interaction) => arrivals.take(interaction),
            guildJoined(guild) {
              people.guildsChanged();
              people.guildChanged(guild);
              membership.joined(guild);
              for (const kind of kinds) kind.resync(guildSpace(guild));
            },
            guildRemoved(guild) {
              people.guildsChanged();
              people.guildChanged(guild);
              membership.removed(guild);
              voice.gone(guild);
            },
            guildChanged(guild) {
              people.guildChanged(guild);
              for (const kind of kinds) kind.guildChanged(guildId(guild));
            },
            memberLeft(guild, user) {
              people.memberChanged(guild, user);
              names.memberChanged(guild, user);
              membership.left(guild, user);
            },
            memberJoined(guild, user) {
              people.memberChanged(guild, user);
              names.memberChanged(guild, user);
              membership.memberJoined(guild, user);
            },
            voiceMoved: (guild, state) => voice.moved(guild, state),
            voiceFound: (guild, states, afk) => voice.found(guild, states, afk),
            afkChannel: (guild, afk) => voice.afkChannel(guild, afk),
            memberChanged(guild, user, roles) {
              people.memberChanged(guild, user);
              names.memberChanged(guild, user);
              void requiredRoles.changed(guild, user, roles);
            },
          },
        );
  const publicKey = gateway === null ? publicKeyOf(options.publicKey ?? '') : null;

  const sweeper = createSweeper({
    spacesHere: async () =>
      membership.compare(
        gateway === null ? await listGuilds({ rest, log }) : gateway.guilds(),
        (guild) => gateway?.owns(guild) ?? true,
      ),
    kinds,
    leader: deps.sweeping,
    clock,
    log,
  });
  // From the beginning: what is restored at the start, and who clicks before we are connected, concerns roles too.
  const subscriptions = [
    changes.onChange(({ space, user, after }) => {
      roles.kept.changed(space, user, after);
      dashboards.heard(space);
    }),
    changes.onUnapplied((unapplied) => void notifier.tell(unapplied)),
    changes.onDoubt(({ space, user }) => {
      roles.kept.doubted(space, user);
      dashboards.doubted(space);
    }),
  ];
  let stopped = false;
  const patience = { clock, log, stopped: () => stopped };

  let known = options.applicationId;
  const applicationId = async (): Promise<string> => (known ??= await readApplicationId(rest));
  const { apiUrl, clientSecret = null } = options;
  const register = async (): Promise<void> => {
    const id = await untilAnswered(patience, 'application', applicationId);
    if (id === undefined) return;
    const registering = { rest, log, ownLists: deps.ownLists };
    await untilAnswered(patience, 'commands', () => registerCommands(registering, id, deps.commands, options.commandGuilds));
  };

  return {
    roles: roles.desk,
    channels,
    places: createReminderPlaces({ rest, guilds, people, channels, log }),
    messages: createChannelMessages({ rest, log }),
    names,
    people,
    directory: createGuildDirectory({ rest, guilds, log }),
    dashboards: dashboards.desk,
    direct: createDirectMessages({ rest, log }),
    uploads: createUploads({ apiUrl: options.apiUrl, log }),
    voice: { isHeard: gateway !== null, channelOf: (space, user) => voiceChannelOf(rest, space, user) },
    warnings: createWarnings({ rest, guilds, spaces, translate, log }),
    login: clientSecret === null ? null : createLoginProvider({ apiUrl, applicationId, clientSecret, log }),
    addUrl: () => (known === null ? null : addAddress(apiUrl, known)),
    register,
    takeOver() {
      arrivals.release();
      sweeper.start();
      activityLog.start();
      voice.start();
    },
    async start() {
      await untilAnswered(patience, 'connect', () => rest.request('GET', gateway === null ? '/users/@me' : '/gateway/bot'));
      if (stopped) return;
      if (options.registersLater !== true)
        register().catch((error: unknown) => log.error({ reason: reasonOf(error) }, 'the commands could not be registered'));
      await gateway?.start();
      if (options.standby === true) return;
      sweeper.start();
      activityLog.start();
      voice.start();
    },
    async stop() {
      stopped = true;
      sweeper.stop();
      for (const unsubscribe of subscriptions.splice(0)) unsubscribe();
      await Promise.all([gateway?.stop(), activityLog.stop()]);
      await voice.stop();
      await Promise.all(kinds.map((kind) => kind.stop()));
      await Promise.all([signs.stop(), presence.stop()]);
      rest.close();
    },
    waiting: (kind, space) => kinds.find(({ name }) => name === kind)?.waiting(space) ?? 0,
    health: () => {
      const shards = gateway?.shards() ?? [];
      const connected = gateway === null || (shards.length > 0 && shards.every(({ state }) => state === 'ready'));
      return {
        shards,
        desired: Object.fromEntries(kinds.map((kind) => [kind.name, kind.stats()])),
        connected,
        concerns: [...httpConcerns(), ...rivals.concerns()],
      };
    },
    ...(publicKey === null
      ? {}
      : {
          registerHttp: async (fastify) => {
            httpConcerns = await registerInteractions(fastify, { publicKey, dispatch, rest, clock, time, log, metrics });
          },
        }),
  };
};

const shardsOf = ({ shardCount, shardIds }: BotOptions): { readonly count: number; readonly ids: readonly number[] } | null => {
  if (shardCount === null) return null;
  return { count: shardCount, ids: shardIds ?? Array.from({ length: shardCount }, (_, id) => id) };
};
