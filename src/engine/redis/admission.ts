import type { Connection } from './connection.js';
import { ensureSchema, type SchemaOptions } from './migrations/migrate.js';
import { requireScripts, UnusableRedis } from './requirements.js';

export interface Admission {
  /** Rejects while the server is of no use to us: too old, its data too new, or not to be asked now. */
  readonly admit: () => Promise<void>;
  /** It is being found out, or a migration runs. */
  readonly busy: boolean;
  /** Why this server will not do. */
  readonly refusal: UnusableRedis | null;
}

/** Before anything of ours goes to a server, each time it comes (back): does it know what we need, and has it our schema? */
export const admitting = (connection: Connection, options: SchemaOptions): Admission => {
  const life: { busy: boolean; refusal: UnusableRedis | null } = { busy: false, refusal: null };
  const redis = {
    read: <T>(task: (connection: Connection) => Promise<T>) => task(connection),
    write: <T>(task: (connection: Connection) => Promise<T>) => task(connection),
  };
  return {
    get busy() {
      return life.busy;
    },
    get refusal() {
      return life.refusal;
    },
    admit: async () => {
      life.busy = true;
      try {
        await requireScripts(connection);
        await ensureSchema(redis, options);
        life.refusal = null;
      } catch (error) {
        if (error instanceof UnusableRedis) {
          if (life.refusal === null) options.log.error({ reason: error.message }, 'Redis is of no use');
          life.refusal = error;
        }
        throw error;
      } finally {
        life.busy = false;
      }
    },
  };
};
