import { readFile } from 'node:fs/promises';
import type { Clock, Ids, Logger, Random } from '../../domain/ports.js';
import { writeBackup } from '../../engine/backup/backup.js';
import { parseKey, type KeyMaterial } from '../../engine/backup/crypto.js';
import { BackupRefused } from '../../engine/backup/refusals.js';
import { restoreBackup, RestoreConflicts } from '../../engine/backup/restore.js';
import { keys } from '../../engine/redis/keys.js';
import type { Guarded } from '../../engine/redis/guarded.js';
import { ensureSchema } from '../../engine/redis/migrations/migrate.js';
import { integer, list } from '../../engine/redis/replies.js';
import type { Config } from '../config.js';
import type { Task } from './arguments.js';
import { openRedis } from './redis.js';

export interface CliParts {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  /** A line for the person at the terminal. */
  readonly say: (line: string) => void;
}

type Work<Kind> = Extract<Task, { readonly kind: Kind }>;

/** @throws BackupRefused, UnusableRedis */
export const runTask = async (task: Work<'backup'> | Work<'restore'>, parts: CliParts): Promise<void> => {
  const key = await readKey(task.keyFile, parts.config);
  const { redis, close } = await openRedis(parts.config, parts, task.kind === 'restore');
  try {
    if (task.kind === 'backup') await backup(task, redis, key, parts);
    else await restore(task, redis, key, parts);
  } finally {
    await close();
  }
};

const readKey = async (file: string | null, { backupKey }: Config): Promise<KeyMaterial | null> => {
  if (file === null) return backupKey === null ? null : parseKey(backupKey.reveal());
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BackupRefused(`--key-file: ${file} cannot be read`);
  });
  return parseKey(text);
};

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const backup = async (task: Work<'backup'>, redis: Guarded, key: KeyMaterial | null, parts: CliParts): Promise<void> => {
  const { clock, ids, version, say } = parts;
  if (key === null)
    say(
      'WARNING: the backup is not encrypted. It holds personal data in the clear: who worked when, on what, with which notes. ' +
        'Set BACKUP_KEY or give --key-file.',
    );
  const report = await writeBackup(redis, { path: task.file, key, scope: task.scope, clock, id: ids.next(), program: version });
  const { spaces, members, entries, rows, erased, bytes } = report;
  say(
    task.scope === 'erasures'
      ? `${task.file}: ${many(erased, 'erasure')}`
      : `${task.file}: ${many(spaces, 'space')}, ${many(members, 'member')}, ${many(entries, 'entry', 'entries')}, ` +
          `${many(rows, 'ledger row')}, ${many(erased, 'erasure')}; ${many(bytes, 'byte')}${key === null ? '' : ', encrypted'}`,
  );
};

/** Processes that listen for changes; 0 also when the user may not ask. */
const botsOn = async (redis: Guarded): Promise<number> => {
  const reply = redis.read((connection) => connection.send('PUBSUB', ['NUMSUB', keys.invalidation]));
  return reply.then(
    (counted) => integer(list(counted)[1]),
    () => 0,
  );
};

const restore = async (task: Work<'restore'>, redis: Guarded, key: KeyMaterial | null, parts: CliParts): Promise<void> => {
  const { clock, ids, log, say } = parts;
  const origin = ids.next();
  await ensureSchema(redis, { clock, log, owner: origin });
  const bots = await botsOn(redis);
  if (bots > 0)
    say(
      `WARNING: ${many(bots, 'process of the bot is', 'processes of the bot are')} connected. Changes made meanwhile may end the restore; better stop the bot first.`,
    );
  try {
    const report = await restoreBackup(redis, {
      path: task.file,
      key,
      only: task.only,
      force: task.force,
      erasures: task.erasures,
      origin,
      clock,
      log,
    });
    say(
      `restored ${many(report.spaces, 'space')}: ${many(report.members, 'member')} (${report.forced} over something newer or different), ` +
        `${many(report.entries, 'entry', 'entries')}, ${many(report.rows, 'ledger row')}; ` +
        `${many(report.already, 'member')} already there, ${report.erased} left out because they were erased since`,
    );
  } catch (error) {
    if (!(error instanceof RestoreConflicts)) throw error;
    for (const { what, standing, inRedis, inBackup } of error.conflicts)
      say(`  ${what}: ${standing} (version ${inRedis} in Redis, ${inBackup} in the backup)`);
    if (error.count > error.conflicts.length) say(`  ... and ${error.count - error.conflicts.length} more`);
    throw new BackupRefused(`${error.message}; --force puts the backup's state over it`, { cause: error });
  }
};
