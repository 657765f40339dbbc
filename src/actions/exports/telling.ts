import type { Cancel, Clock } from '../../domain/ports.js';
import type { ExportJob, ExportJobKey, ExportJobs } from '../../engine/export-jobs.js';

/** What tells the other processes of exports. */
export interface TellingDeps {
  readonly jobs: ExportJobs;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}

/** How often other processes are told of an export while it is made, and while its file waits to be fetched, ms. */
const EVERY_MS = 1_000;
const READY_EVERY_MS = 5_000;

/**
 * Tells the other processes of an export of this one, again and again, and hears when somebody wishes there that it ends. While Redis is away nobody is told,
 * and the export goes on. What ends at once was never told of.
 * @param own how far it is now, and what is done when it is to end
 * @returns to be called once when it has ended
 */
export const tellOthers = (
  key: ExportJobKey,
  own: { readonly job: () => ExportJob; readonly end: () => void },
  { jobs, clock }: TellingDeps,
): (() => void) => {
  let isOver = false;
  let isTold = false;
  let cancel: Cancel = () => undefined;
  const tell = async (job: ExportJob): Promise<void> => {
    isTold = true;
    try {
      if ((await jobs.tell(key, job, clock.now())) && !isOver) own.end();
    } catch {
      // Redis is away: this process knows of it all the same.
    }
  };
  const next = (): void => {
    if (isOver) return;
    const job = own.job();
    cancel = clock.after(job.kind === 'ready' || job.kind === 'failed' ? READY_EVERY_MS : EVERY_MS, () => {
      void tell(own.job()).then(next);
    });
  };
  next();
  return () => {
    if (isOver) return;
    isOver = true;
    cancel();
    if (isTold) void tell({ kind: 'over' });
  };
};
