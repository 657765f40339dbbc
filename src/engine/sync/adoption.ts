import type { Clock } from '../../domain/ports.js';
import { adoptDead, type AdoptOptions } from '../journal/adopt.js';
import type { Disk } from '../journal/disk.js';
import type { Journal } from '../journal/journal.js';
import { inOrder } from '../members/runs.js';
import type { Newest } from '../members/newest.js';
import type { Sync } from './sync.js';

export interface AdoptionParts extends Omit<AdoptOptions, 'now'> {
  readonly journal: Journal;
  readonly disk: Disk;
  readonly newest: Newest;
  readonly sync: Pick<Sync, 'found' | 'doubt' | 'drainAll'>;
  readonly clock: Clock;
}

/** Takes over what dead processes of our disk left in their journals, again and again; what has to be brought to Redis follows by itself. */
export class Adoption {
  readonly #parts: AdoptionParts;
  #last: Promise<void> = Promise.resolve();
  #isComplete = false;

  constructor(parts: AdoptionParts) {
    this.#parts = parts;
  }

  /** False before the first time, and while the disk refuses something. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Resolves when what was asked for is done. */
  get done(): Promise<void> {
    return this.#last;
  }

  /** One after the other; does not reject. */
  run(): Promise<void> {
    this.#last = this.#last.then(() => this.#adopt());
    return this.#last;
  }

  async #adopt(): Promise<void> {
    const { journal, disk, newest, sync, clock, log } = this.#parts;
    try {
      // Without a name the other processes wait longer for those that were here. Their journals are taken over all the same.
      await disk.identify().catch((error: unknown) => log.info({ err: error }, 'the disk of the journals has no name yet'));
      const { records, complete } = await adoptDead(journal, { ...this.#parts, now: clock.now() });
      this.#isComplete = complete;
      await sync.found(records);
      newest.takenOver(inOrder(records.flatMap(({ record, settled }) => (settled ? [record] : []))));
      sync.doubt(records.map(({ record }) => record));
      if (records.length > 0) void sync.drainAll();
    } catch (error) {
      this.#isComplete = false;
      log.error({ err: error }, 'the journals of earlier processes could not be taken over');
    }
  }
}
