import { parseArgs } from 'node:util';
import type { IdentifyTurn } from '../../discord/index.js';
import type { Logger } from '../../domain/ports.js';
import { toChild, type Report, type ToSupervisor } from './messages.js';

/** What a child process is told at its birth. */
export interface WorkerRole {
  readonly name: string;
  /** Processes of the bot. */
  readonly processes: number;
  /** Another process serves the same shards until we take over. */
  readonly standby: boolean;
}

export const workerArguments = ({ name, processes, standby }: WorkerRole): readonly string[] => [
  '--process',
  name,
  '--processes',
  `${processes}`,
  ...(standby ? ['--standby'] : []),
];

/** Null for a process that was started by a person. */
export const readWorkerRole = (args: readonly string[]): WorkerRole | null => {
  const { values } = parseArgs({
    args: [...args],
    options: { process: { type: 'string' }, processes: { type: 'string' }, standby: { type: 'boolean' } },
    strict: false,
  });
  if (typeof values.process !== 'string') return null;
  return { name: values.process, processes: Number(values.processes), standby: values.standby === true };
};

/** The channel to the supervisor, as a process has it. */
export interface Channel {
  readonly connected: boolean;
  send?(message: ToSupervisor): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** What the supervisor may ask of this process, once it is composed. */
export interface Workers {
  takeOver(): void;
  register(): Promise<void>;
  report(): Promise<Report>;
}

/** A child's side of the channel. */
export interface WorkerLink extends WorkerRole {
  readonly identify: IdentifyTurn;
  answerWith(workers: Workers): void;
  ready(url: string | null): void;
}

/** @param stop called once: the supervisor says so, or is gone */
export const connectToSupervisor = (
  role: WorkerRole,
  deps: { readonly channel: Channel; readonly log: Logger; readonly stop: (reason: string) => void },
): WorkerLink => {
  const { channel, log, stop } = deps;
  const turns = new Map<number, () => void>();
  let asked = 0;
  let workers: Workers | null = null;

  const tell = (message: ToSupervisor): void => {
    if (channel.connected) channel.send?.(message);
  };
  const register = async (): Promise<void> => {
    try {
      await workers?.register();
    } catch (error) {
      log.error({ error }, 'the commands could not be registered');
    }
    tell({ type: 'registered' });
  };
  const report = async (n: number): Promise<void> => {
    const said = await workers?.report().catch((error: unknown) => log.error({ error }, 'no report for the supervisor'));
    tell({ type: 'report', n, report: said ?? null });
  };

  const orphaned = (): void => stop('the supervisor is gone');
  channel.on('disconnect', orphaned);
  // It may have gone while this process was being loaded.
  if (!channel.connected) orphaned();
  channel.on('message', (received) => {
    const { data: message } = toChild.safeParse(received);
    switch (message?.type) {
      case 'identify':
        turns.get(message.n)?.();
        break;
      case 'takeOver':
        workers?.takeOver();
        tell({ type: 'tookOver' });
        break;
      case 'register':
        void register();
        break;
      case 'report':
        void report(message.n);
        break;
      case 'stop':
        stop('the supervisor says so');
        break;
      case undefined:
        log.warn({}, 'the supervisor said what this version does not understand');
    }
  });

  return {
    ...role,
    identify: (shard, signal) =>
      new Promise((resolve, reject) => {
        const n = ++asked;
        const giveUp = (): void => {
          turns.delete(n);
          tell({ type: 'noIdentify', n });
          reject(new Error('the shard was closed while it waited to identify'));
        };
        if (signal.aborted) {
          reject(new Error('the shard is closed'));
          return;
        }
        signal.addEventListener('abort', giveUp, { once: true });
        turns.set(n, () => {
          turns.delete(n);
          signal.removeEventListener('abort', giveUp);
          tell({ type: 'identifying', n });
          resolve();
        });
        tell({ type: 'wantIdentify', n, shard });
      }),
    answerWith: (given) => {
      workers = given;
    },
    ready: (url) => tell({ type: 'ready', url }),
  };
};
