import type { Connection } from './connection.js';

/** The connection behind the breaker: what everything that stores uses. Rejects with `StoreUnavailable` when Redis cannot be reached. */
export interface Guarded {
  read<T>(task: (connection: Connection) => Promise<T>): Promise<T>;
  write<T>(task: (connection: Connection) => Promise<T>): Promise<T>;
}

export const guard = (
  connection: Connection,
  breaker: { run<T>(task: () => Promise<T>, kind: 'read' | 'write'): Promise<T> },
): Guarded => ({
  read: (task) => breaker.run(() => task(connection), 'read'),
  write: (task) => breaker.run(() => task(connection), 'write'),
});
