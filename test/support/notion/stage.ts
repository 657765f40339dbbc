import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Category } from '../../../src/domain/category.js';
import { categoryId, guildSpace, requestId, type SpaceId, type UserId } from '../../../src/domain/ids.js';
import type { NotionMode } from '../../../src/domain/notion.js';
import { ok } from '../../../src/domain/result.js';
import { withSetting, type SettingKey, type Settings } from '../../../src/domain/settings.js';
import { notion as connectionKind } from '../../../src/engine/documents/kinds/notion.js';
import type { NotionPage } from '../../../src/integrations/notion/api/api.js';
import type { PropertyValue } from '../../../src/integrations/notion/api/values.js';
import { value } from '../engine.js';
import { startNotion, type NotionEmulator } from './emulator.js';
import { ADA, openSyncProcess, TOKEN } from './sync-process.js';
import { linked, makeTable } from './tables.js';

export { ADA, BOB, TOKEN } from './sync-process.js';

const MINUTE = 60_000;

/** What outlives a process: Notion, the server, and the moment. */
export interface World {
  readonly notion: NotionEmulator;
  readonly space: SpaceId;
  /** ms */
  now: number;
}

/** A world with a server, at a moment that only tests move. */
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

export interface StageOptions {
  readonly url: string;
  readonly world: World;
  readonly dir: string;
  readonly pid?: number;
  readonly timeoutMs?: number;
}

/** A process in a world, with what tests do there and look at. */
export const openStage = async ({ world, ...options }: StageOptions) => {
  const { notion, space } = world;
  const process = await openSyncProcess({ ...options, space, notionUrl: notion.url, now: () => world.now });
  const { chain, tracker, api, ids } = process;
  const documents = chain.documents.of(connectionKind);
  const by = (event: string) => ({ actor: ADA, requestId: requestId(ids.next()), at: world.now, event });
  const request = (user: UserId) => ({ space, user, requestId: requestId(ids.next()), at: world.now, source: 'command' });

  const stage = {
    ...process,
    ...{ world, notion, space, request },
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
    clockIn: async (user: UserId, category = 'math', note: string | null = null) =>
      value(await tracker.clockIn({ ...request(user), category: categoryId(category), note })).session,
    clockOut: async (user: UserId) => value(await tracker.clockOut(request(user))).session,
    /** The pages of a table by our names of properties, oldest first. */
    pages: async (table: 'timers' | 'rollups', inTrash = false): Promise<Record<string, unknown>[]> => {
      const { tables } = await process.connection();
      const { properties, dataSourceId } = tables[table]!;
      const shown: NotionPage[] = [];
      for (const page of notion.workspace.pagesOf(dataSourceId))
        if (page.inTrash === inTrash) shown.push(await api.page(page.id));
      return shown.map((page) => ({
        id: page.id,
        ...Object.fromEntries(Object.entries(properties).map(([name, id]) => [name, plain(page.properties.get(id))])),
      }));
    },
  };
  return stage;
};
export type Stage = Awaited<ReturnType<typeof openStage>>;

export const aDirectory = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'pc-notion-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
