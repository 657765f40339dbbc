import { join } from 'node:path';
import type { Ids } from '../../domain/ports.js';
import { createDirectory, LOCK } from './directory.js';
import type { JournalFs } from './fs.js';
import type { Processes } from './owner.js';

export interface OwnDirectoryOptions {
  readonly fs: JournalFs;
  readonly root: string;
  readonly ids: Ids;
  readonly processes: Processes;
}

/** The directory of this process: made with its lock when it is wanted, kept ours by a heartbeat, given free at the end. */
export class OwnDirectory {
  readonly #options: OwnDirectoryOptions;
  /** Tried for until it works. */
  #wanted = '';
  #name = '';

  constructor(options: OwnDirectoryOptions) {
    this.#options = options;
  }

  /** Empty until there is one. */
  get name(): string {
    return this.#name;
  }

  /** Makes it unless it is there, and answers its path. Rejects as the disk does; the next call tries again. */
  async make(): Promise<string> {
    const { fs, root, ids, processes } = this.#options;
    if (this.#name === '') {
      this.#wanted ||= ids.next().replaceAll(/[^\w-]/g, '');
      await createDirectory(fs, root, this.#wanted, processes);
      this.#name = this.#wanted;
    }
    return join(root, this.#name);
  }

  /** Shows that we live. False when the lock is gone: a process that thought us dead took the directory. `now`: wall clock, ms */
  async beat(now: number): Promise<boolean> {
    if (this.#name === '') return true;
    try {
      await this.#options.fs.touch(this.#lock, now);
      return true;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    }
  }

  /** It is somebody else's now: the next `make` makes another. */
  giveUp(): void {
    this.#wanted = '';
    this.#name = '';
  }

  /** Without a lock it is a dead process's, which is what we are about to be. */
  async release(): Promise<void> {
    if (this.#name !== '') await this.#options.fs.remove(this.#lock).catch(() => undefined);
  }

  get #lock(): string {
    return join(this.#options.root, this.#name, LOCK);
  }
}
