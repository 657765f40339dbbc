import { rebuildBoards } from '../boards/rebuild.js';
import { boards } from './0002-boards.js';
import { onTheClock } from './0003-on-the-clock.js';
import type { Migration } from './migration.js';

export type { Migration } from './migration.js';

/** What a database without `pc:schema` has: everything before the schema was counted. */
export const FIRST_SCHEMA = 1;

/** All of them, in order; one file each, `NNNN-name.ts`, never changed once it was released. */
export const MIGRATIONS: readonly Migration[] = [boards, onTheClock];

/** The schema that this program writes. */
export const SCHEMA = MIGRATIONS.at(-1)?.to ?? FIRST_SCHEMA;

/** Makes anew what is derived from the rest of a space and is in no backup. */
export const rebuildDerived: Migration['space'] = rebuildBoards;
