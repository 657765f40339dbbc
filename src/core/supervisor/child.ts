import type { ChildProcess } from 'node:child_process';
import type { Clock, Logger } from '../../domain/ports.js';
import type { IdentifyDesk, Turn } from './identify-desk.js';
import { toSupervisor, type Report, type ToChild } from './messages.js';
import type { Group } from './plan.js';

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** One child process, from its birth to its end. */
export interface Child {
  readonly group: Group;
  readonly pid: number;
  readonly state: 'starting' | 'ready' | 'gone';
  /** Where it serves the API, and over HTTP takes interactions; null before it is ready. */
  readonly url: string | null;
  /** Resolves with true when it can take interactions, with false when it ends before. */
  readonly ready: Promise<boolean>;
  readonly exited: Promise<Exit>;
  /** Ends its standby. Resolves with false when it ends instead. */
  takeOver(): Promise<boolean>;
  register(): Promise<boolean>;
  /** Its health and metrics; null when it does not say within `ms`, or has not started. */
  report(ms: number): Promise<Report | null>;
  /** Monotonic ms: its last word. */
  readonly heardAt: number;
  stop(): void;
  kill(): void;
}

export const watchChild = (
  process: ChildProcess,
  group: Group,
  deps: { readonly desk: IdentifyDesk; readonly clock: Clock; readonly log: Logger },
): Child => {
  const { desk, clock, log } = deps;
  const turns = new Map<number, Turn>();
  const reports = new Map<number, (report: Report | null) => void>();
  const life: { state: Child['state']; url: string | null; heardAt: number; asked: number } = {
    state: 'starting',
    url: null,
    heardAt: clock.monotonic(),
    asked: 0,
  };
  const ready = once<boolean>();
  const tookOver = once<boolean>();
  const registered = once<boolean>();
  const exited = once<Exit>();

  const tell = (message: ToChild): void => {
    if (!process.connected) return;
    // The end of the process is told by its exit.
    process.send(message, () => undefined);
  };
  const gone = (exit: Exit): void => {
    if (life.state === 'gone') return;
    life.state = 'gone';
    for (const turn of turns.values()) turn.cancel();
    turns.clear();
    for (const answer of reports.values()) answer(null);
    for (const one of [ready, tookOver, registered]) one.resolve(false);
    exited.resolve(exit);
  };

  process.on('exit', (code, signal) => gone({ code, signal }));
  process.on('error', (error) => {
    log.error({ process: group.name, error }, 'a process could not be started or told something');
    if (process.pid === undefined) gone({ code: null, signal: null });
  });
  process.on('message', (received) => {
    const { data: message } = toSupervisor.safeParse(received);
    life.heardAt = clock.monotonic();
    switch (message?.type) {
      case 'wantIdentify': {
        const { n, shard } = message;
        turns.set(
          n,
          desk.request(shard, () => tell({ type: 'identify', n })),
        );
        break;
      }
      case 'identifying':
        turns.get(message.n)?.used();
        turns.delete(message.n);
        break;
      case 'noIdentify':
        turns.get(message.n)?.cancel();
        turns.delete(message.n);
        break;
      case 'ready':
        if (life.state !== 'starting') break;
        life.state = 'ready';
        life.url = message.url;
        ready.resolve(true);
        break;
      case 'tookOver':
        tookOver.resolve(true);
        break;
      case 'registered':
        registered.resolve(true);
        break;
      case 'report':
        reports.get(message.n)?.(message.report);
        break;
      case undefined:
        log.warn({ process: group.name }, 'a process said what this version does not understand');
    }
  });

  return {
    group,
    pid: process.pid ?? 0,
    get state() {
      return life.state;
    },
    get url() {
      return life.url;
    },
    get heardAt() {
      return life.heardAt;
    },
    ready: ready.promise,
    exited: exited.promise,
    takeOver() {
      tell({ type: 'takeOver' });
      return tookOver.promise;
    },
    register() {
      tell({ type: 'register' });
      return registered.promise;
    },
    report(ms) {
      if (life.state === 'gone') return Promise.resolve(null);
      const n = ++life.asked;
      return new Promise((resolve) => {
        const answer = (report: Report | null): void => {
          cancel();
          reports.delete(n);
          resolve(report);
        };
        const cancel = clock.after(ms, () => answer(null));
        reports.set(n, answer);
        tell({ type: 'report', n });
      });
    },
    stop: () => tell({ type: 'stop' }),
    kill: () => void process.kill('SIGKILL'),
  };
};

const once = <T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve: (value) => resolve(value) };
};
