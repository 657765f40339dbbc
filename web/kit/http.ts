import { Refused } from './refused.js';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the answer was no JSON, or had no body. */
  readonly body: unknown;
}

/**
 * Sends a request to our own server and reads its JSON. `reasonOf` finds the sentence in a refusal.
 * @throws {Refused} for any status that is no success, and with status 0 when nothing answered
 */
export async function call(
  path: string,
  init: RequestInit | undefined,
  reasonOf: (body: unknown) => string | undefined,
): Promise<Answered> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw new Refused(0, cause instanceof Error ? cause.message : 'unreachable');
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, reasonOf(body) ?? response.statusText, body);
  return { status: response.status, headers: response.headers, body };
}

/** A body of JSON. */
export const sending = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
