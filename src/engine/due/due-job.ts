import type { z } from 'zod';
import type { SpaceId, UserId } from '../../domain/ids.js';

/** What is due, as the job gets it. */
export interface DueTask<Payload> {
  readonly space: SpaceId;
  /** Whose it is; null: the space's. */
  readonly user: UserId | null;
  readonly about: string;
  /** The moment at which it was due, ms: after an outage long ago. */
  readonly at: number;
  readonly payload: Payload;
}

/** `done`: the row goes. Else it stays, and is due again at that moment. */
export type DueOutcome<Payload> = 'done' | { readonly again: number; readonly payload: Payload };

/** A kind of due rows: their payload, and what is to be done. */
export interface DueJob<Payload = unknown> {
  /** Stands in the rows; it is never given to another kind. */
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  /**
   * Does it. It is called again with the same row when the process died before it could note the outcome, so what it does twice must come to the same as
   * once. When it rejects, it is called again later and later.
   */
  run(task: DueTask<Payload>): Promise<DueOutcome<Payload>>;
}

const KIND = /^[a-z][a-z-]{0,30}$/;

/** Declares a kind of due rows. @throws RangeError when its name does not fit into a row */
export const defineDueJob = <Payload>(job: DueJob<Payload>): DueJob => {
  if (!KIND.test(job.kind)) throw new RangeError(`not a kind of job: ${job.kind}`);
  return {
    kind: job.kind,
    payload: job.payload,
    run: (task) => job.run({ ...task, payload: job.payload.parse(task.payload) }),
  };
};
