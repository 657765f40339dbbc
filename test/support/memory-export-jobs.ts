import { JOB_FOR_MS, type ExportJob, type ExportJobKey, type ExportJobs } from '../../src/engine/export-jobs.js';

const nameOf = ({ space, user, id }: ExportJobKey): string => `${space} ${user} ${id}`;

/** What processes tell each other of exports, as `exportJobStore` keeps it; test/integration/export-jobs.test.ts holds the two against each other. */
export class MemoryExportJobs implements ExportJobs {
  readonly #told = new Map<string, { readonly at: number; readonly job: ExportJob }>();
  readonly #wishes = new Set<string>();

  tell(key: ExportJobKey, job: ExportJob, now: number): Promise<boolean> {
    this.#told.set(nameOf(key), { at: now, job });
    return Promise.resolve(this.#wishes.has(nameOf(key)));
  }

  get(key: ExportJobKey, now: number): Promise<ExportJob | null> {
    const found = this.#told.get(nameOf(key));
    return Promise.resolve(found === undefined || Math.abs(now - found.at) > JOB_FOR_MS ? null : found.job);
  }

  wishEnd(key: ExportJobKey): Promise<void> {
    this.#wishes.add(nameOf(key));
    return Promise.resolve();
  }
}
