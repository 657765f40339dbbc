import { Refused } from '../../kit/refused.js';
import type { Problem } from './contract.js';

/** Is this what our API says when it refuses? What stands between it and us says other things. */
export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'detail' in body;

export const reasonOf = (body: unknown): string | undefined => (isProblem(body) ? body.detail : undefined);

/** What was refused and why; null for what the API did not say: no answer, or a fault of ours. */
export const problemOf = (error: unknown): Problem | null =>
  error instanceof Refused && isProblem(error.body) ? error.body : null;

export const isCode = (error: unknown, code: string): boolean => problemOf(error)?.code === code;

/** The change was made upon something that somebody has changed since. */
export const isOutdated = (error: unknown): boolean => error instanceof Refused && error.status === 412;

export const isUnreachable = (error: unknown): boolean =>
  error instanceof Refused && !isProblem(error.body) && error.status !== 401;
