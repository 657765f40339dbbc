// `npm run build`: the server and the page into dist/; `npm run build -- --stale` only what is older than its sources.
import { ensureArtifacts } from './lib/artifacts.mjs';
import { script } from './setup.mjs';

await script(async () => {
  await ensureArtifacts({ force: !process.argv.includes('--stale') });
});
