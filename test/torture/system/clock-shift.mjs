// Loaded into the bot with `node --import`: the wall clock is as far off as the file in TORTURE_CLOCK says, in ms. SIGUSR2: read it again.
// The file with `.seen` behind its name says what was read. Timers and performance.now go on as they do.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** @param {string} file */
const shift = (file) => {
  let offset = 0;
  const RealDate = Date;
  const now = RealDate.now.bind(RealDate);
  const read = () => {
    offset = Number(readFileSync(file, 'utf8'));
    writeFileSync(`${file}.seen`, String(offset));
  };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now() + offset] : args, self),
    apply: () => new RealDate(now() + offset).toString(),
    get: (target, property, self) => (property === 'now' ? () => now() + offset : Reflect.get(target, property, self)),
  });
  read();
  process.on('SIGUSR2', read);
};

const file = process.env['TORTURE_CLOCK'];
if (file !== undefined) shift(file);
