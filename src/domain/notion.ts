import type { CategoryId, UserId } from './ids.js';

/*
 * What a space is connected to at Notion. Names at Notion may change and do not matter: everything is found by its id. The words are Notion's own: a
 * database is a container, and its data source is the table with properties and pages.
 */

/** A page for each entry and one for each day, or the days alone: free workspaces have a limited number of blocks for life. */
export const NOTION_MODES = ['pages', 'rollup-only'] as const;
export type NotionMode = (typeof NOTION_MODES)[number];

/** The tables that we keep there: entries, days, and categories to choose from. */
export const NOTION_TABLES = ['timers', 'rollups', 'options'] as const;
export type NotionTable = (typeof NOTION_TABLES)[number];

/** Our own names of properties, by table. A rollup has a property `sum:<category>` besides for each category that was ever used. */
export const NOTION_PROPERTIES = {
  timers: [
    'name',
    'category',
    'member',
    'memberId',
    'start',
    'end',
    'stop',
    'overrideStart',
    'overrideEnd',
    'breaks',
    'effective',
    'state',
    'note',
    'remark',
    'day',
    'entryId',
  ],
  rollups: ['name', 'day', 'member', 'memberId', 'total', 'timers', 'rollupId'],
  options: ['name', 'archived', 'description', 'optionId'],
} as const satisfies Readonly<Record<NotionTable, readonly string[]>>;

export type NotionProperty<Table extends NotionTable> = (typeof NOTION_PROPERTIES)[Table][number];

/** Names the property of a rollup that sums a category. */
export const sumProperty = (category: CategoryId): `sum:${string}` => `sum:${category}`;

/** One of our tables at Notion. */
export interface LinkedTable {
  readonly databaseId: string;
  readonly dataSourceId: string;
  /** For people; '' when Notion gave none. */
  readonly url: string;
  /** Our name of a property -> its id at Notion. What is missing was taken away there, or is not made yet. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface NotionConnection {
  /** Sealed by the `SecretBox`; '': not connected. It is in no row of the ledger. */
  readonly token: string;
  /** As Notion calls it, for people. */
  readonly workspace: string;
  /** The user that we are at Notion: what was last edited by it is our own work. */
  readonly botId: string;
  /** The person whose token it is, by the id at Notion; null: that of a whole workspace. */
  readonly ownerId: string | null;
  readonly connectedBy: UserId | null;
  /** ms; null: not connected. */
  readonly connectedAt: number | null;
  readonly mode: NotionMode;
  /** Nothing is brought or fetched as long as it is. */
  readonly paused: boolean;
  /** The page that was shared with us, below which the tables are; null: not set up. */
  readonly pageId: string | null;
  /** Entries that began before this moment (ms) are not written; null: not set up. */
  readonly since: number | null;
  readonly tables: Readonly<Partial<Record<NotionTable, LinkedTable | undefined>>>;
}

/** The tables of a mode. */
export const tablesOf = (mode: NotionMode): readonly NotionTable[] =>
  mode === 'pages' ? NOTION_TABLES : NOTION_TABLES.filter((table) => table !== 'timers');

export const isConnected = ({ token }: Pick<NotionConnection, 'token'>): boolean => token !== '';

/** Are all tables there that its mode needs? */
export const isSetUp = ({ mode, tables, since }: Pick<NotionConnection, 'mode' | 'tables' | 'since'>): boolean =>
  since !== null && tablesOf(mode).every((table) => tables[table] !== undefined);

/** Is there anything to be brought or fetched? */
export const isSyncing = (connection: NotionConnection): boolean =>
  isConnected(connection) && isSetUp(connection) && !connection.paused;
