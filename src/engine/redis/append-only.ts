import { spawn } from 'node:child_process';
import { constants, copyFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock, Logger } from '../../domain/ports.js';
import { UnusableRedis } from './requirements.js';

/** Bytes. A power cut costs the writes of a second or two; where more would go, a person has to look first. */
const CUT_MAX = 16 << 20;

/**
 * Mends the append-only file in `dir` after an end that was none (the server's pid file is still there): cuts off its end from the first command or
 * transaction that is not whole. Redis 7 does not start with garbage at the end; and of a transaction that is torn within a command it would leave
 * the beginning. The file as it was stays beside it as `<name>.damaged-<ms>`. What is cut off the journal offers again.
 * @param program the server's; called `...-check-aof` it is the checker
 * @throws UnusableRedis when more than 16 MB would have to go
 */
export const mendAppendOnly = async (
  program: string,
  dir: string,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Promise<void> => {
  const folder = join(dir, 'appendonlydir');
  const manifest = join(folder, 'appendonly.aof.manifest');
  if (!(await exists(join(dir, 'redis.pid'))) || !(await exists(manifest))) return;
  const found = await check(program, [manifest]);
  const [, name, size, whole] = [...found.text.matchAll(ANALYSED)].at(-1) ?? [];
  // All is well; or something is wrong that cutting does not mend, and the server says what.
  if (found.code === 0 || name === undefined || size === whole) return;
  // No crash tears a base, which is there only when it is whole: it is of a format that this server does not know.
  if (name.endsWith('.base.rdb')) return;
  const file = join(folder, basename(name));
  const lost = Number(size) - Number(whole);
  if (lost > CUT_MAX)
    throw new UnusableRedis(
      `${file} is damaged from byte ${whole} on, ${lost} bytes before its end. Restore a backup; or keep a copy of the file, and cut it there ` +
        `with redis-check-aof --fix ${manifest}`,
    );
  const kept = `${file}.damaged-${clock.now()}`;
  await copyFile(file, kept, constants.COPYFILE_FICLONE);
  const mended = await check(program, ['--fix', manifest]);
  log.warn(
    { file, kept, cutBytes: lost, mended: mended.code === 0 },
    'the append-only file of the managed Redis was damaged at its end',
  );
};

const ANALYSED = /^AOF analyzed: filename=(.+), size=(\d+), ok_up_to=(\d+),/gm;

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const check = (program: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      argv0: basename(program).replace('-server', '-check-aof'),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
    child.stdin.on('error', () => undefined);
    // It asks before it cuts.
    child.stdin.end('y\n');
  });
