import { domainError, type DomainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import type { Clock, Ids, Logger } from '../domain/ports.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { ThreadWork } from '../threads/thread-work.js';
import { DRAFT_FOR_MS, NO_ANSWERS, UPLOAD_MAX, type Answers, type DraftKey, type ImportDraft, type Upload } from './api.js';
import { changesReading, withAnswers } from './mapping/answers.js';
import type { DraftState } from './mapping/draft-state.js';
import { draftView } from './mapping/draft-view.js';
import type { Looked } from './recognise/look.js';
import type { Folders } from './running/folders.js';
import type { Answer, Order } from './thread/messages.js';

/** Drafts of one person, and of everybody on this machine, that wait at the same time: each has its file on the disk. */
const OWN_MAX = 5;
const ALL_MAX = 100;
const NAME_MAX = 200;

export interface DraftsParts {
  readonly folders: Folders;
  readonly thread: ThreadWork<Order, Answer>;
  readonly clock: Clock;
  /** By which the disk notes when a file was written. */
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

/** Imports that were not begun: a folder for each, and a thread that reads the files. */
export interface Drafts {
  open(upload: Upload, config: SpaceConfig): Promise<Result<ImportDraft, DomainError>>;
  /** IMPORT_GONE */
  find(key: DraftKey): Promise<Result<DraftState, DomainError>>;
  answer(key: DraftKey, more: Partial<Answers>, config: SpaceConfig): Promise<Result<ImportDraft, DomainError>>;
  discard(key: DraftKey): Promise<void>;
  /** Removes those that nobody went on with, and what is left of files that never came as a whole. */
  sweep(): Promise<void>;
}

export const createDrafts = ({ folders, thread, clock, machineClock, ids, log }: DraftsParts): Drafts => {
  /** Whose files are coming at this moment: they are no drafts yet. */
  const coming: UserId[] = [];

  const look = async (id: string, answers: Answers, zone: string): Promise<Result<Looked, DomainError>> => {
    const answer = await thread.ask({ file: folders.file(id), rows: folders.rows(id), answers, zone });
    if (answer !== null && 'looked' in answer) return ok(answer.looked);
    if (answer !== null && 'error' in answer) return err(answer.error);
    if (answer !== null) log.error({ reason: answer.reason }, 'a file could not be read for an import');
    return err(domainError('IMPORT_FAILED'));
  };

  const isOld = ({ touchedAt }: DraftState): boolean => clock.now() - touchedAt > DRAFT_FOR_MS;

  const mayOpen = async ({ by }: Upload): Promise<Result<void, DomainError>> => {
    let [own, all] = [coming.filter((user) => user === by).length, coming.length];
    for (const draft of await folders.drafts()) {
      if (isOld(draft)) {
        await folders.remove(draft.id);
        continue;
      }
      all += 1;
      if (draft.by === by) own += 1;
    }
    return own > OWN_MAX || all > ALL_MAX ? err(domainError('IMPORT_DRAFTS_FULL', { max: OWN_MAX })) : ok(undefined);
  };

  const find: Drafts['find'] = async ({ space, by, id }) => {
    const draft = await folders.readDraft(id);
    if (draft?.space !== space || draft.by !== by || isOld(draft)) return err(domainError('IMPORT_GONE'));
    return ok(draft);
  };

  /** Brings a file to the disk, and answers how many bytes it has. */
  const received = async (id: string, { bytes }: Upload): Promise<Result<number, DomainError>> => {
    try {
      const size = await folders.create(id, bytes instanceof Uint8Array ? bytes : fromOutside(bytes), UPLOAD_MAX);
      return size === null ? tooLarge() : ok(size);
    } catch (error) {
      if (!(error instanceof NotReceived)) throw error;
      log.info({ err: error.cause }, 'a file for an import did not come as a whole');
      return err(domainError('IMPORT_FILE_DAMAGED'));
    }
  };

  const take = async (upload: Upload, config: SpaceConfig): Promise<Result<ImportDraft, DomainError>> => {
    const { space, by, member, format } = upload;
    const id = ids.next();
    const size = await received(id, upload);
    if (!size.ok) return size;
    const answers = { ...NO_ANSWERS, format };
    const looked = await look(id, answers, config.settings.timeZone);
    if (!looked.ok) {
      await folders.remove(id);
      return looked;
    }
    const name = upload.name.slice(0, NAME_MAX);
    const state = { id, space, by, member, name, bytes: size.value, answers, looked: looked.value, touchedAt: clock.now() };
    await folders.writeDraft(state);
    return ok(draftView(state, config));
  };

  return {
    find,
    async open(upload, config) {
      const { by, bytes } = upload;
      if (bytes instanceof Uint8Array && bytes.length > UPLOAD_MAX) return tooLarge();
      // Noted before anything is waited for: of several at once each counts the others.
      coming.push(by);
      try {
        const may = await mayOpen(upload);
        return may.ok ? await take(upload, config) : may;
      } finally {
        coming.splice(coming.indexOf(by), 1);
      }
    },
    async answer(key, more, config) {
      const draft = await find(key);
      if (!draft.ok) return draft;
      const answers = withAnswers(draft.value.answers, more, config);
      if (!answers.ok) return answers;
      const looked = changesReading(more) ? await look(key.id, answers.value, config.settings.timeZone) : ok(draft.value.looked);
      if (!looked.ok) return looked;
      const state = { ...draft.value, answers: answers.value, looked: looked.value, touchedAt: clock.now() };
      await folders.writeDraft(state);
      return ok(draftView(state, config));
    },
    async discard(key) {
      if ((await find(key)).ok) await folders.remove(key.id);
    },
    async sweep() {
      for (const draft of await folders.drafts()) if (isOld(draft)) await folders.remove(draft.id);
      for (const id of await folders.strays(machineClock.now() - DRAFT_FOR_MS)) await folders.remove(id);
    },
  };
};

const tooLarge = () => err(domainError('IMPORT_FILE_TOO_LARGE', { max: UPLOAD_MAX >> 20 }));

/** Whoever sent a file has gone in the middle of it. */
class NotReceived extends Error {
  override readonly name = 'NotReceived';
}

/** The same bytes; what goes wrong with them is told apart from what goes wrong with the disk. */
async function* fromOutside(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new NotReceived('not received', { cause });
  }
}
