import { ENTRIES_MAX } from '../domain/commands.js';
import type { DomainError } from '../domain/errors.js';
import { requestId, sessionId, type SessionId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Clocking, Corrections, Request } from '../engine/api.js';
import type { PlannedEntry } from './fates.js';
import type { MemberPlan, OnTheClock } from './plan.js';

/** The part of the engine that a history is written through. */
export type Writing = Pick<Clocking, 'clockIn' | 'pause'> &
  Pick<Corrections, 'importEntries' | 'addEntry' | 'editEntry' | 'deleteEntry' | 'adjust' | 'confirm'>;

/** The engine refused something. What was written by then stays. */
export class SampleFailed extends Error {
  override readonly name = 'SampleFailed';
  readonly error: DomainError;

  constructor(error: DomainError) {
    super(`the sample history could not be written: ${error.code}`);
    this.error = error;
  }
}

const must = <T>(result: Result<T, DomainError>): T => {
  if (!result.ok) throw new SampleFailed(result.error);
  return result.value;
};

/**
 * Writes what is planned for one member, in the order in which it would have happened. All of it is asked for at `at` and the ms after it, since the
 * engine takes no change that is older than its clock by more than a quarter of an hour.
 * @returns how many entries are there in the end, the running one not among them
 * @throws SampleFailed
 */
export const writeMember = async (
  writing: Writing,
  member: { readonly space: SpaceId; readonly user: UserId; readonly seed: number; readonly at: number },
  { entries, running }: MemberPlan,
): Promise<number> => {
  const { space, user, seed, at } = member;
  let count = 0;
  const request = (): Request => {
    count += 1;
    return { space, user, requestId: requestId(`s${seed}-${user}-${count}`), at: at + count, source: 'sample' };
  };

  const written: { readonly id: SessionId; readonly planned: PlannedEntry }[] = [];
  const measured = entries.filter(({ fate }) => fate.type !== 'added');
  for (let from = 0; from < measured.length; from += ENTRIES_MAX) {
    const chunk = measured.slice(from, from + ENTRIES_MAX);
    const asked = request();
    must(await writing.importEntries({ ...asked, entries: chunk.map(({ entry }) => entry) }));
    // As the engine names imported entries.
    written.push(...chunk.map((planned, nth) => ({ id: sessionId(`${asked.requestId}.${nth}`), planned })));
  }
  for (const planned of entries.filter(({ fate }) => fate.type === 'added')) {
    const { session } = must(await writing.addEntry({ ...request(), entry: planned.entry }));
    written.push({ id: session.id, planned });
  }
  for (const { id, planned } of written) await befell(writing, request, id, planned);
  if (running !== null) await clockIn(writing, request, running);
  return written.filter(({ planned }) => planned.fate.type !== 'deleted').length;
};

const befell = async (
  writing: Writing,
  request: () => Request,
  session: SessionId,
  { fate, isConfirmed }: PlannedEntry,
): Promise<void> => {
  if (fate.type === 'deleted') must(await writing.deleteEntry({ ...request(), session }));
  else if (fate.type === 'adjusted') must(await writing.adjust({ ...request(), session, effectiveMs: fate.effectiveMs }));
  else if (fate.type === 'edited') must(await writing.editEntry({ ...request(), session, patch: fate.patch }));
  if (isConfirmed) must(await writing.confirm({ ...request(), session }));
};

/** Clocks in now, and says then that it was earlier: the clock itself takes nothing that is long ago. */
const clockIn = async (writing: Writing, request: () => Request, { entry, isPaused }: OnTheClock): Promise<void> => {
  const { category, note, startedAt } = entry;
  const { session } = must(await writing.clockIn({ ...request(), category, note }));
  must(await writing.editEntry({ ...request(), session: session.id, patch: { startedAt } }));
  if (isPaused) must(await writing.pause(request()));
};
