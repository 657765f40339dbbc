// `npm start`: does all the set-up that is missing, then runs the program.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForStart } from './setup.mjs';

await script(async () => {
  await setUpForStart();
  process.setSourceMapsEnabled(true);
  // In this very process: signals and the exit code need no passing on, and a Ctrl-C is not delivered twice.
  await import(pathToFileURL(join(root, 'dist/src/core/main.js')).href);
});
