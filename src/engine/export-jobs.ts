import type { SpaceId, UserId } from '../domain/ids.js';

/** How far an export is, as its process tells the others. */
export type ExportJob =
  /** So many go first. */
  | { readonly kind: 'waiting'; readonly place: number }
  /** `of` null: nobody knows yet how many rows there are. */
  | { readonly kind: 'running'; readonly rows: number; readonly of: number | null }
  /** It can be fetched until then, ms. `path`: on the disk of its process. */
  | {
      readonly kind: 'ready';
      readonly until: number;
      readonly isOthers: boolean;
      readonly file: {
        readonly path: string;
        readonly name: string;
        readonly contentType: string;
        readonly size: number;
        readonly rows: number;
      };
    }
  | { readonly kind: 'failed'; readonly code: string }
  /** It has ended, and whoever asked for it was told or is being told. */
  | { readonly kind: 'over' };

/** Names an export among those of its member. */
export interface ExportJobKey {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly id: string;
}

/** A job that was not told of for so long is gone with its process, ms. */
export const JOB_FOR_MS = 20_000;

/** Exports that are under way, told to all processes by the one that makes each. All reject with `StoreUnavailable` while Redis is away. */
export interface ExportJobs {
  /** Tells how far it is at `now` (ms); to be done again before `JOB_FOR_MS` are over. @returns whether somebody wishes that it ends */
  tell(key: ExportJobKey, job: ExportJob, now: number): Promise<boolean>;
  /** Null: no process has told of it lately. */
  get(key: ExportJobKey, now: number): Promise<ExportJob | null>;
  /** Its process ends it the next time that it tells of it. */
  wishEnd(key: ExportJobKey): Promise<void>;
}
