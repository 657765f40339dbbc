import type { Client } from '@notionhq/client';
import type { z } from 'zod';
import type { Clock } from '../../../domain/ports.js';
import { NotionError } from '../api/errors.js';
import type { Manner, Pace } from '../pace.js';
import { translateError } from './translate-error.js';

/** Everything here is written for this version of Notion's API, also when a later SDK speaks another one by itself. */
export const NOTION_VERSION = '2026-03-11';
/** After this long no answer is waited for, ms. */
const TIMEOUT_MS = 30_000;

export interface RequestsParts {
  /** Notion's own address, or of what stands in for it; without a slash at the end. */
  readonly baseUrl: string;
  /** Of the connection; given to the SDK, and to nothing else. */
  readonly token: string;
  readonly pace: Pace;
  readonly clock: Pick<Clock, 'now'>;
  /** ms; 30,000 unless told. */
  readonly timeoutMs?: number;
}

export interface Requests {
  /** Sends a request in its turn, and reads the answer. Rejects with `NotionError`. */
  ask<Answer>(schema: z.ZodType<Answer>, send: (client: Client) => Promise<unknown>, manner: Manner): Promise<Answer>;
}

/**
 * The SDK, which is loaded with the first request. It is told to try nothing again by itself (that is the pace's to do), and to log nothing: what it logs repeats
 * what pages hold.
 */
export const createRequests = ({ baseUrl, token, pace, clock, timeoutMs = TIMEOUT_MS }: RequestsParts): Requests => {
  let made: Promise<Client> | null = null;
  const client = (): Promise<Client> =>
    (made ??= import('@notionhq/client').then(
      (sdk) =>
        new sdk.Client({
          ...{ auth: token, baseUrl, notionVersion: NOTION_VERSION, retry: false, timeoutMs },
          logger: () => undefined,
          // The SDK gives up waiting for the beginning of an answer, but neither for its end nor the connection.
          fetch: (url, { method, headers, body } = {}) =>
            fetch(url, {
              ...(method === undefined ? {} : { method }),
              ...(headers === undefined ? {} : { headers }),
              ...(body === undefined ? {} : { body }),
              signal: AbortSignal.timeout(timeoutMs),
            }),
        }),
    ));

  return {
    ask: (schema, send, manner) =>
      pace.run(async () => {
        const sdk = await client();
        const answer = await send(sdk).catch((error: unknown) => {
          throw translateError(error, clock.now());
        });
        const read = schema.safeParse(answer);
        // It answered, so it was done: asking once more would do it twice.
        if (!read.success) throw new NotionError('unexpected', { status: 200, mayHaveHappened: true });
        return read.data;
      }, manner),
  };
};
