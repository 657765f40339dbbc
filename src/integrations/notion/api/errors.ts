/**
 * Why Notion did not do something, in words of our own.
 * `not-shared`: there is no such thing, or it was not shared with the connection (Notion does not tell these apart);
 * `wrong-kind`: it is there, but a page where a database was wanted, say; `no-rights`: the connection lacks a capability;
 * `unauthorized`: the token is not (or no longer) taken; `rate-limited`, `overloaded`, `conflict`, `gateway`: another time;
 * `lost`: no answer came; `refused`: the request does not go with what Notion has; `unexpected`: the answer was none that we know.
 */
export const NOTION_ERROR_KINDS = [
  'not-shared',
  'wrong-kind',
  'no-rights',
  'unauthorized',
  'rate-limited',
  'overloaded',
  'conflict',
  'gateway',
  'lost',
  'refused',
  'unexpected',
] as const;
export type NotionErrorKind = (typeof NOTION_ERROR_KINDS)[number];

export interface NotionErrorFacts {
  /** Of HTTP; null when no answer came. */
  readonly status: number | null;
  /** Notion's own code, such as `validation_error`; null without one. */
  readonly code: string | null;
  /** How long Notion wants us to wait, ms; null: it did not say. */
  readonly retryAfterMs: number | null;
  /** Of 429: `integration` or `workspace`, as far as Notion says. */
  readonly reason: string | null;
  /** What was asked for may have been done all the same: it is to be looked up before it is asked for again. */
  readonly mayHaveHappened: boolean;
}

const NOTHING_KNOWN: NotionErrorFacts = { status: null, code: null, retryAfterMs: null, reason: null, mayHaveHappened: false };

/** Its message names the kind and Notion's code, and nothing of what was sent or answered: pages hold what people wrote. */
export class NotionError extends Error {
  override readonly name = 'NotionError';
  readonly kind: NotionErrorKind;
  readonly facts: NotionErrorFacts;

  constructor(kind: NotionErrorKind, facts: Partial<NotionErrorFacts> = {}) {
    const code = facts.code ?? null;
    super(`Notion: ${kind}${code === null ? '' : ` (${code})`}`);
    this.kind = kind;
    this.facts = { ...NOTHING_KNOWN, ...facts };
  }
}

const PASSING: readonly NotionErrorKind[] = ['rate-limited', 'overloaded', 'conflict', 'gateway', 'lost'];

/** May the same request go well later, without anybody doing something about it? */
export const isPassing = ({ kind }: NotionError): boolean => PASSING.includes(kind);

/** Was it for nothing, for sure? Then it may be asked for again at once, whatever it was. */
export const isUndone = (error: NotionError): boolean => !error.facts.mayHaveHappened;
