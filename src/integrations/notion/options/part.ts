import { activeCategories } from '../../../domain/category-rules.js';
import type { Category } from '../../../domain/category.js';
import type { SpaceId } from '../../../domain/ids.js';
import type { LinkedTable } from '../../../domain/notion.js';
import type { Logger } from '../../../domain/ports.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { Spaces } from '../../../engine/spaces.js';
import type { NotionApi, NotionPage } from '../api/api.js';
import type { PropertyValue, PropertyWrites, SelectOption } from '../api/values.js';
import { optionName } from '../api/option-name.js';
import { NOTHING_WAITS, type SyncPart, type SyncWork } from '../sync/part.js';
import { addFromPage, changeFromPage } from './apply.js';
import { notionColour } from './colours.js';
import { OPTIONS_AGREED, OPTIONS_WHOLE, readMemory, type Agreed, type OptionsMemory } from './memory.js';
import { reconcile, type OptionPage, type OptionStep } from './reconcile.js';

export interface OptionsParts {
  readonly spaces: Pick<Spaces, 'get' | 'update'>;
  readonly states: Pick<NotionStates, 'position' | 'setPosition' | 'made'>;
  /** Moments, ms. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Notion's moments of edits are whole minutes, and its clock is not ours: so far back what was looked at is looked at again. ms */
const OVERLAP_MS = 2 * 60_000;

const textIn = (value: PropertyValue | undefined): string => (value?.type === 'text' ? value.text.trim() : '');

const optionPage = (page: NotionPage, { properties }: LinkedTable): OptionPage => {
  const of = (key: string): PropertyValue | undefined => page.properties.get(properties[key] ?? '');
  const archived = of('archived');
  return {
    ...{ id: page.id, name: page.title.trim(), optionId: textIn(of('optionId')) },
    archived: archived?.type === 'checkbox' && archived.checked,
  };
};

const valuesOf = (category: Category, { properties }: LinkedTable): PropertyWrites => {
  const writes: readonly (readonly [key: string, PropertyWrites[string]])[] = [
    ['name', { type: 'title', text: category.name }],
    ['archived', { type: 'checkbox', checked: category.archived }],
    ['description', { type: 'text', text: category.description ?? '' }],
    ['optionId', { type: 'text', text: category.id }],
  ];
  return Object.fromEntries(writes.flatMap(([key, write]) => (properties[key] === undefined ? [] : [[properties[key], write]])));
};

const agreedOn = ({ name, archived }: Category): Agreed => ({ name, archived });

/** Every category of people has its option in the column of timers. The whole list is sent: one that is left out would be gone from every page. */
const completeOptions = async (api: NotionApi, timers: LinkedTable, categories: readonly Category[]): Promise<void> => {
  const id = timers.properties['category'];
  if (id === undefined) return;
  // Read at the last moment: what somebody adds at Notion in between would be lost.
  const column = (await api.dataSource(timers.dataSourceId)).properties.find((each) => each.id === id);
  if (column?.type !== 'choice') return;
  const names = new Set(column.options.map(({ name }) => name));
  const lacking = categories.filter(({ name }) => !names.has(optionName(name)));
  if (lacking.length === 0) return;
  const added = lacking.map(({ name, colour }): SelectOption => ({ id: null, name, colour: notionColour(colour) }));
  await api.updateDataSource(timers.dataSourceId, { [id]: { options: [...column.options, ...added] } });
};

/** Categories and the table of them at Notion follow each other. */
export const createOptionsPart = ({ spaces, states, now, log }: OptionsParts): SyncPart => {
  const apply = { spaces, now };

  /** Does one step; the category that both sides agree on then, or null when they do not. */
  const take = async (step: OptionStep, { space, api }: SyncWork, table: LinkedTable): Promise<Category | null> => {
    const write = async (page: OptionPage, category: Category): Promise<Category> => {
      await api.updatePage(page.id, { properties: valuesOf(category, table) });
      return category;
    };
    switch (step.do) {
      case 'makePage':
        await api.createPage(table.dataSourceId, valuesOf(step.category, table));
        await states.made(space, 1);
        return step.category;
      case 'writePage':
        return write(step.page, step.category);
      case 'addCategory': {
        const added = await addFromPage(space, step.page, apply);
        if (added.ok) return added.value === null ? null : write(step.page, added.value);
        // The category stays away, and so does the page its id.
        log.info({ space, code: added.error.code }, 'a page at Notion does not become a category');
        return null;
      }
      case 'changeCategory': {
        const changed = await changeFromPage(space, step, apply);
        // What may not be here is not left there either.
        return write(step.page, changed.ok && changed.value !== null ? changed.value : step.category);
      }
    }
  };

  const pagesOf = async ({ api }: SyncWork, table: LinkedTable): Promise<readonly OptionPage[]> => {
    const found: OptionPage[] = [];
    for await (const some of api.query(table.dataSourceId)) found.push(...some.map((page) => optionPage(page, table)));
    return found;
  };

  /** Has somebody but us edited a page since? */
  const isEdited = async ({ api, connection }: SyncWork, table: LinkedTable, since: number): Promise<boolean> => {
    const filter = {
      timestamp: 'last_edited_time',
      last_edited_time: { on_or_after: new Date(since - OVERLAP_MS).toISOString() },
    } as const;
    for await (const some of api.query(table.dataSourceId, { filter }))
      if (some.some(({ editedBy }) => editedBy !== connection.botId)) return true;
    return false;
  };

  const keep = async (space: SpaceId, memory: OptionsMemory): Promise<void> => {
    await states.setPosition(space, OPTIONS_AGREED, JSON.stringify(memory));
  };

  return {
    name: 'options',
    run: async (work) => {
      const { space, connection, api, goesOn } = work;
      const { options: table, timers } = connection.tables;
      if (table === undefined) return null;
      const memory = readMemory(await states.position(space, OPTIONS_AGREED));
      const isWhole = (await states.position(space, OPTIONS_WHOLE)) === table.dataSourceId;
      const config = await spaces.get(space);
      const begun = now();
      if (isWhole && config.version === memory.version && !(await isEdited(work, table, memory.seenTo))) {
        await keep(space, { ...memory, seenTo: begun });
        return null;
      }
      const pages = await pagesOf(work, table);
      const steps = reconcile(config.categories, pages, memory.agreed);
      const linked = new Set(pages.map(({ optionId }) => optionId));
      let agreed: Readonly<Record<string, Agreed>> = memory.agreed;
      for (const { id, name, archived } of config.categories)
        if (linked.has(id) && !steps.some((step) => 'category' in step && step.category.id === id))
          agreed = { ...agreed, [id]: { name, archived } };
      for (const step of steps) {
        if (!goesOn()) return null;
        const settled = await take(step, work, table);
        if (settled === null) continue;
        agreed = { ...agreed, [settled.id]: agreedOn(settled) };
        await keep(space, { ...memory, agreed });
      }
      if (connection.mode === 'pages' && timers !== undefined)
        await completeOptions(api, timers, activeCategories(await spaces.get(space)));
      await states.setPosition(space, OPTIONS_WHOLE, table.dataSourceId);
      // Of the configuration that was read at the beginning: what came since is looked at the next time.
      await keep(space, { version: config.version, seenTo: begun, agreed });
      return null;
    },
    waiting: () => Promise.resolve(NOTHING_WAITS),
  };
};
