import { findServer, versionOf } from '../../../engine/redis/managed-process.js';
import { readSchema } from '../../../engine/redis/migrations/migrate.js';
import { SCHEMA } from '../../../engine/redis/migrations/index.js';
import { requireScripts, UnusableRedis } from '../../../engine/redis/requirements.js';
import { NotServing } from '../../../engine/redis/serving.js';
import type { Connection } from '../../../engine/redis/connection.js';
import type { Check } from '../check.js';
import { amber, green, red, type Finding } from '../finding.js';

/** Of a managed Redis that does not run: is there a program for it? */
const program = async (): Promise<Finding> => {
  try {
    const found = await findServer();
    return green(
      `the managed Redis does not run; ${found} (${(await versionOf(found)) ?? 'of an unknown version'}) will be started with the bot`,
    );
  } catch (error) {
    if (!(error instanceof UnusableRedis)) throw error;
    return red(error.message, 'Install redis-server 7.0 or newer (`npm start` offers to), or set REDIS_URL');
  }
};

const schemaOf = async (connection: Connection): Promise<readonly Finding[]> => {
  const task = <T>(run: (on: Connection) => Promise<T>) => run(connection);
  const schema = await readSchema({ read: task, write: task });
  if (schema === null || schema === SCHEMA) return [];
  return schema > SCHEMA
    ? [
        red(
          `the database has schema ${schema}, and this version knows ${SCHEMA} at most`,
          'Start a newer version of Punchcard, or restore a backup that was made before it',
        ),
      ]
    : [
        amber(
          `the database has schema ${schema}; the next start brings it to ${SCHEMA}`,
          'Make a backup before the start: older versions do not start on it afterwards',
        ),
      ];
};

const serving = async (connection: Connection, name: string): Promise<Finding> => {
  try {
    await requireScripts(connection);
    const refusal = await connection.check();
    return refusal === null
      ? green(`${name} answers and takes changes`)
      : red(refusal, 'Mend what the server names; changes wait in the journal until then');
  } catch (error) {
    if (error instanceof UnusableRedis) return red(error.message, 'Update the server, or set REDIS_URL to another one');
    if (error instanceof NotServing)
      return red(error.message, 'Let REDIS_URL lead to the primary, or give the user its rights (docs/redis-user.conf)');
    throw error;
  }
};

/** Is it there, new enough, with data that we understand, and does it take changes? */
export const redisServer: Check = {
  name: 'Redis',
  async look({ redis }) {
    const look = await redis.open();
    if (look.kind === 'absent') return [await program()];
    if (look.kind === 'unreachable')
      return [
        red(
          `Redis cannot be reached: ${look.reason}`,
          'Start it, or correct REDIS_URL (host, port, user, password, rediss:// for TLS)',
        ),
      ];
    const { connection } = look;
    const info = await redis.info('server').catch(() => new Map<string, string>());
    const version = info.get('valkey_version') ?? info.get('redis_version');
    const name = `${info.has('valkey_version') ? 'Valkey' : 'Redis'} ${version ?? 'of an unknown version'}`;
    return [await serving(connection, name), ...(await schemaOf(connection))];
  },
};
