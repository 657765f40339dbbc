import { command } from '../torture/command.js';
import { tortureCluster } from './run.js';

/** `npm run torture:cluster`: see docs/cluster.md. */
await command(tortureCluster);
