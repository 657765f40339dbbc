import { command } from './command.js';
import { torture } from './run.js';

/** `npm run torture`: see docs/testing.md. */
await command(torture);
