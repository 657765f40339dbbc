import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../../support/bot-process.js';
import { startRedis, type RedisProcess } from '../../support/redis.js';
import { reservePort } from './ports.js';

/** What faults need of a server: `DEBUG`, small steps while loading, and replicas that begin at once. */
const SETTINGS = [
  ...['--enable-debug-command', 'local', '--loading-process-events-interval-bytes', '1024'],
  ...['--repl-diskless-sync-delay', '0', '--busy-reply-threshold', '20', '--maxmemory-policy', 'noeviction'],
];

interface Running {
  readonly redis: RedisProcess;
  readonly dir: string;
  readonly port: number;
}

const start = async (): Promise<Running> => {
  const [dir, port] = [await mkdtemp(path.join(tmpdir(), 'punchcard-torture-redis-')), await reservePort()];
  return { dir, port, redis: await startRedis({ dir, port, settings: SETTINGS }) };
};

/** The Redis under torture: one real server, or after a failover the one that was its replica. */
export class RedisServer {
  #running: Running;

  private constructor(running: Running) {
    this.#running = running;
  }

  static async start(): Promise<RedisServer> {
    return new RedisServer(await start());
  }

  get port(): number {
    return this.#running.port;
  }
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  command(...args: string[]): Promise<string> {
    return this.#running.redis.command(...args);
  }
  kill(): Promise<void> {
    return this.#running.redis.kill();
  }
  restart(): Promise<void> {
    return this.#running.redis.restart();
  }
  pause(): void {
    this.#running.redis.pause();
  }
  resume(): void {
    this.#running.redis.resume();
  }

  /** Bytes of the append-only file that is being written. */
  async aofSize(): Promise<number> {
    return (await stat(await this.#aof())).size;
  }

  /** Cuts bytes off the end of the append-only file, but nothing before `floor`. For a server that is dead. Answers how many. */
  async loseTail(bytes: number, floor: number): Promise<number> {
    const file = await this.#aof();
    const { size } = await stat(file);
    const lost = Math.max(0, Math.min(bytes, size - floor));
    await truncate(file, size - lost);
    return lost;
  }

  /**
   * The server dies and a replica takes over that saw nothing of the last `lagMs`. Answers how many bytes of history it lacks. Connections go
   * to the new `port` from then on.
   */
  async failOver(lagMs: number): Promise<number> {
    const old = this.#running;
    const replica = await start();
    await replica.redis.command('REPLICAOF', '127.0.0.1', String(old.port));
    const synced = async (): Promise<true | undefined> =>
      (await replica.redis.command('INFO', 'replication')).includes('master_link_status:up') ? true : undefined;
    await eventually(synced, 'the replica to follow');
    // From here on it hears nothing: what its master writes now is the lag.
    await replica.redis.command('REPLICAOF', 'NO', 'ONE');
    const seen = await offset(replica.redis);
    await new Promise((resolve) => setTimeout(resolve, lagMs));
    const written = await offset(old.redis);
    await old.redis.kill();
    this.#running = replica;
    await rm(old.dir, { recursive: true, force: true });
    return Math.max(0, written - seen);
  }

  async stop(): Promise<void> {
    this.resume();
    await this.#running.redis.stop();
    await rm(this.#running.dir, { recursive: true, force: true });
  }

  async #aof(): Promise<string> {
    const folder = path.join(this.#running.dir, 'appendonlydir');
    const incremental = (await readdir(folder)).filter((name) => name.endsWith('.incr.aof'));
    // By number, not by name: the tenth comes after the ninth.
    const last = incremental.sort((a, b) => Number(/\.(\d+)\.incr/.exec(a)?.[1]) - Number(/\.(\d+)\.incr/.exec(b)?.[1])).at(-1);
    if (last === undefined) throw new Error(`no append-only file in ${folder}`);
    return path.join(folder, last);
  }
}

const offset = async (redis: RedisProcess): Promise<number> =>
  Number(/master_repl_offset:(\d+)/.exec(await redis.command('INFO', 'replication'))?.[1] ?? 0);
