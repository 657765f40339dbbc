import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { categoryOfName, findCategory } from '../../domain/category-search.js';
import type { DomainError } from '../../domain/errors.js';
import { requestId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import type { Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Spaces } from '../../engine/spaces.js';
import { UPLOAD_MAX, type CategoryChoice, type ImportRights, type Imports, type RunKey } from '../../import/api.js';
import type { ImportTask } from './arguments.js';
import { showDraft, showPreview, showRun } from './show.js';
import { describeRefusal } from './words.js';

export interface RunParts {
  readonly imports: Imports;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  /** A line for whoever runs the program. */
  readonly say: (line: string) => void;
  /** Asks whether to go on; null: nobody is there to be asked. */
  readonly confirm: (() => Promise<boolean>) | null;
}

/** Exit codes; see USAGE. */
export const DONE = 0;
export const REFUSED = 1;
export const ASKED = 3;

/** It is refused; the message says why. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}

/** Whoever has the machine may do everything in it. */
const RIGHTS: ImportRights = { others: true, categories: true, refusal: () => null };

/** @throws ImportRefused */
const must = <T>(result: Result<T, DomainError>): T => {
  if (result.ok) return result.value;
  throw new ImportRefused(describeRefusal(result.error));
};

/** The four steps, or an import that is taken back. @returns the exit code @throws ImportRefused */
export const runTask = async (task: ImportTask, parts: RunParts): Promise<number> => {
  const config = await parts.spaces.get(task.space);
  const zone = config.settings.timeZone;
  const request = () => ({ requestId: requestId(parts.ids.next()), at: parts.clock.now(), source: 'program' });
  if (task.kind === 'undo') {
    const key = { space: task.space, by: task.member, id: task.run };
    must(await parts.imports.undo(key, request()));
    return ended(key, zone, parts);
  }

  const { imports, say } = parts;
  const draft = await openDraft(task, config, parts);
  try {
    for (const line of showDraft(draft)) say(line);
    if (draft.questions.length > 0) return ASKED;
    const preview = must(await imports.preview(draft, RIGHTS));
    for (const line of showPreview(preview, zone)) say(line);
    if (preview.questions.length > 0) return ASKED;
    if (task.dryRun || preview.stored.entries === 0) return DONE;
    if (!task.yes) {
      if (parts.confirm === null) say('   ? --yes stores it');
      if (parts.confirm === null || !(await parts.confirm())) return ASKED;
    }
    const run = must(await imports.begin(draft, RIGHTS, request()));
    return await ended(run, zone, parts);
  } finally {
    await imports.discard(draft);
  }
};

const openDraft = async (task: Extract<ImportTask, { readonly kind: 'import' }>, config: SpaceConfig, { imports }: RunParts) => {
  const { size } = await stat(task.file);
  if (size > UPLOAD_MAX)
    throw new ImportRefused(describeRefusal({ code: 'IMPORT_FILE_TOO_LARGE', params: { max: UPLOAD_MAX >> 20 } }));
  const { space, member, format } = task;
  const bytes = await readFile(task.file);
  const opened = must(await imports.open({ space, by: member, member, name: basename(task.file), bytes, format }));
  const categories = Object.fromEntries(
    [...task.map].map(([label, to]) => [label, choiceOf(to, config, task.answers.newCategories === true)]),
  );
  const answered = await imports.answer(opened, { ...task.answers, categories });
  if (!answered.ok) await imports.discard(opened);
  return must(answered);
};

/** @throws ImportRefused */
const choiceOf = (to: string | null, config: SpaceConfig, mayMake: boolean): CategoryChoice => {
  if (to === null) return { kind: 'ignore' };
  const known = categoryOfName(config, to) ?? findCategory(config, to);
  if (known !== undefined) return { kind: 'existing', id: known.id };
  if (!mayMake) throw new ImportRefused(`there is no category "${to}"; --new-categories makes it`);
  return { kind: 'new', name: to };
};

/** Tells how far it is, and in the end what became of it. */
const ended = async (key: RunKey, zone: string, { imports, say }: RunParts): Promise<number> => {
  let told = -1;
  const stop = imports.watch(key, ({ done, of }) => {
    if (done !== told) say(`   ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`);
    told = done;
  });
  try {
    const run = must(await imports.settled(key));
    for (const line of showRun(run, zone)) say(line);
    return run.state === 'done' || run.state === 'undone' ? DONE : REFUSED;
  } finally {
    stop();
  }
};
