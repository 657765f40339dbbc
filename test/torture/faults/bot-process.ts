import { watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pauseFor } from '../dice.js';
import type { BotSlot } from '../system/bot-slot.js';
import type { ProxiedSlot } from '../system/proxied-slot.js';
import { always, type Fault } from './fault.js';

/** Waits at most `ms` for something to come up in `begin`, which gets the way to say so and answers how to stop listening. */
const within = (ms: number, begin: (done: () => void) => () => void): Promise<boolean> =>
  new Promise((resolve) => {
    const finish = (happened: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(happened);
    };
    const timer = setTimeout(() => finish(false), ms);
    const stop = begin(() => finish(true));
  });

/** Kills the bot at the very `count`th commit that passes its line: Redis gets it, the bot never hears what became of it. */
const killAtCommit = async (slot: ProxiedSlot, count: number, ms: number): Promise<boolean> => {
  const kills: Promise<boolean>[] = [];
  let left = count;
  await within(ms, (done) => {
    const stop = slot.proxy.onCommit(() => {
      left -= 1;
      if (left !== 0) return;
      slot.proxy.silence(['down']);
      kills.push(slot.kill());
      done();
    });
    return stop;
  });
  const killed = (await Promise.all(kills)).includes(true);
  if (killed) slot.proxy.heal();
  return killed;
};

/** The directory that the running process writes to. */
const ownDirectory = async (slot: BotSlot): Promise<string | undefined> => {
  const names = await readdir(slot.journalDir).catch(() => []);
  const name = names.filter((one) => !one.startsWith('.') && !one.includes('~')).at(-1);
  return name === undefined ? undefined : path.join(slot.journalDir, name);
};

export const botProcess: readonly Fault[] = [
  {
    name: 'bot killed',
    holds: ['bot'],
    weight: 3,
    possible: always,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      const killed = await slot.kill();
      await pauseFor(dice.between(0, 500));
      await slot.start();
      return killed ? 1 : 0;
    },
  },
  {
    name: 'bot killed mid-flush',
    holds: ['bot', 'link'],
    weight: 3,
    possible: always,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      const killed = await killAtCommit(slot, dice.between(1, 6), 1_500);
      await slot.start();
      return killed ? 1 : 0;
    },
  },
  {
    name: 'bot killed mid-replay',
    holds: ['bot', 'link'],
    weight: 3,
    possible: always,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      // Without its line it takes changes into the journal alone ...
      slot.proxy.refuse(true);
      slot.proxy.cut();
      await pauseFor(dice.between(300, 900));
      const pending = (await slot.health())?.journal.pending ?? 0;
      // ... and is killed while it brings them home, or after a restart in the middle of it.
      if (dice.chance(0.4)) {
        await slot.kill();
        slot.proxy.refuse(false);
        const killing = killAtCommit(slot, dice.between(1, Math.max(1, pending - 1)), 4_000);
        await slot.start().catch(() => undefined);
        const killed = await killing;
        await slot.start();
        return killed && pending > 0 ? 1 : 0;
      }
      slot.proxy.refuse(false);
      const killed = await killAtCommit(slot, dice.between(1, Math.max(1, pending - 1)), 4_000);
      await slot.start();
      return killed && pending > 0 ? 1 : 0;
    },
  },
  {
    name: 'bot killed mid-rotation',
    holds: ['bot'],
    weight: 3,
    possible: always,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      const dir = await ownDirectory(slot);
      if (dir === undefined) return 0;
      const kills: Promise<boolean>[] = [];
      const rotated = await within(2_500, (done) => {
        const watcher = watch(dir, (_event, name) => {
          if (name === null || !/^(spare|\d+\.seg)$/.test(name)) return;
          if (kills.length === 0) kills.push(slot.kill());
          done();
        });
        return () => watcher.close();
      });
      const killed = (await Promise.all(kills)).includes(true);
      await slot.start();
      return rotated && killed ? 1 : 0;
    },
  },
  {
    name: 'bot stopped (SIGSTOP)',
    holds: ['bot'],
    weight: 2,
    possible: always,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      const stopped = slot.pause();
      await pauseFor(dice.between(100, 2_500));
      slot.resume();
      return stopped ? 1 : 0;
    },
  },
];
