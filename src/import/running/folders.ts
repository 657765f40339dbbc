import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  /** Makes the folder of a draft, with its file. */
  create(id: string, bytes: Uint8Array): Promise<void>;
  /** From then on it is a run, or an undoing of one: it goes on after a restart. What only a draft needs goes. */
  writeTask(task: Task): Promise<void>;
  remove(id: string): Promise<void>;
  drafts(): Promise<readonly DraftState[]>;
  tasks(): Promise<readonly Task[]>;
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
    async create(id, bytes) {
      await mkdir(join(dir, id), { recursive: true, mode: 0o700 });
      await writeFile(at(id, 'file'), bytes, { mode: 0o600 });
    },
    async writeTask(task) {
      await mkdir(join(dir, task.id), { recursive: true, mode: 0o700 });
      await writeWhole(at(task.id, 'task.json'), JSON.stringify(task));
      for (const name of ['draft.json', 'file', 'rows']) await rm(at(task.id, name), { force: true });
    },
    async remove(id) {
      if (ID.test(id)) await rm(join(dir, id), { recursive: true, force: true });
    },
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
  };
};
