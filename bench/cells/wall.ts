import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureArtifacts } from '../../scripts/lib/artifacts.mjs';
import { eventually } from '../../test/support/bot-process.js';
import { DiscordUser } from '../../test/support/discord-user.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { atMost, row, type Row } from '../lib/row.js';

const ROOT = join(import.meta.dirname, '../..');
const State = z.looseObject({
  me: z.looseObject({ id: z.string() }),
  guilds: z.array(z.looseObject({ id: z.string(), channels: z.array(z.looseObject({ id: z.string(), type: z.number() })) })),
});

/** Seconds from `npm start` to the answer of a click in its sandbox. */
const startOnce = async ({ dir, onEnd }: BenchContext): Promise<number> => {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: dir,
      DATA_DIR: await mkdtemp(join(dir, 'start-')),
      HTTP_PORT: '0',
      SANDBOX_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const { pid } = child;
  let gone = false;
  const stop = async (): Promise<void> => {
    if (gone || pid === undefined) return;
    gone = true;
    // npm and what it has started.
    process.kill(-pid, 'SIGTERM');
    await exit;
    // npm does not wait for it, and its files must not be taken away while it stops its Redis.
    await eventually(() => (isThere(-pid) ? undefined : true), 'the program to end');
  };
  onEnd(stop);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Punchcard is ready:\s+(\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`npm start ended:\n${output}`)));
  });
  const { me, guilds } = State.parse(await (await fetch(`${url}/sandbox/state`)).json());
  const [guild] = guilds;
  const channel = guild?.channels.find(({ type }) => type === 0);
  if (guild === undefined || channel === undefined) throw new Error('the sandbox has no channel');
  const person = await DiscordUser.connect(url, me.id);
  await person.command(guild.id, channel.id, 'status');
  const seconds = (performance.now() - began) / 1_000;
  person.close();
  await stop();
  return seconds;
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

export const wall: Cell = {
  name: 'wall',
  title: '`npm start` on a set-up clone',
  run: async (context): Promise<readonly Row[]> => {
    await ensureArtifacts();
    const seconds: number[] = [];
    for (let rep = 0; rep < Math.min(context.reps, 5); rep += 1) seconds.push(await startOnce(context));
    return [row({ what: 'from `npm start` to the first click answered', unit: 's', ours: seconds, bar: atMost(5, 'figure') })];
  },
};
