// `npm run doctor [-- --json]`: builds what is stale, then runs dist/src/core/doctor/main.js. Installs no system package: it is there to look.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForLook } from './setup.mjs';

await script(async () => {
  await setUpForLook();
  await import(pathToFileURL(join(root, 'dist/src/core/doctor/main.js')).href);
});
