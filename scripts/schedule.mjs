// `npm run schedule -- [options]`: builds what is stale, then runs dist/src/core/schedule/main.js.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForStart } from './setup.mjs';

await script(async () => {
  await setUpForStart();
  await import(pathToFileURL(join(root, 'dist/src/core/schedule/main.js')).href);
});
