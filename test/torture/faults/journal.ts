import { open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pauseFor, type Dice } from '../dice.js';
import type { BotSlot } from '../system/bot-slot.js';
import { isAllStored } from '../verify/index.js';
import { always, type Fault } from './fault.js';

/** The newest segment that has something in it, and where that ends. */
const lastWritten = async (slot: BotSlot): Promise<{ readonly file: string; readonly end: number } | undefined> => {
  const names = await readdir(slot.journalDir, { recursive: true });
  for (const name of names
    .filter((one) => one.endsWith('.seg'))
    .sort((a, b) => a.localeCompare(b))
    .reverse()) {
    const file = path.join(slot.journalDir, name);
    const bytes = await readFile(file);
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end -= 1;
    if (end > 0) return { file, end };
  }
  return undefined;
};

const overwrite = async (file: string, at: number, change: (bytes: Buffer) => Buffer, length: number): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, at);
    await handle.write(change(bytes), 0, length, at);
  } finally {
    await handle.close();
  }
};

/** What was answered just before the kill is heard within this time, ms. */
const ECHO_MS = 50;

/**
 * Kills the bot while Redis is whole, hurts the end of its journal, and starts it again. An acknowledgement holds as long as Redis or the
 * journal has the change; so the journal is only hurt when Redis has all that was acknowledged (else there is no hit).
 */
const hurtWhileDead = (name: string, hurt: (file: string, end: number, dice: Dice) => Promise<void>): Fault => ({
  name,
  holds: ['bot'],
  alone: true,
  weight: 2,
  possible: always,
  run: async (world, dice) => {
    const slot = dice.pick(world.slots);
    await slot.kill();
    await pauseFor(ECHO_MS);
    const last = (await isAllStored(world)) ? await lastWritten(slot) : undefined;
    if (last !== undefined) await hurt(last.file, last.end, dice);
    await slot.start();
    return last === undefined ? 0 : 1;
  },
});

export const journal: readonly Fault[] = [
  hurtWhileDead('journal tail torn', async (file, end, dice) => {
    const length = Math.min(end, dice.between(1, 600));
    await overwrite(file, end - length, (bytes) => bytes.fill(0), length);
  }),
  hurtWhileDead('journal tail bit-flipped', async (file, end, dice) => {
    const length = Math.min(end, 1_500);
    const flips = dice.between(1, 8);
    await overwrite(
      file,
      end - length,
      (bytes) => {
        for (let n = 0; n < flips; n += 1) {
          const at = dice.between(0, length - 1);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7));
        }
        return bytes;
      },
      length,
    );
  }),
  hurtWhileDead('journal tail overwritten', async (file, end, dice) => {
    const length = Math.min(end, dice.between(20, 400));
    await overwrite(file, end - length, (bytes) => Buffer.from(bytes.map(() => dice.between(0, 255))), length);
  }),
];
