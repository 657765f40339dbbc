/** The disk's part of `journal` in domain/health. */
export interface JournalHealth {
  readonly state: 'ok' | 'failed';
  /** Changes on the disk that the store has not confirmed. */
  readonly pending: number;
  /** Age of the oldest of them, ms. */
  readonly lagMs: number;
  /** On the disk, with what is allocated. */
  readonly bytes: number;
  readonly segments: number;
}

/** The journal could not take a record: nothing of it is promised. */
export class JournalFailed extends Error {
  override readonly name = 'JournalFailed';
}
