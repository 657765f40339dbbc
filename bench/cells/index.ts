import type { Cell } from '../lib/cell.js';
import { bigMembers } from './big-members.js';
import { boards } from './boards.js';
import { bytes } from './bytes.js';
import { cache } from './cache.js';
import { clicks } from './clicks.js';
import { commits } from './commits.js';
import { exportsCell } from './exports.js';
import { history } from './history.js';
import { fastPath } from './fast-path.js';
import { lanes } from './lanes.js';
import { memory } from './memory.js';
import { night } from './night.js';
import { openLoop } from './open-loop.js';
import { page } from './page.js';
import { parts } from './parts.js';
import { reads } from './reads.js';
import { shown } from './shown.js';
import { start } from './start.js';
import { wall } from './wall.js';

/** In the order of the table. */
export const CELLS: readonly Cell[] = [
  commits,
  openLoop,
  lanes,
  reads,
  bigMembers,
  boards,
  history,
  night,
  exportsCell,
  clicks,
  shown,
  page,
  bytes,
  start,
  memory,
  cache,
  wall,
  parts,
  fastPath,
];
