/** A sample history is not for this place; the message says why. */
export class SampleRefused extends Error {
  override readonly name = 'SampleRefused';
}

/** How many members got entries, and how many entries. */
export interface SampleCounts {
  readonly members: number;
  readonly entries: number;
}
