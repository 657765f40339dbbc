// `npm run dynamodb -- migrate|backup|seed [options]`: builds what is stale, then runs dist/src/core/dynamodb/main.js.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForLook } from './setup.mjs';

await script(async () => {
  await setUpForLook();
  await import(pathToFileURL(join(root, 'dist/src/core/dynamodb/main.js')).href);
});
