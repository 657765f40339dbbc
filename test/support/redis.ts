import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RedisProcess {
  /** For `REDIS_URL`: `unix:<path>` for a socket, else `redis://127.0.0.1:<port>`. */
  readonly url: string;
  readonly pid: number;
  /** Orderly end; removes the directory if it was made here. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGSTOP / SIGCONT. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same address and directory; after `kill` or `stop`-less ends. */
  restart(): Promise<void>;
  /** One raw command over a connection of its own; the raw reply line or bulk. For set-up and sabotage (`SCRIPT FLUSH`). */
  command(...args: string[]): Promise<string>;
}

export interface RedisOptions {
  /** Loopback port; 0 or left out with `cluster`: a free one. */
  readonly port?: number;
  /** Path of a unix socket; the default without port and cluster is one in the directory. */
  readonly socket?: string;
  /** true: one node that owns all slots. `member`: a node that knows nobody yet (redis-cluster.ts makes a cluster of such). */
  readonly cluster?: boolean | 'member';
  /** More settings, as on the command line. */
  readonly settings?: readonly string[];
  readonly dir?: string;
  /** `everysec` unless told; `no` switches the AOF off. */
  readonly appendfsync?: 'always' | 'everysec' | 'no';
}

/** `REDIS_SERVER_BIN=valkey-server npm test` runs every test that starts a server on Valkey. */
export const SERVER = process.env['REDIS_SERVER_BIN'] ?? 'redis-server';

export const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
};

/** Sends one command and returns its reply, unparsed but for the type byte and a bulk's length line. */
const send = (where: net.NetConnectOpts, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(where);
    let reply = '';
    socket.setEncoding('utf8');
    socket.setTimeout(5_000, () => socket.destroy(new Error('no reply')));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      reply += String(chunk);
      if (reply.endsWith('\r\n')) socket.end();
    });
    socket.on('close', () => {
      if (reply.startsWith('-')) reject(new Error(reply.slice(1).trim()));
      else resolve(reply.startsWith('$') ? reply.slice(reply.indexOf('\r\n') + 2, -2) : reply.slice(1, -2));
    });
    socket.write(`*${args.length}\r\n${args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join('')}`);
  });

const alive = (child: ChildProcess | null): child is ChildProcess => child?.exitCode === null && child.signalCode === null;

/** A real redis-server of the test's own, in a temporary directory, ended by its pid. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisProcess> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'pc-redis-')));
  const isCluster = options.cluster !== undefined && options.cluster !== false;
  const onPort = isCluster || options.port !== undefined;
  const port = onPort ? (options.port ?? 0) || (await freePort()) : 0;
  const socket = options.socket ?? join(dir, 'redis.sock');
  const where: net.NetConnectOpts = onPort ? { host: '127.0.0.1', port } : { path: socket };
  const appendfsync = options.appendfsync ?? 'everysec';
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--daemonize',
    'no',
    '--loglevel',
    'warning',
  ];
  args.push('--appendonly', appendfsync === 'no' ? 'no' : 'yes', '--appendfsync', appendfsync);
  if (!onPort) args.push('--unixsocket', socket, '--unixsocketperm', '700');
  if (isCluster)
    args.push('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1', '--cluster-port', String(await freePort()));
  args.push(...(options.settings ?? []));
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const started = spawn(SERVER, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    let log = '';
    started.stdout.on('data', (chunk) => (log += String(chunk)));
    started.stderr.on('data', (chunk) => (log += String(chunk)));
    const giveUp = Date.now() + 15_000;
    for (;;) {
      if (!alive(started)) throw new Error(`redis-server ended: ${log}`);
      if ((await send(where, ['PING']).catch(() => '')) === 'PONG') break;
      if (Date.now() > giveUp) throw new Error(`redis-server does not answer: ${log}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (options.cluster !== true) return;
    await send(where, ['CLUSTER', 'ADDSLOTSRANGE', '0', '16383']).catch((error: unknown) => {
      if (!String(error).includes('already busy')) throw error;
    });
    while (!(await send(where, ['CLUSTER', 'INFO'])).includes('cluster_state:ok'))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!alive(child)) return;
    const exited = once(child, 'exit');
    if (signal !== 'SIGKILL') child.kill('SIGCONT');
    child.kill(signal);
    await exited;
  };
  const signal = (name: NodeJS.Signals): void => {
    if (alive(child)) child.kill(name);
  };

  await start();
  return {
    url: onPort ? `redis://127.0.0.1:${port}` : `unix:${socket}`,
    get pid() {
      return child?.pid ?? 0;
    },
    stop: async () => {
      await end('SIGTERM');
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    command: (...command) => send(where, command),
  };
}
