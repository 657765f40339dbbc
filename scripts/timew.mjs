// `npm run timew -- upload [options]`: builds what is stale, then runs dist/src/core/timew/main.js. Installs no system package: it reads and sends.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForLook } from './setup.mjs';

await script(async () => {
  await setUpForLook();
  await import(pathToFileURL(join(root, 'dist/src/core/timew/main.js')).href);
});
