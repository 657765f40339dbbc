import { connect } from '../../src/engine/redis/client.js';
import type { Connection } from '../../src/engine/redis/connection.js';
import type { Guarded } from '../../src/engine/redis/guarded.js';
import { realClock } from './chain.js';
import { FakeRandom, RecordingLogger } from './fakes.js';

/** A connection without breaker and caches, as the programs beside the bot have it. */
export const rawRedis = async (url: string): Promise<Guarded & { readonly connection: Connection }> => {
  const connection = connect({
    url,
    clock: realClock,
    random: new FakeRandom(),
    log: new RecordingLogger(),
    commandTimeoutMs: 10_000,
  });
  await new Promise<void>((resolve) => connection.onReady(resolve));
  return { connection, read: (task) => task(connection), write: (task) => task(connection) };
};
