import { StoreUnavailable } from '../store.js';

/** Refused by the server before anything was done: try again later. */
const NOT_NOW =
  /^(LOADING|BUSY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|READONLY|OOM|MISCONF|NOREPLICAS|NOAUTH|NOPERM|WRONGPASS|ERR max number of clients)/;
/** Nothing was sent; or redirected until the patience was over, and who redirects has done nothing (clients.ts: nothing else is sent again). */
const NOT_SENT =
  /isn't writeable|Cluster isn't ready|enableOfflineQueue|ECONNREFUSED|ENOENT|Too many Cluster redirections\. Last error: \w*Error: (?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN) /;
/** Sent, and nobody knows what became of it. */
const UNKNOWN =
  /Command timed out|Connection is closed|max retries per request|Too many Cluster redirections|aborted|Socket timeout|ECONNRESET|EPIPE|ETIMEDOUT|Cluster is ended|None of startup nodes|Failed to refresh slots/i;

/**
 * What a failed command means: Redis could not be reached (`StoreUnavailable`), or null for everything else (a script's error, damaged data),
 * which is a defect of ours and says nothing of the link.
 * @param write whether the command changes anything; a read is never "maybe applied"
 */
export const unavailable = (error: unknown, write: boolean): StoreUnavailable | null => {
  if (error instanceof StoreUnavailable) return error;
  if (!(error instanceof Error)) return null;
  const text = `${error.message} ${'code' in error ? String(error.code) : ''}`;
  // A failed script may have written before it failed only for these; they refuse at the door.
  if (NOT_NOW.test(text) || NOT_SENT.test(text))
    return new StoreUnavailable(error.message, { maybeApplied: false, cause: error });
  if (UNKNOWN.test(text)) return new StoreUnavailable(error.message, { maybeApplied: write, cause: error });
  return null;
};
