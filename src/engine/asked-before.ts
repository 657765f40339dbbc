/** What is remembered of a request that carried a key of its own. */
export interface Asked {
  /** When it came first, ms: the moment of the change, and by which the ledger finds it again. */
  readonly at: number;
  /** Of all that was asked, so that another request under the same key is told from a repeated one. */
  readonly digest: string;
  /** What it was answered, where that is kept: JSON. */
  readonly answer?: string;
}

/** Requests that may come again, for a day, in all processes. Rejects with StoreUnavailable. */
export interface AskedBefore {
  /** Remembers it, unless something is remembered under the key already; answers what is remembered. */
  remember(key: string, asked: Asked): Promise<Asked>;
  /** Keeps what it was answered. */
  answered(key: string, asked: Asked & { readonly answer: string }): Promise<void>;
}

/** So long they are remembered, ms. */
export const ASKED_FOR_MS = 86_400_000;
