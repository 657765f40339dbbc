import { Agent, request, type Dispatcher } from 'undici';
import { AddressRefused, isRefusedHost, lookupOf, systemNames, type ResolveName } from './public-names.js';

/** What came of one request. `status` of HTTP; else why there was no answer. */
export type Sent =
  { readonly ok: true; readonly status: number } | { readonly ok: false; readonly answer: string; readonly isGone: boolean };

export interface Sender {
  /** One request, no redirects. Never rejects. */
  send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Sent>;
  close(): Promise<void>;
}

export interface SenderOptions {
  /** May addresses be reached that are not on the internet? */
  readonly isPrivateAllowed: boolean;
  readonly resolve?: ResolveName;
}

/** ms for the connection, and for the answer to begin. */
const WITHIN_MS = 10_000;
/** ms for all of it. */
const ALTOGETHER_MS = 15_000;
/** Bytes of an answer that are read, so that its connection can be used again; a longer one is cut off. */
const ANSWER_BYTES = 4_096;
/** To one receiver at once, and ms that an unused connection is kept. */
const CONNECTIONS = 4;
const KEPT_MS = 4_000;

/** Sends webhooks. */
export const createSender = ({ isPrivateAllowed, resolve = systemNames }: SenderOptions): Sender => {
  const agent = new Agent({
    connect: { lookup: lookupOf(resolve, isPrivateAllowed), timeout: WITHIN_MS },
    connections: CONNECTIONS,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
    headersTimeout: WITHIN_MS,
    bodyTimeout: WITHIN_MS,
    maxResponseSize: ANSWER_BYTES,
    pipelining: 1,
  });
  return {
    send: async (url, headers, body) => {
      if (!isPrivateAllowed && isRefusedHost(url)) return { ok: false, answer: 'refused', isGone: false };
      try {
        const signal = AbortSignal.timeout(ALTOGETHER_MS);
        const answer = await request(url, { method: 'POST', dispatcher: agent, headers, body, signal });
        await drop(answer);
        const { statusCode: status } = answer;
        return status >= 200 && status < 300
          ? { ok: true, status }
          : { ok: false, answer: String(status), isGone: status === 410 };
      } catch (error) {
        return { ok: false, answer: failureOf(error), isGone: false };
      }
    },
    close: () => agent.destroy(),
  };
};

/** The status is all that matters; a body that is too long or broken changes nothing about it. */
const drop = async ({ body }: Dispatcher.ResponseData): Promise<void> => {
  await body.dump({ limit: ANSWER_BYTES }).catch(() => undefined);
};

const failureOf = (error: unknown): string => {
  const name = error instanceof Error ? error.name : '';
  if (error instanceof AddressRefused) return 'refused';
  return name === 'TimeoutError' || name.endsWith('TimeoutError') ? 'timeout' : 'unreachable';
};
