import { rebuildBoards } from '../boards/rebuild.js';
import { daysByMonth } from './0004-days-by-month.js';
import type { Migration } from './migration.js';

export type { Migration } from './migration.js';

/** The oldest schema that this program can read; those before it were never released. A database that does not say its schema has this one. */
export const OLDEST_SCHEMA = 3;

/**
 * All migrations, in order; one file each, `NNNN-name.ts`, never changed once it was released. The first leads from `OLDEST_SCHEMA` to the
 * next; `test/integration/schema.test.ts` goes through them.
 */
export const MIGRATIONS: readonly Migration[] = [daysByMonth];

/** The schema that this program writes. */
export const SCHEMA = MIGRATIONS.at(-1)?.to ?? OLDEST_SCHEMA;

/** Makes anew what is derived from the rest of a space and is in no backup. */
export const rebuildDerived: Migration['space'] = rebuildBoards;
