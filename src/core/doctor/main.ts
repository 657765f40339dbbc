import { findRoot } from '../root.js';
import { doctor } from './doctor.js';

// Our timers do not keep a process alive; this does.
const alive = setInterval(() => undefined, 2 ** 30);
process.exitCode = await doctor({
  args: process.argv.slice(2),
  environment: process.env,
  root: findRoot(),
  colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
clearInterval(alive);
