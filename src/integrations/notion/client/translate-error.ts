import { NotionError, type NotionErrorKind } from '../api/errors.js';

/** What of an error of the SDK, or of `fetch` below it, is looked at. Read by shape: the SDK is only loaded when it is needed. */
interface Seen {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
  readonly headers?: unknown;
  readonly additional_data?: unknown;
  readonly cause?: unknown;
}

const BY_CODE: Readonly<Record<string, NotionErrorKind>> = {
  unauthorized: 'unauthorized',
  restricted_resource: 'no-rights',
  object_not_found: 'not-shared',
  rate_limited: 'rate-limited',
  service_overload: 'overloaded',
  conflict_error: 'conflict',
  internal_server_error: 'gateway',
  service_unavailable: 'gateway',
  gateway_timeout: 'gateway',
};
const BY_STATUS: Readonly<Record<number, NotionErrorKind>> = {
  401: 'unauthorized',
  403: 'no-rights',
  404: 'not-shared',
  409: 'conflict',
  429: 'rate-limited',
  529: 'overloaded',
};
/** Notion says it in words alone: "… is a page, not a database". */
const OTHER_KIND = /\bis an? (page|database|data source|block)\b.*\bnot an? /i;
/** Nobody was reached at all, so nothing can have been done. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** Answered before anything was done. */
const BEFORE_DOING = new Set<NotionErrorKind>(['rate-limited', 'overloaded', 'conflict']);

/**
 * What the SDK threw, in our own words. Nothing of what Notion said is kept but its code: a message may repeat what was sent.
 * @param now ms, for a `Retry-After` that is a moment
 */
export const translateError = (thrown: unknown, now: number): NotionError => {
  if (thrown instanceof NotionError) return thrown;
  const seen: Seen = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const status = typeof seen.status === 'number' ? seen.status : null;
  if (status === null) return withoutAnswer(seen);
  const code = typeof seen.code === 'string' ? seen.code : null;
  const kind = kindOf(status, code, typeof seen.message === 'string' ? seen.message : '');
  const reason = field(seen.additional_data, 'rate_limit_reason');
  return new NotionError(kind, {
    ...{ status, code, reason: typeof reason === 'string' ? reason : null },
    retryAfterMs: retryAfterMs(header(seen.headers, 'retry-after'), now),
    mayHaveHappened: status >= 500 && !BEFORE_DOING.has(kind),
  });
};

const kindOf = (status: number, code: string | null, message: string): NotionErrorKind => {
  const known = BY_CODE[code ?? ''] ?? BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return 'gateway';
  return OTHER_KIND.test(message) ? 'wrong-kind' : 'refused';
};

const withoutAnswer = (seen: Seen): NotionError => {
  const code = field(seen.cause, 'code') ?? seen.code;
  const mayHaveHappened = !(typeof code === 'string' && NOT_REACHED.has(code));
  return new NotionError('lost', { code: typeof code === 'string' ? code : null, mayHaveHappened });
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

const header = (headers: unknown, name: string): string | null => (headers instanceof Headers ? headers.get(name) : null);

/** Seconds or a moment of HTTP; null for neither. */
const retryAfterMs = (value: string | null, now: number): number | null => {
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Math.ceil(Number(value) * 1_000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};
