/** How often the API may be called by one caller: `quota` calls in each `seconds`. */
export interface Quota {
  readonly name: string;
  readonly quota: number;
  readonly seconds: number;
}

/** What is left of a quota, as the headers of an answer say it. */
export interface Left {
  readonly policy: Quota;
  readonly remaining: number;
  /** Until the window ends, ms. */
  readonly resetMs: number;
  /** Nothing was left: the call is refused. */
  readonly refused: boolean;
}

/** What all processes count together. */
export interface SharedCalls {
  /** Adds calls; null while all processes together are within the quota, else ms until the window ends. Rejects when Redis is away. */
  add(key: string, calls: number, quota: Quota): Promise<number | null>;
}
