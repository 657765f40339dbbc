import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { pairs } from './replies.js';

/** Each process is heard every 10 s while the link is there, ms. */
const SILENT_MS = 30_000;
/** Field of the server; the others are processes (scripts/roll-call.lua). */
const SERVER = '@';
/** `<server> <stage> <ms>`; stage 3: it leaves. */
const SAID = /^\S+ ([0-3]) (\d+)$/;
const LEAVES = '3';

/**
 * How many processes share this Redis, ourselves among them: those that spoke within half a minute of the one that spoke last. One that was
 * killed a moment ago is counted still. Rejects with `StoreUnavailable` when Redis cannot be reached.
 */
export const countCompanions = async (redis: Guarded): Promise<number> => {
  const reply = await redis.read((connection) => connection.send('HGETALL', [keys.processes]));
  const said = [...pairs(reply)].flatMap(([name, cell]) => {
    const [, stage, ms] = SAID.exec(cell.toString()) ?? [];
    return name.toString() === SERVER || stage === undefined || stage === LEAVES ? [] : [Number(ms)];
  });
  const newest = Math.max(0, ...said);
  return said.filter((ms) => ms >= newest - SILENT_MS).length;
};
