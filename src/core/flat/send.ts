import { Refusal, UpdateAnswer } from './answer.js';
import { EXIT, ProgramEnd } from './exit.js';
import { isNotNow, patiently, type NotNow, type Waiting } from './patience.js';
import { NOTHING, receiptOf, together, type Receipt } from './receipt.js';
import type { FlatRow } from './row.js';
import type { Target } from './target.js';

/** Rows in one request: far below what a bot takes as one body, and answered within seconds. */
export const ROWS_AT_ONCE = 1_000;
/** About half a minute; whoever runs by cron comes again by itself. */
const PATIENCE = { tries: 5, first: 2_000, longest: 30_000 };
/** ms that one request may take. */
const TIMEOUT = 60_000;

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface Sending extends Waiting {
  readonly fetch: Fetch;
}

/**
 * Brings rows to a bot. Rows that it has already add nothing, so after any failure the same may simply be sent again.
 * @throws ProgramEnd when the bot is away (`away`), or takes none of them (`refused`)
 */
export const sendRows = async (rows: readonly FlatRow[], target: Target, sending: Sending): Promise<Receipt> => {
  let receipt = NOTHING;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    receipt = together(receipt, receiptOf(some, await update(some, target, sending)));
  }
  return receipt;
};

const update = async (rows: readonly FlatRow[], target: Target, sending: Sending): Promise<UpdateAnswer> => {
  const answer = await patiently(() => post(rows, target, sending), PATIENCE, sending);
  if (isNotNow(answer))
    throw new ProgramEnd(
      EXIT.away,
      `${answer.notNow}. Nothing is lost: the same upload later brings what is missing, and adds nothing twice`,
    );
  return answer;
};

const post = async (rows: readonly FlatRow[], { url, token }: Target, { fetch }: Sending): Promise<UpdateAnswer | NotNow> => {
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL('update?partial=true', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(rows),
      // The token is for this address and for no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    text = await response.text();
  } catch (error) {
    return { notNow: `the bot at ${url.origin} cannot be reached (${reasonOf(error)})`, after: null };
  }
  const { status } = response;
  if (status === 429 || status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    const after = Number.isFinite(seconds) ? seconds * 1000 : null;
    return { notNow: `the bot at ${url.origin} answers ${status}${said(text)}`, after };
  }
  if (status >= 300 && status < 400)
    throw new ProgramEnd(EXIT.refused, `${url.origin} sends to another address; give the one where the bot itself answers`);
  if (status === 401 || status === 403) throw new ProgramEnd(EXIT.refused, `the bot does not take this token${said(text)}`);
  if (status >= 400) throw new ProgramEnd(EXIT.refused, `the bot answers ${status}${said(text)}`);
  const answer = UpdateAnswer.safeParse(jsonOf(text));
  if (!answer.success)
    throw new ProgramEnd(EXIT.refused, `what answers at ${url.origin} is no Punchcard, or one of another version`);
  return answer.data;
};

const said = (text: string): string => {
  const refusal = Refusal.safeParse(jsonOf(text));
  const words = refusal.success ? (refusal.data.detail ?? refusal.data.title ?? refusal.data.code) : undefined;
  return words === undefined ? '' : `: ${words.slice(0, 300)}`;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** `fetch failed` says nothing; its cause does. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return error.name === 'TimeoutError' ? 'it does not answer in time' : error.message;
};
