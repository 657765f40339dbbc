import { randomUUID } from 'node:crypto';
import { open, stat, statfs, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../../domain/ports.js';
import type { Check } from '../check.js';
import { amber, green, red, type Finding } from '../finding.js';

const MEBI = 1_048_576;
const FREE_RED = 64 * MEBI;
const FREE_AMBER = 1_024 * MEBI;
/** Median ms of an fdatasync: what each click waits for. Disks of today take below 10. */
const SLOW_MS = 25;
const TOO_SLOW_MS = 250;
const TRIES = 11;
/** `f_type` of file systems that are gone with the machine's power: tmpfs, ramfs. */
const IN_MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);

/** The folder, or the nearest one above that is there: before the first start there may be none. */
const nearest = async (dir: string): Promise<string> => {
  const found = await stat(dir).then(
    (it) => it.isDirectory(),
    () => false,
  );
  return found || dirname(dir) === dir ? dir : nearest(dirname(dir));
};

/** Writes a small file of its own, and takes it away again. @returns median ms of an fdatasync */
const timeOfSync = async (dir: string, clock: Clock): Promise<number> => {
  const path = join(dir, `.punchcard-doctor-${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  try {
    const times: number[] = [];
    for (let n = 0; n < TRIES; n += 1) {
      await file.write(Buffer.alloc(512, n));
      const began = clock.monotonic();
      await file.datasync();
      times.push(clock.monotonic() - began);
    }
    return times.sort((a, b) => a - b)[Math.floor(TRIES / 2)] ?? 0;
  } finally {
    await file.close();
    await unlink(path);
  }
};

/** @param syncMs median of an fdatasync */
export const judgeSync = (syncMs: number): Finding => {
  const text = `an fdatasync takes ${syncMs.toFixed(1)} ms`;
  const mend = 'Put DATA_DIR on a local SSD: a click is acknowledged when the disk has it';
  if (syncMs > TOO_SLOW_MS) return red(`${text}, and every click waits for one`, mend);
  return syncMs > SLOW_MS ? amber(`${text}, and every click waits for one`, mend) : green(text);
};

/** @param free bytes that we may still write */
export const judgeSpace = (dir: string, free: number): Finding => {
  const text = `${Math.floor(free / MEBI).toLocaleString('en')} MiB are free for ${dir}`;
  const mend = 'Make room there, or set DATA_DIR to a larger disk: when it is full, changes are "not recorded"';
  if (free < FREE_RED) return red(text, mend);
  return free < FREE_AMBER ? amber(text, mend) : green(text);
};

export const disk: Check = {
  name: 'Disk',
  async look({ config: { dataDir }, clock }) {
    const dir = await nearest(dataDir);
    const { bavail, bsize, type } = await statfs(dir);
    const space = judgeSpace(dir, bavail * bsize);
    try {
      const sync = judgeSync(await timeOfSync(dir, clock));
      const memory = IN_MEMORY.has(type)
        ? [amber(`${dir} lies in memory: the journal is gone when the machine is`, 'Set DATA_DIR to a folder on a real disk')]
        : [];
      return [space, sync, ...memory];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [space, red(`${dir} cannot be written to: ${reason}`, 'Let the user of the bot own DATA_DIR, or set another one')];
    }
  },
};
