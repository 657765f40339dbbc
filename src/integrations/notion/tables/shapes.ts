import type { NotionProperty, NotionTable } from '../../../domain/notion.js';
import type { PropertyDefinition } from '../api/values.js';

/** What a property has to be, by our own name of it. `relation`: to the days; it shows there as `timers`. */
export type Wanted = Exclude<PropertyDefinition['type'], 'status' | 'people' | 'other'>;

/**
 * The tables at Notion: what each property is. Their names there are those of the language in which somebody set it up (`notion.property.<table>.<name>`), and
 * may be changed by people.
 */
export const SHAPES = {
  /** An entry, from its start on. */
  timers: {
    /** For people: the category and the day. */
    name: 'title',
    category: 'choice',
    /** A name for people; who it is says `memberId`. */
    member: 'choice',
    /** Of Discord. */
    memberId: 'text',
    start: 'date',
    end: 'date',
    /** Ticked by people at Notion: the timer ends. */
    stop: 'checkbox',
    /** Set by people at Notion: that is when it began or ended. */
    overrideStart: 'date',
    overrideEnd: 'date',
    /** Minutes. */
    breaks: 'number',
    /** Hours. */
    effective: 'number',
    /** One of `notion.state`. */
    state: 'choice',
    note: 'text',
    /** What could not be taken of what somebody did at Notion, and why. */
    remark: 'text',
    /** The page of the day in the other table. */
    day: 'relation',
    /** Ours, by which a page is found again. */
    entryId: 'text',
  },
  /** A day of a member. */
  rollups: {
    name: 'title',
    day: 'date',
    member: 'choice',
    memberId: 'text',
    /** Hours: the sum of all columns `sum:<category>`, which are numbers of hours too. */
    total: 'formula',
    timers: 'relation',
    rollupId: 'text',
  },
  /** A category. */
  options: { name: 'title', archived: 'checkbox', description: 'text', optionId: 'text' },
} as const satisfies { readonly [Table in NotionTable]: Readonly<Record<NotionProperty<Table>, Wanted>> };
