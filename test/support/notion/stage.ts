import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Category } from '../../../src/domain/category.js';
import { categoryId, guildOf, guildSpace, requestId, userId, type SpaceId, type UserId } from '../../../src/domain/ids.js';
import type { NotionConnection, NotionMode } from '../../../src/domain/notion.js';
import { ok } from '../../../src/domain/result.js';
import { withSetting, type SettingKey, type Settings } from '../../../src/domain/settings.js';
import { notion as connectionKind } from '../../../src/engine/documents/kinds/notion.js';
import type { NotionPageMemory, NotionPages } from '../../../src/engine/notion-pages.js';
import { createEngine, type Engine } from '../../../src/engine/index.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import type { NotionApi, NotionPage } from '../../../src/integrations/notion/api/api.js';
import type { PropertyValue } from '../../../src/integrations/notion/api/values.js';
import { createNotionApi } from '../../../src/integrations/notion/client/create-api.js';
import { createInboundPart } from '../../../src/integrations/notion/inbound/part.js';
import { createPace } from '../../../src/integrations/notion/pace.js';
import { createRollupsPart } from '../../../src/integrations/notion/rollups/part.js';
import type { SyncPart } from '../../../src/integrations/notion/sync/part.js';
import { createTimersPart } from '../../../src/integrations/notion/timers/part.js';
import { FakePeople } from '../api-harness.js';
import { realClock, testChain, type TestChain } from '../chain.js';
import { FakeProcesses, value } from '../engine.js';
import { FakeRandom } from '../fakes.js';
import { startNotion, type NotionEmulator } from './emulator.js';
import { linked, makeTable } from './tables.js';

export const TOKEN = 'ntn_stage';
export const [ADA, BOB] = [userId('101'), userId('102')] as [UserId, UserId];
const MINUTE = 60_000;

/** What outlives a process: Notion, Redis, and the moment. */
export interface World {
  readonly notion: NotionEmulator;
  readonly space: SpaceId;
  /** ms */
  now: number;
}

export interface StageOptions {
  readonly url: string;
  readonly world: World;
  readonly dir: string;
  readonly pid?: number;
  /** Asked before each step of the synchronisation. */
  readonly goesOn?: () => boolean;
  readonly timeoutMs?: number;
}

/** A world with a server that tracks from this moment on. */
export const aWorld = async (at: string, guild = '9001'): Promise<World> => {
  const world: { -readonly [Key in keyof World]?: World[Key] } = { space: guildSpace(guild), now: Date.parse(at) };
  world.notion = await startNotion({ now: () => world.now ?? 0 });
  const home = world.notion.addPage('Time tracking');
  world.notion.connect(TOKEN, { shared: [home] });
  return world as World;
};

const plain = (value: PropertyValue | undefined): unknown => {
  switch (value?.type) {
    case 'text':
      return value.text;
    case 'number':
      return value.number;
    case 'choice':
      return value.name;
    case 'date':
      return value.date?.start ?? null;
    case 'checkbox':
      return value.checked;
    case 'relation':
      return value.pageIds;
    case 'formula':
      return value.value;
    default:
      return undefined;
  }
};

/** One process: an engine on a real Redis, and the parts of the synchronisation with the emulated Notion. */
export const openStage = async ({ url, world, dir, pid = 1, goesOn = () => true, timeoutMs = 2_000 }: StageOptions) => {
  const { notion, space } = world;
  const clock = { ...realClock, now: () => world.now };
  const chain: TestChain = await testChain(url, { clock });
  let count = 0;
  const ids = { next: () => `i${pid}n${(count += 1)}-${world.now}`, reference: () => 'STAGE' };
  const engine: Engine = createEngine({
    ...{ ...chain, clock: realClock, momentClock: clock, ids },
    ...{ journalDir: join(dir, String(pid)), processes: new FakeProcesses(pid, new Set()) },
  });
  await engine.start();
  const { tracker } = engine;
  const people = new FakePeople();
  const guild = guildOf(space) ?? undefined;
  for (const user of [ADA, BOB]) people.join(user, 0n, [], guild);
  const translators = createTranslators({ strict: true });
  const pace = createPace({ clock: realClock, random: new FakeRandom(1), metrics: chain.metrics, perSecond: 2_000 });
  const api: NotionApi = createNotionApi({ baseUrl: notion.url, token: TOKEN, pace, clock, urgent: false, timeoutMs });
  /** Does the process die instead of remembering this about a page? */
  const death: { at: (memory: NotionPageMemory) => boolean } = { at: () => false };
  const pages: NotionPages = {
    ...chain.notionPages,
    set: (space, user, name, memory, version) =>
      death.at(memory) ? Promise.reject(new Error('killed')) : chain.notionPages.set(space, user, name, memory, version),
  };
  const means = {
    ...{ documents: chain.documents, spaces: chain.spaces, store: chain.store, history: chain.store, timesheet: chain.store },
    ...{ pages, states: chain.notionStates, notices: chain.notices, log: chain.log, clock, ids, people },
    ...{ sessions: tracker, entries: tracker, overview: tracker },
    nameOf: (_space: SpaceId, user: UserId) => Promise.resolve(user === ADA ? 'Ada' : 'Bob'),
    translator: (locale: string) => translators.for(locale),
  };
  const parts: Readonly<Record<'inbound' | 'timers' | 'rollups', SyncPart>> = {
    inbound: createInboundPart({ ...means, positions: chain.notionStates }),
    timers: createTimersPart({ ...means, positions: chain.positions }),
    rollups: createRollupsPart({ ...means, positions: chain.positions }),
  };
  const documents = chain.documents.of(connectionKind);
  const by = (event: string) => ({ actor: ADA, requestId: requestId(ids.next()), at: world.now, event });
  const request = (user: UserId) => ({ space, user, requestId: requestId(ids.next()), at: world.now, source: 'command' });

  const stage = {
    ...{ world, notion, space, chain, engine, tracker, api, people, parts, death, request },
    connection: (): Promise<NotionConnection> => documents.get(space),
    /** As `/notion connect` and `/notion setup` leave it. */
    connect: async (mode: NotionMode = 'pages'): Promise<void> => {
      const home = [...notion.connections.get(TOKEN)!.shared][0]!;
      const timers = mode === 'pages' ? await makeTable(api, home, 'timers') : undefined;
      const rollups = await makeTable(api, home, 'rollups', timers?.dataSourceId ?? null);
      // The relation shows on both sides once it is made.
      const tables = { timers: timers && (await linked(api, timers.databaseId, timers.dataSourceId)), rollups };
      value(
        await documents.update(space, by('notionConnected'), (current) =>
          ok({
            ...current,
            ...{ token: 'sealed', botId: notion.connections.get(TOKEN)!.bot, mode, since: world.now, connectedAt: world.now },
            tables: { ...tables, options: rollups },
          }),
        ),
      );
    },
    set: async <Key extends SettingKey>(key: Key, to: Settings[Key]): Promise<void> => {
      value(
        await chain.spaces.update(space, by('settingsChanged'), (config) =>
          ok({ ...config, settings: withSetting(config.settings, key, to) }),
        ),
      );
    },
    categories: async (...names: readonly string[]): Promise<void> => {
      const list: readonly Category[] = names.map((name, order) => ({
        ...{ id: categoryId(name.toLowerCase()), name, order, weight: 1, archived: false },
        ...{ colour: null, emoji: null, description: null, role: null, requires: null },
      }));
      value(await chain.spaces.update(space, by('categoriesChanged'), (config) => ok({ ...config, categories: list })));
    },
    minutes: (n: number): void => {
      world.now += n * MINUTE;
    },
    /** Runs these parts once, as the runner does. */
    sync: async (...names: readonly (keyof typeof parts)[]): Promise<void> => {
      for (const name of names.length === 0 ? (['inbound', 'timers', 'rollups'] as const) : names)
        await parts[name].run({ space, connection: await stage.connection(), api, goesOn });
    },
    clockIn: async (user: UserId, category = 'math', note: string | null = null) =>
      value(await tracker.clockIn({ ...request(user), category: categoryId(category), note })).session,
    clockOut: async (user: UserId) => value(await tracker.clockOut(request(user))).session,
    /** The pages of a table by our names of properties, oldest first. */
    pages: async (table: 'timers' | 'rollups', inTrash = false): Promise<Record<string, unknown>[]> => {
      const { tables } = await stage.connection();
      const { properties, dataSourceId } = tables[table]!;
      const shown: NotionPage[] = [];
      for (const page of notion.workspace.pagesOf(dataSourceId))
        if (page.inTrash === inTrash) shown.push(await api.page(page.id));
      return shown.map((page) => ({
        id: page.id,
        ...Object.fromEntries(Object.entries(properties).map(([name, id]) => [name, plain(page.properties.get(id))])),
      }));
    },
    /** The name at Notion of one of our properties. */
    named: async (table: 'timers' | 'rollups', name: string): Promise<string> => {
      const linkedTable = (await stage.connection()).tables[table]!;
      return linkedTable.properties[name]!;
    },
    /** The process is gone. */
    close: async (): Promise<void> => {
      pace.close();
      await engine.drain(500);
      await chain.close(500);
    },
  };
  return stage;
};
export type Stage = Awaited<ReturnType<typeof openStage>>;

export const aDirectory = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'pc-notion-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
