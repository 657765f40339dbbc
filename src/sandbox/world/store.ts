import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxLog } from '../options.js';
import { worldSchema, type StoredWorld } from './model.js';
import type { World } from './world.js';

const DEBOUNCE_MS = 250;

/** Keeps the world in one JSON file: written beside and renamed, so that a kill at any moment leaves the old or the new one. */
export class WorldStore {
  readonly #file: string;
  readonly #folder: string;
  readonly #log: SandboxLog;
  #cancel: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();
  #stop: () => void = () => undefined;

  constructor(folder: string, log: SandboxLog) {
    this.#folder = folder;
    this.#file = join(folder, 'world.json');
    this.#log = log;
  }

  /** The stored world, its links moved to `url`; null when there is none. A file that cannot be read is set aside, not lost. */
  async load(url: string, now: number): Promise<StoredWorld | null> {
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const stored = parseWorld(text);
    if (stored) return stored.url === '' || stored.url === url ? stored : parseWorld(text.replaceAll(stored.url, url));
    const aside = `${this.#file}.unreadable-${now}`;
    await rename(this.#file, aside);
    this.#log.warn(
      { file: this.#file, aside },
      'sandbox: the stored world could not be read; it was set aside and a new one begins',
    );
    return null;
  }

  /** Writes the world a moment after it changed. */
  follow(world: World): void {
    this.#stop = world.listen(() => {
      this.#cancel ??= world.clock.after(DEBOUNCE_MS, () => {
        this.#cancel = null;
        this.save(world).catch((error: unknown) => this.#log.error({ err: error }, 'sandbox: the world could not be stored'));
      });
    });
  }

  save(world: World): Promise<void> {
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        const text = JSON.stringify(world.dump());
        await mkdir(this.#folder, { recursive: true });
        const file = await open(`${this.#file}.tmp`, 'w', 0o600);
        try {
          await file.writeFile(text);
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(`${this.#file}.tmp`, this.#file);
      });
    return this.#writing;
  }

  async close(world: World): Promise<void> {
    this.#stop();
    this.#cancel?.();
    this.#cancel = null;
    await this.save(world);
  }
}

const parseWorld = (text: string): StoredWorld | null => {
  try {
    return worldSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
