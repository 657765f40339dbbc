import type { Bot } from '../discord/index.js';
import { guildOf } from '../domain/ids.js';
import { isSyncing } from '../domain/notion.js';
import type { Clock, Ids, Logger, Metrics, Random } from '../domain/ports.js';
import type { Chain } from '../engine/chain.js';
import { notion as connection } from '../engine/documents/kinds/notion.js';
import type { EngineTracker } from '../engine/index.js';
import { notionRows, type NotionRunner } from '../engine/jobs/notion-sync.js';
import type { Lease } from '../engine/lease/lease.js';
import type { Translators } from '../i18n/translators.js';
import type { KeptMeans } from '../integrations/notion/kept.js';
import type { NotionDoor } from '../integrations/notion/door.js';
import type { NotionDesk } from '../integrations/notion/desk.js';
import type { Notion } from '../integrations/notion/index.js';
import type { Config } from './config.js';
import type { WebhookDoor } from './notion-webhook.js';
import { createSecretBox } from './secret-box.js';
import { parseSecretKey } from './secret-key.js';

export interface NotionParts {
  readonly config: Pick<Config, 'notionApiUrl' | 'secretKey' | 'dataDir'>;
  readonly chain: Chain;
  readonly tracker: EngineTracker;
  /** Of the process that works off what is due: it keeps Notion in step. */
  readonly lease: Pick<Lease, 'held'>;
  readonly translators: Translators;
  /** Asked only after the start: nothing is brought before it, when the bot is there. */
  readonly bot: () => Pick<Bot, 'people' | 'names'>;
  readonly ids: Ids;
  readonly random: Random;
  /** Lengths of time. */
  readonly clock: Clock;
  /** Moments. */
  readonly momentClock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface NotionService {
  readonly desk: NotionDesk;
  readonly runner: NotionRunner;
  /** Notion by the connection of a space, in one queue with all that is asked with its token. `urgent`: somebody waits. */
  readonly open: NotionDoor['of'];
  readonly webhook: WebhookDoor;
  close(): Promise<void>;
}

/** As the server shows the member; else the id, which says at least that it is somebody else. In a space of one's own there is nobody else. */
const nameOf =
  ({ bot, chain, translators }: NotionParts): KeptMeans['nameOf'] =>
  async (space, user) => {
    const guild = guildOf(space);
    if (guild === null) return translators.for((await chain.spaces.get(space)).settings.locale)('notionsync.me');
    const names = await bot().names.members(guild, [user]);
    return names.get(user) ?? user;
  };

const meansOf = (parts: NotionParts): KeptMeans => {
  const { chain, tracker, translators, momentClock: clock, ids, log } = parts;
  return {
    ...{ sessions: tracker, entries: tracker, overview: tracker, clock, ids, log },
    ...{ documents: chain.documents, spaces: chain.spaces, store: chain.store, positions: chain.positions },
    ...{ pages: chain.notionPages, states: chain.notionStates, notices: chain.notices, nameOf: nameOf(parts) },
    people: { member: (...asked) => parts.bot().people.member(...asked) },
    translator: (locale) => translators.for(locale),
  };
};

/** Notion for this installation. Nothing of it is loaded before a space is connected or somebody asks for it: where nobody does, it costs nothing. */
export const createNotion = (parts: NotionParts): NotionService => {
  const { config, chain, momentClock } = parts;
  const { documents, spaces } = chain;
  const given = config.secretKey === null ? null : parseSecretKey(config.secretKey.reveal());
  const secrets = createSecretBox({ given, dataDir: config.dataDir });
  let made: Promise<Notion> | null = null;
  let closed = false;

  const loaded = (): Promise<Notion> =>
    (made ??= import('../integrations/notion/index.js').then(({ createNotion: create }) =>
      create({
        ...parts,
        ...{ documents, spaces, secrets, momentClock, states: chain.notionStates, rows: notionRows(chain.due) },
        baseUrl: config.notionApiUrl,
        isOurs: () => parts.lease.held,
        means: meansOf(parts),
      }),
    ));
  const desk = async (): Promise<NotionDesk> => (await loaded()).desk;

  return {
    desk: {
      connect: async (...asked) => (await desk()).connect(...asked),
      places: async (...asked) => (await desk()).places(...asked),
      plan: async (...asked) => (await desk()).plan(...asked),
      setUp: async (...asked) => (await desk()).setUp(...asked),
      status: async (...asked) => (await desk()).status(...asked),
      pause: async (...asked) => (await desk()).pause(...asked),
      disconnect: async (...asked) => (await desk()).disconnect(...asked),
      refresh: async (...asked) => (await desk()).refresh(...asked),
      webhook: async (...asked) => (await desk()).webhook(...asked),
      comment: async (...asked) => (await desk()).comment(...asked),
      people: async (...asked) => (await desk()).people(...asked),
      pagesCalled: async (...asked) => (await desk()).pagesCalled(...asked),
    },
    open: async (...asked) => (await loaded()).door.of(...asked),
    webhook: {
      isConnected: async (space) => isSyncing(await documents.of(connection).get(space)),
      receive: async (...asked) => (await loaded()).webhook.receive(...asked),
    },
    runner: {
      begin: async (space) => {
        if (closed || !isSyncing(await documents.of(connection).get(space))) return null;
        return (await loaded()).sync.begin(space);
      },
    },
    close: async () => {
      closed = true;
      await (await made)?.close();
    },
  };
};
