import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_ANSWERS } from '../api.js';
import type { DraftState } from '../mapping/draft-state.js';
import { readTask, type Task } from './plan-file.js';

/** `DATA_DIR/imports`: a folder for each draft and each run. Processes of one machine share it. */
export interface Folders {
  readonly file: (id: string) => string;
  readonly rows: (id: string) => string;
  readonly plan: (id: string) => string;
  /** Null: there is none. */
  readDraft(id: string): Promise<DraftState | null>;
  writeDraft(state: DraftState): Promise<void>;
  /** Makes the folder of a draft, with its file, and answers how many bytes it has; null when these are more than `max`: then nothing is left. Rejects when the bytes do. */
  create(id: string, bytes: Uint8Array | AsyncIterable<Uint8Array>, max: number): Promise<number | null>;
  /** From then on it is a run, or an undoing of one: it goes on after a restart. What only a draft needs goes. */
  writeTask(task: Task): Promise<void>;
  remove(id: string): Promise<void>;
  drafts(): Promise<readonly DraftState[]>;
  tasks(): Promise<readonly Task[]>;
  /** Folders that are neither a draft nor a run and that nothing was put into since that moment (ms, by the machine's clock): their process was stopped while a file came. */
  strays(before: number): Promise<readonly string[]>;
}

/** Names of folders; anything else that comes as an id names none. */
const ID = /^[\w-]{1,40}$/;

export const foldersIn = (dir: string): Folders => {
  const at = (id: string, name: string): string => {
    if (!ID.test(id)) throw new TypeError('not the id of an import');
    return join(dir, id, name);
  };
  const all = async (): Promise<readonly string[]> => (await readdir(dir).catch(() => [])).filter((name) => ID.test(name));

  const writeWhole = async (path: string, text: string): Promise<void> => {
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };

  const remove = async (id: string): Promise<void> => {
    if (ID.test(id)) await rm(join(dir, id), { recursive: true, force: true });
  };

  const readDraft = async (id: string): Promise<DraftState | null> => {
    if (!ID.test(id)) return null;
    const text = await readFile(at(id, 'draft.json'), 'utf8').catch(() => null);
    if (text === null) return null;
    // Written by this program; an older version may not have known every answer.
    const state = JSON.parse(text) as DraftState;
    return { ...state, answers: { ...NO_ANSWERS, ...state.answers } };
  };

  return {
    file: (id) => at(id, 'file'),
    rows: (id) => at(id, 'rows'),
    plan: (id) => at(id, 'plan'),
    readDraft,
    writeDraft: (state) => writeWhole(at(state.id, 'draft.json'), JSON.stringify(state)),
    async create(id, bytes, max) {
      await mkdir(join(dir, id), { recursive: true, mode: 0o700 });
      let size = 0;
      try {
        const file = await open(at(id, 'file'), 'w', 0o600);
        try {
          for await (const part of bytes instanceof Uint8Array ? [bytes] : bytes) {
            size += part.length;
            if (size > max) break;
            await file.writeFile(part);
          }
        } finally {
          await file.close();
        }
      } catch (error) {
        await remove(id);
        throw error;
      }
      if (size <= max) return size;
      await remove(id);
      return null;
    },
    async writeTask(task) {
      await mkdir(join(dir, task.id), { recursive: true, mode: 0o700 });
      await writeWhole(at(task.id, 'task.json'), JSON.stringify(task));
      for (const name of ['draft.json', 'file', 'rows']) await rm(at(task.id, name), { force: true });
    },
    remove,
    async drafts() {
      const found: DraftState[] = [];
      for (const id of await all()) {
        const draft = await readDraft(id).catch(() => null);
        if (draft !== null) found.push(draft);
      }
      return found;
    },
    async tasks() {
      const found: Task[] = [];
      for (const id of await all()) {
        const task = await readTask(at(id, 'task.json'));
        if (task !== null) found.push(task);
      }
      return found;
    },
    async strays(before) {
      const found: string[] = [];
      for (const id of await all()) {
        const names = await readdir(join(dir, id)).catch(() => null);
        if (names === null || names.includes('draft.json') || names.includes('task.json')) continue;
        const times = await Promise.all(['', ...names].map((name) => stat(join(dir, id, name)).catch(() => null)));
        if (times.every((one) => one === null || one.mtimeMs < before)) found.push(id);
      }
      return found;
    },
  };
};
