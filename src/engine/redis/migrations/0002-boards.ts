import { rebuildBoards } from '../boards/rebuild.js';
import type { Migration } from './migration.js';

/** Boards come in. States, entries and ledger rows have new layouts too; those are read as they are, and written anew with the next change. */
export const boards: Migration = { to: 2, what: 'boards from the day buckets', space: rebuildBoards };
