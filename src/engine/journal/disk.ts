import type { Ids } from '../../domain/ports.js';
import { diskOf, instancesIn } from './directory.js';
import type { JournalFs } from './fs.js';

const BETWEEN = '.';

/** The root of the journals as the processes on other disks know it: those of one disk answer for each other. */
export class Disk {
  readonly #fs: JournalFs;
  readonly #root: string;
  readonly #made: string;
  #name = '';

  constructor({ fs, root, ids }: { readonly fs: JournalFs; readonly root: string; readonly ids: Ids }) {
    this.#fs = fs;
    this.#root = root;
    this.#made = ids.next().replaceAll(/[^\w-]/g, '');
  }

  /** Finds out its name, unless it is known. Rejects as the disk does; without a name nobody can answer for its processes. */
  async identify(): Promise<void> {
    if (this.#name === '') this.#name = await diskOf(this.#fs, this.#root, this.#made);
  }

  /** Names a process by its journal's instance; empty when it has none. */
  processOf(instance: string): string {
    return instance === '' ? '' : `${this.#name}${BETWEEN}${instance}`;
  }

  /** Which of the processes had their journal here, and have none any more: what it held is another's. Rejects as the disk does. */
  async gone(processes: readonly string[]): Promise<readonly string[]> {
    const ours = `${this.#name}${BETWEEN}`;
    const here = this.#name === '' ? [] : processes.filter((process) => process.startsWith(ours));
    if (here.length === 0) return [];
    const instances = await instancesIn(this.#fs, this.#root);
    return here.filter((process) => !instances.has(process.slice(ours.length)));
  }
}
