import type { Cell } from '../lib/cell.js';
import { bytes } from './bytes.js';
import { clicks } from './clicks.js';
import { commits } from './commits.js';
import { openLoop } from './open-loop.js';
import { reads } from './reads.js';

/** In the order of the table. */
export const CELLS: readonly Cell[] = [commits, openLoop, reads, clicks, bytes];
