import type { Dispatcher } from 'undici';
import type { Clock } from '../domain/ports.js';

/** What came back; `body` undecoded. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

const HEADERS = { 'content-type': 'application/json' };

/**
 * POSTs JSON past @discordjs/rest: an interaction's callback has no bucket of its own and no token, so nothing of its queues, hashes and
 * signals is needed, and they are most of what a call costs.
 * Rejects when no answer came within `timeoutMs`.
 */
export const postStraight = (
  { agent, clock }: { readonly agent: Dispatcher; readonly clock: Pick<Clock, 'after'> },
  { origin, path, body, timeoutMs }: { origin: string; path: string; body: string; timeoutMs: number },
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    let status = 0;
    let chunks: Buffer[] | null = null;
    let late = false;
    let abort: ((error: Error) => void) | null = null;
    const cancel = clock.after(timeoutMs, () => {
      late = true;
      const error = new Error(`no answer within ${timeoutMs} ms`);
      reject(error);
      abort?.(error);
    });
    agent.dispatch(
      { origin, path, method: 'POST', headers: HEADERS, body },
      {
        onConnect: (stop) => {
          abort = stop;
          if (late) stop(new Error('too late to begin'));
        },
        onHeaders: (code) => {
          status = code;
          return true;
        },
        onData: (chunk) => {
          (chunks ??= []).push(chunk);
          return true;
        },
        onComplete: () => {
          cancel();
          resolve({ status, body: chunks === null ? '' : Buffer.concat(chunks).toString() });
        },
        onError: (error) => {
          cancel();
          reject(error);
        },
      },
    );
  });
