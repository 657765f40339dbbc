import { domainError, type DomainError } from '../../src/domain/errors.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import {
  NO_ANSWERS,
  type Answers,
  type DraftKey,
  type ImportDraft,
  type ImportRequest,
  type ImportRights,
  type ImportRun,
  type Imports,
  type Preview,
  type Question,
  type RunKey,
  type Upload,
} from '../../src/import/api.js';

const NONE = { count: 0, first: [] };

export const PREVIEW: Preview = {
  questions: [],
  stored: { entries: 0, ms: 0, from: null, to: null, members: [], categories: [] },
  ...{ problems: NONE, duplicates: NONE, overlaps: NONE, isOverlapStored: false, shifted: NONE, open: NONE },
  ...{ ignored: 0, untimedSkipped: 0, refused: NONE },
  remarks: { twice: NONE, never: NONE, breaksAtEnd: NONE, notesCut: NONE },
};

const gone = err(domainError('IMPORT_GONE'));
const notFound = err(domainError('IMPORT_RUN_NOT_FOUND'));

/** What is asked by `questions` and not answered yet. */
const stillAsked = (question: Question, draft: ImportDraft): boolean => {
  switch (question.about) {
    case 'categories':
      return draft.labels.some(({ choice }) => choice === null);
    case 'people':
      return draft.people.some(({ choice }) => choice === null);
    default:
      return draft.answers[question.about] === null;
  }
};

/** Imports of which the test says what is recognised, what would be stored, and how far they are. Drafts and runs are those of whoever made them. */
export class FakeImports implements Imports {
  /** What is recognised of the next file, and asked about it. */
  recognises: Partial<Omit<ImportDraft, 'answers'>> = {};
  previews: Preview = PREVIEW;
  refuses: DomainError | null = null;
  readonly opened: (Upload & { readonly bytes: Uint8Array })[] = [];
  /** The rights that were asked with, and the requests that begun something. */
  readonly rights: ImportRights[] = [];
  readonly requests: ImportRequest[] = [];
  readonly #drafts = new Map<string, { draft: ImportDraft; questions: readonly Question[] }>();
  readonly #runs = new Map<string, ImportRun>();
  readonly #listeners = new Map<string, Set<(run: ImportRun) => void>>();
  readonly #settled = new Map<string, (() => void)[]>();

  async open(upload: Upload): Promise<Result<ImportDraft, DomainError>> {
    const parts: Uint8Array[] = [];
    if (upload.bytes instanceof Uint8Array) parts.push(upload.bytes);
    else for await (const part of upload.bytes) parts.push(part);
    const bytes = Buffer.concat(parts);
    this.opened.push({ ...upload, bytes });
    if (this.refuses !== null) return err(this.refuses);
    const questions = this.recognises.questions ?? [];
    const draft: ImportDraft = {
      ...{ space: upload.space, by: upload.by, member: upload.member, id: `draft${this.opened.length}` },
      ...{ name: upload.name, bytes: bytes.length, until: 0, answers: NO_ANSWERS, questions },
      recognised: {
        ...{ format: 'toggl', encoding: 'utf-8', hasByteOrderMark: false, separator: ',', headerLanguage: 'en' },
        ...{ header: [], sample: [], columns: {}, dateOrder: 'ymd', dateOrderRow: null },
        ...{ hasOffsets: false, zone: null, files: [] },
      },
      ...{ labelField: 'project', labelFields: ['project'], labels: [], people: [], rows: 0, span: null, problems: NONE },
      ...this.recognises,
    };
    this.#drafts.set(draft.id, { draft, questions });
    return ok(draft);
  }

  draft({ space, by, id }: DraftKey): Promise<Result<ImportDraft, DomainError>> {
    const draft = this.#drafts.get(id)?.draft;
    return Promise.resolve(draft?.space === space && draft.by === by ? ok(draft) : gone);
  }

  async answer(key: DraftKey, answers: Partial<Answers>): Promise<Result<ImportDraft, DomainError>> {
    const found = await this.draft(key);
    const kept = this.#drafts.get(key.id);
    if (!found.ok || kept === undefined) return found;
    const { draft } = kept;
    const said = {
      ...{ ...draft.answers, ...answers },
      categories: { ...draft.answers.categories, ...answers.categories },
      people: { ...draft.answers.people, ...answers.people },
    };
    const next: ImportDraft = {
      ...draft,
      answers: said,
      labelField: said.labelField ?? draft.labelField,
      labels: draft.labels.map((use) => ({ ...use, choice: said.categories[use.label] ?? use.choice })),
      people: draft.people.map((use) => ({ ...use, choice: said.people[use.name] ?? use.choice })),
    };
    kept.draft = { ...next, questions: kept.questions.filter((question) => stillAsked(question, next)) };
    return ok(kept.draft);
  }

  async preview(key: DraftKey, rights: ImportRights): Promise<Result<Preview, DomainError>> {
    this.rights.push(rights);
    const draft = await this.draft(key);
    if (!draft.ok) return draft;
    if (draft.value.questions.length > 0)
      return err(domainError('IMPORT_QUESTIONS_OPEN', { count: draft.value.questions.length }));
    const isAnswered = draft.value.answers.shifted !== null;
    return ok(isAnswered ? { ...this.previews, questions: [] } : this.previews);
  }

  async begin(key: DraftKey, rights: ImportRights, request: ImportRequest): Promise<Result<ImportRun, DomainError>> {
    const preview = await this.preview(key, rights);
    const draft = await this.draft(key);
    if (!preview.ok) return preview;
    if (!draft.ok) return draft;
    this.requests.push(request);
    this.#drafts.delete(key.id);
    const { entries, ms, from, to, members } = preview.value.stored;
    const run: ImportRun = {
      ...{ id: `run${this.requests.length}`, space: key.space, by: key.by, name: draft.value.name, format: 'toggl' },
      ...{ state: 'running', begunAt: request.at, endedAt: null, done: 0, of: entries, stored: 0, left: 0, ms, from, to },
      ...{ members: members.map(({ user }) => user), undoUntil: null, staying: NONE, error: null },
    };
    this.#runs.set(run.id, run);
    return ok(run);
  }

  discard({ id }: DraftKey): Promise<void> {
    this.#drafts.delete(id);
    return Promise.resolve();
  }

  runs({ space, by }: Pick<RunKey, 'space' | 'by'>): Promise<Result<readonly ImportRun[], DomainError>> {
    return Promise.resolve(ok([...this.#runs.values()].filter((run) => run.space === space && run.by === by).reverse()));
  }

  run({ space, by, id }: RunKey): Promise<Result<ImportRun, DomainError>> {
    const run = this.#runs.get(id);
    return Promise.resolve(run?.space === space && run.by === by ? ok(run) : notFound);
  }

  watch({ id }: RunKey, listener: (run: ImportRun) => void): () => void {
    const all = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, all.add(listener));
    return () => all.delete(listener);
  }

  async settled(key: RunKey): Promise<Result<ImportRun, DomainError>> {
    const run = await this.run(key);
    if (!run.ok || !(run.value.state === 'running' || run.value.state === 'undoing')) return run;
    await new Promise<void>((resolve) => {
      this.#settled.set(key.id, [...(this.#settled.get(key.id) ?? []), resolve]);
    });
    return this.run(key);
  }

  async cancel(key: RunKey): Promise<Result<ImportRun, DomainError>> {
    const run = await this.run(key);
    if (!run.ok) return run;
    if (run.value.state !== 'running') return err(domainError('IMPORT_NOT_RUNNING'));
    this.become(key.id, { state: 'cancelled' });
    return this.run(key);
  }

  async undo(key: RunKey, request: ImportRequest): Promise<Result<ImportRun, DomainError>> {
    const run = await this.run(key);
    if (!run.ok) return run;
    if (run.value.undoUntil === null) return err(domainError('IMPORT_UNDONE'));
    this.requests.push(request);
    this.become(key.id, { state: 'undoing', done: 0 });
    return this.run(key);
  }

  /** The run goes on to this. */
  become(id: string, change: Partial<ImportRun>): void {
    const run = this.#runs.get(id);
    if (run === undefined) throw new Error(`no run ${id}`);
    const next = { ...run, ...change };
    this.#runs.set(id, next);
    for (const listener of this.#listeners.get(id) ?? []) listener(next);
    if (next.state === 'running' || next.state === 'undoing') return;
    for (const resolve of this.#settled.get(id) ?? []) resolve();
    this.#settled.delete(id);
  }

  /** The process was started anew. */
  forgetDrafts(): void {
    this.#drafts.clear();
  }
}
