import type { NewProperty, PropertyDefinition, PropertyValue, PropertyWrites, SelectOption } from './values.js';

/** Who we are there. */
export interface NotionSelf {
  /** Our own user: what it edited last is our work. */
  readonly botId: string;
  readonly name: string;
  readonly workspace: string;
  /** The person whose token it is; null: that of a workspace. */
  readonly ownerId: string | null;
}

export interface NotionDatabase {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly inTrash: boolean;
  readonly dataSources: readonly { readonly id: string; readonly name: string }[];
}

export interface NotionDataSource {
  readonly id: string;
  readonly databaseId: string;
  readonly title: string;
  readonly url: string;
  readonly inTrash: boolean;
  readonly properties: readonly PropertyDefinition[];
}

export interface NotionPage {
  readonly id: string;
  readonly url: string;
  /** Of the title property; '' without one. */
  readonly title: string;
  /** The table that it is in; null: none. */
  readonly dataSourceId: string | null;
  /** ms */
  readonly createdAt: number;
  /** ms, at the minute. */
  readonly editedAt: number;
  readonly createdBy: string;
  readonly editedBy: string;
  readonly inTrash: boolean;
  /** By the id of the property. */
  readonly properties: ReadonlyMap<string, PropertyValue>;
}

export interface NotionPerson {
  readonly id: string;
  readonly name: string;
}

type Condition =
  | { readonly rich_text: { readonly equals: string } | { readonly is_empty: true } | { readonly is_not_empty: true } }
  | { readonly title: { readonly equals: string } }
  | { readonly number: { readonly equals: number } | { readonly greater_than: number } | { readonly is_empty: true } }
  | { readonly checkbox: { readonly equals: boolean } }
  | { readonly select: { readonly equals: string } | { readonly does_not_equal: string } | { readonly is_empty: true } }
  | { readonly status: { readonly equals: string } | { readonly does_not_equal: string } }
  | {
      readonly date:
        | { readonly equals: string }
        | { readonly on_or_after: string }
        | { readonly on_or_before: string }
        | { readonly before: string }
        | { readonly is_empty: true }
        | { readonly is_not_empty: true };
    };

/** As Notion writes them; `property` is an id or a name, moments are ISO 8601. */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | ({ readonly property: string } & Condition)
  | { readonly timestamp: 'last_edited_time'; readonly last_edited_time: { readonly on_or_after: string } }
  | { readonly timestamp: 'created_time'; readonly created_time: { readonly on_or_after: string } };

export interface Query {
  readonly filter?: Filter;
  /** Ids of the properties that are wanted; all unless told. */
  readonly properties?: readonly string[];
}

/** What is to become of a property: one that is named by its id changes, one that is named by a new name is made. */
export type PropertyPatch =
  | { readonly make: NewProperty }
  | { readonly rename: string }
  | { readonly expression: string }
  /** The whole list: an option that is left out would disappear from every page that has it. */
  | { readonly options: readonly SelectOption[] };

/** A piece of a comment: words, or somebody who is mentioned by the id at Notion. */
export type CommentPiece = { readonly text: string } | { readonly person: string };

/**
 * What we use of Notion, for one token. Every call waits for its turn (`pace.ts`) and is tried again where that cannot do harm: reads and changes of a page
 * always; what makes something new only when it was not made for sure. All reject with `NotionError`; one of something new whose `mayHaveHappened` is true
 * has to be looked up by an id of ours before it is asked for again.
 */
export interface NotionApi {
  me(): Promise<NotionSelf>;
  /** People of the workspace whom a comment may mention. Needs the capability to read users. */
  people(): Promise<readonly NotionPerson[]>;
  /** Pages that were shared with us and whose title has these words, 100 at most; those that lie in no table unless `inTables`. */
  searchPages(words: string): Promise<readonly NotionPage[]>;
  /** Tables that were shared with us, 100 at most. */
  searchDataSources(words: string): Promise<readonly NotionDataSource[]>;
  database(id: string): Promise<NotionDatabase>;
  /** Below a page. Names of properties -> what they are; exactly one is a title. */
  createDatabase(pageId: string, title: string, properties: Readonly<Record<string, NewProperty>>): Promise<NotionDatabase>;
  /** The databases that lie on a page itself, those in the trash left out. */
  databasesOn(pageId: string): Promise<readonly { readonly id: string; readonly title: string }[]>;
  dataSource(id: string): Promise<NotionDataSource>;
  /** Answers the table as it is then. */
  updateDataSource(id: string, properties: Readonly<Record<string, PropertyPatch>>): Promise<NotionDataSource>;
  /** Every page that fits, some at a time, the oldest first: to the end, however many there are. Those in the trash are not among them. */
  query(dataSourceId: string, query?: Query): AsyncIterable<readonly NotionPage[]>;
  page(id: string): Promise<NotionPage>;
  createPage(dataSourceId: string, properties: PropertyWrites): Promise<NotionPage>;
  updatePage(id: string, change: { readonly properties?: PropertyWrites; readonly inTrash?: boolean }): Promise<NotionPage>;
  /** Says something on a page. Needs the capability to insert comments. */
  comment(pageId: string, pieces: readonly CommentPiece[]): Promise<void>;
}
