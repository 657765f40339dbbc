import { spaceId } from '../../../domain/ids.js';
import { delay, type Clock, type Logger } from '../../../domain/ports.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { leaseStore } from '../lease-store.js';
import { bytesOrNull, integer } from '../replies.js';
import { UnusableRedis } from '../requirements.js';
import { scripts } from '../scripts.js';
import { scan } from '../space-reads.js';
import { OLDEST_SCHEMA, MIGRATIONS, type Migration } from './index.js';

export interface SchemaOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process among those that start at the same time. */
  readonly owner: string;
  readonly migrations?: readonly Migration[];
  /** ms that the right to migrate outlives a process that is gone; 15,000 unless told. */
  readonly leaseMs?: number;
}

const LEASE = 'schema';
const LOOK_AGAIN_MS = 250;

/** The schema that the database says it has; null when it says nothing. */
const marked = async (redis: Guarded): Promise<number | null> => {
  const held = bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.schema])))?.toString();
  if (held === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(held)) throw new UnusableRedis(`${keys.schema} is not a schema of Punchcard's`);
  return Number(held);
};

/** What a database that says nothing has; null when it is empty. */
const unmarked = async (redis: Guarded): Promise<number | null> => {
  const hasSpaces = integer(await redis.read((connection) => connection.send('EXISTS', [keys.spaces]))) > 0;
  return hasSpaces ? OLDEST_SCHEMA : null;
};

/** What the database has, marked or not; null when it is empty. */
export const readSchema = async (redis: Guarded): Promise<number | null> => (await marked(redis)) ?? (await unmarked(redis));

/**
 * Resolves when the database has the schema of this program: an empty one is marked, an older one is migrated, by one process at a time while
 * the others wait. A migration that was interrupted goes on behind the last space that was done.
 * @throws UnusableRedis when the schema is newer than this program
 */
export const ensureSchema = async (redis: Guarded, options: SchemaOptions): Promise<void> => {
  const { migrations = MIGRATIONS, clock, log } = options;
  const wanted = migrations.at(-1)?.to ?? OLDEST_SCHEMA;
  for (let waiting = false; ;) {
    const said = await marked(redis);
    const schema = said ?? (await unmarked(redis)) ?? wanted;
    if (schema > wanted)
      throw new UnusableRedis(
        `the database has schema ${schema}, and this version of Punchcard knows ${wanted} at most; start a newer version, or restore a backup that was made before it`,
      );
    if (schema === wanted) {
      if (said === null) await redis.write((connection) => connection.send('SET', [keys.schema, wanted, 'NX']));
      return;
    }
    const step = migrations.find(({ to }) => to === schema + 1);
    if (step === undefined) throw new UnusableRedis(`there is no way from schema ${schema} to ${wanted}`);
    if (await asTheOnlyOne(redis, options, (mine) => migrate(redis, step, options, mine))) continue;
    if (!waiting) log.info({ schema, wanted }, 'another process migrates the database; waiting for it');
    waiting = true;
    await delay(clock, LOOK_AGAIN_MS);
  }
};

/** Runs `work` while the lease is held; false when another process has it. `mine` becomes false when the lease could not be renewed. */
const asTheOnlyOne = async (
  redis: Guarded,
  { clock, owner, leaseMs = 15_000 }: SchemaOptions,
  work: (mine: () => boolean) => Promise<void>,
): Promise<boolean> => {
  const leases = leaseStore(redis);
  if (!(await leases.take(LEASE, owner, leaseMs)).mine) return false;
  let heldUntil = clock.monotonic() + leaseMs;
  const renew = async (): Promise<void> => {
    const asked = clock.monotonic();
    if ((await leases.take(LEASE, owner, leaseMs)).mine) heldUntil = asked + leaseMs;
  };
  const cancel = clock.every(leaseMs / 3, () => void renew().catch(() => undefined));
  try {
    await work(() => clock.monotonic() < heldUntil);
  } finally {
    cancel();
    await leases.release(LEASE, owner).catch(() => undefined);
  }
  return true;
};

const migrate = async (redis: Guarded, step: Migration, { clock, log }: SchemaOptions, mine: () => boolean): Promise<void> => {
  const done = keys.schemaDone(step.to);
  log.info({ schema: step.to, what: step.what }, 'migrating the database');
  let spaces = 0;
  for await (const name of scan(redis, 'SSCAN', keys.spaces)) {
    if (integer(await redis.read((connection) => connection.send('SISMEMBER', [done, name]))) === 1) continue;
    // Whoever has it now goes on behind the last space that is noted.
    if (!mine()) return;
    await step.space(redis, spaceId(name), clock.now());
    await redis.write((connection) => connection.send('SADD', [done, name]));
    spaces += 1;
  }
  await redis.write((connection) => connection.run(scripts.schema, [keys.schema], [step.to - 1, step.to]));
  await redis.write((connection) => connection.send('DEL', [done]));
  log.info({ schema: step.to, spaces }, 'the database is migrated');
};
