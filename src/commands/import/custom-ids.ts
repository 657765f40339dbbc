import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, page: n } = FIELDS;
/** Of a draft, or of an import that was begun. */
const id = z.string().regex(/^[\w-]{1,32}$/);
/** Names a label or a person of a file: see `tagOf`. */
const tag = z.string().regex(/^[\w-]{8}$/);

/** What a card of a draft is about, in the order in which they are gone through. */
export const IMPORT_STEPS = ['file', 'categories', 'people', 'preview'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** What is chosen of a few things by a menu. */
export const ASKED = ['format', 'dateOrder', 'zone', 'untimed', 'labelField', 'shifted'] as const;
export type Asked = (typeof ASKED)[number];

/** What a column of a table that nobody knows can be said to be. */
export const SAID_COLUMNS = ['date', 'start', 'end', 'duration', 'note', 'category', 'person'] as const;

/**
 * Stands for a label or a name of a file in custom ids, which have no room for it. Two of one tag are as unlikely as anything, and the card shows what was chosen
 * before anything is stored.
 */
export const tagOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** Custom ids of imports. `owner`: the only one who may use it. All else is kept with the draft or the import. */
export const IMPORT_IDS = {
  show: defineRoute('import-show', { owner, id, step: z.enum(IMPORT_STEPS), n }),
  answer: defineRoute('import-answer', { owner, id, about: z.enum(ASKED) }),
  column: defineRoute('import-column', { owner, id, role: z.enum(SAID_COLUMNS) }),
  /** The form that asks for a zone that is not in the menu. */
  zone: defineRoute('import-zone', { owner, id }),
  category: defineRoute('import-category', { owner, id, tag, n }),
  /** The form that asks what a new category is called. */
  named: defineRoute('import-named', { owner, id, tag, n }),
  /** What becomes of every label, or person, that nothing was said about. */
  rest: defineRoute('import-rest', { owner, id, of: z.enum(['categories', 'people']), how: z.enum(['new', 'ignore']), n }),
  member: defineRoute('import-member', { owner, id, tag, n }),
  person: defineRoute('import-person', { owner, id, tag, n }),
  begin: defineRoute('import-begin', { owner, id }),
  discard: defineRoute('import-discard', { owner, id }),
  stop: defineRoute('import-stop', { owner, id }),
  /** Asks, and then takes back; or leaves it. */
  undo: defineRoute('import-undo', { owner, id, sure: z.enum(['ask', 'yes', 'no']) }),
};
