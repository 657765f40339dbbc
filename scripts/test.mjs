// `npm test [-- vitest arguments]`: does all the set-up that is missing, then runs vitest.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './lib/run.mjs';
import { script, setUpForTest } from './setup.mjs';

await script(async () => {
  await setUpForTest();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // The tests that start the bot take what was just built, as it is deployed; vitest alone runs the sources.
  const env = { ...process.env, PUNCHCARD_MAIN: join(root, 'dist', 'src', 'core', 'main.js') };
  const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env });
  // vitest cleans up on Ctrl-C (the terminal tells it too); leave only after it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
});
