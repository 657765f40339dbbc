/*
 * Values of properties as we read and write them. Text is plain: of what people formatted we keep the words.
 */

/** What a page has in a property. */
export type PropertyValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number | null }
  /** A select or a status. */
  | { readonly type: 'choice'; readonly name: string | null }
  | { readonly type: 'choices'; readonly names: readonly string[] }
  | { readonly type: 'date'; readonly date: NotionDate | null }
  | { readonly type: 'checkbox'; readonly checked: boolean }
  /** At most 25 are in the answer. */
  | { readonly type: 'relation'; readonly pageIds: readonly string[]; readonly hasMore: boolean }
  | { readonly type: 'people'; readonly userIds: readonly string[] }
  /** What a formula comes to; null when it comes to nothing, or to something that we do not read. */
  | { readonly type: 'formula'; readonly value: string | number | boolean | NotionDate | null }
  /** Of a kind that we have no use for. */
  | { readonly type: 'other'; readonly kind: string };

export interface NotionDate {
  /** `2026-12-01`, or ISO 8601 with an offset. */
  readonly start: string;
  readonly end: string | null;
  /** IANA; with it `start` and `end` are wall times of that zone, without an offset. */
  readonly timeZone: string | null;
}

/** What is written into a property. Texts of any length: they are cut into Notion's pieces, and at its end. */
export type PropertyWrite =
  | { readonly type: 'title' | 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number | null }
  /** A name without commas that is new becomes an option by being written; null: none. */
  | { readonly type: 'choice'; readonly name: string | null }
  /** Days, or moments as ISO 8601 with an offset. */
  | { readonly type: 'date'; readonly date: { readonly start: string; readonly end: string | null } | null }
  | { readonly type: 'checkbox'; readonly checked: boolean }
  | { readonly type: 'relation'; readonly pageIds: readonly string[] };

/** Id of a property -> what is written into it. What is not named stays. */
export type PropertyWrites = Readonly<Record<string, PropertyWrite>>;

export interface SelectOption {
  /** Null for one that is new. */
  readonly id: string | null;
  readonly name: string;
  /** One of Notion's names, such as `green`; null: Notion's choice. */
  readonly colour: string | null;
}

/** What a property is. */
export type PropertyDefinition = { readonly id: string; readonly name: string } & PropertyShape;

export type PropertyShape =
  | { readonly type: 'title' | 'text' | 'date' | 'checkbox' | 'people' }
  /** `format`: one of Notion's, such as `number`. */
  | { readonly type: 'number'; readonly format: string }
  | { readonly type: 'choice'; readonly options: readonly SelectOption[] }
  | { readonly type: 'status'; readonly options: readonly SelectOption[] }
  | { readonly type: 'formula'; readonly expression: string }
  /** `syncedName`: the property on the other side, for a relation that shows on both. */
  | {
      readonly type: 'relation';
      readonly dataSourceId: string;
      readonly syncedId: string | null;
      readonly syncedName: string | null;
    }
  | { readonly type: 'other'; readonly kind: string };

/** What a new property is to be. */
export type NewProperty =
  | { readonly type: 'title' | 'text' | 'date' | 'checkbox' | 'number' }
  | { readonly type: 'choice'; readonly options: readonly SelectOption[] }
  | { readonly type: 'formula'; readonly expression: string }
  /** Shows on both sides when `syncedName` is given. */
  | { readonly type: 'relation'; readonly dataSourceId: string; readonly syncedName: string | null };
