import { systemRandom } from '../random.js';
import { timew } from './run.js';

process.exitCode = await timew({
  args: process.argv.slice(2),
  environment: process.env,
  fetch: (url, init) => fetch(url, init),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: systemRandom,
  now: () => Date.now(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
