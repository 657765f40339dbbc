import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isSameTime } from '../../domain/same-session.js';
import type { Session } from '../../domain/session.js';
import type { Corrections } from '../../engine/api.js';
import { StoreUnavailable, type Store } from '../../engine/store.js';
import type { Staying } from '../api.js';
import { CHUNK } from './plan-file.js';

export interface TakeBackParts {
  readonly store: Pick<Store, 'history' | 'entry' | 'entries' | 'load'>;
  readonly corrections: Pick<Corrections, 'undo'>;
  readonly space: SpaceId;
  readonly actor: UserId;
  readonly source: string;
  readonly now: () => number;
  /** Called before anything of a member is taken back. */
  readonly announce: (user: UserId) => Promise<Result<unknown, DomainError>>;
  /** Called after each step; answers false when it has to stop. */
  readonly tell: (step: { readonly done: number; readonly staying: readonly Staying[] }) => Promise<boolean>;
}

/** Rows are looked for from a little before the run began on, since machines' clocks differ, ms. */
const EARLIER_MS = 3_600_000;

/** Changes that are read at a time: each of an import has many records, and all of them come in one reply. */
const CHANGES_READ = 10;

/** The entries that a run has made for a member, as it made them, by what the ledger tells. Rejects with StoreUnavailable. */
const madeBy = async (
  store: Pick<Store, 'history'>,
  {
    space,
    user,
    run,
    begunAt,
  }: { readonly space: SpaceId; readonly user: UserId; readonly run: string; readonly begunAt: number },
): Promise<ReadonlyMap<SessionId, Session>> => {
  const made = new Map<SessionId, Session>();
  let from: number | undefined;
  for (;;) {
    const { records, storedAt, next } = await store.history(space, user, from, CHANGES_READ);
    for (const record of records)
      if (
        record.kind === 'entry' &&
        record.event === 'entryImported' &&
        record.requestId.startsWith(`${run}.`) &&
        record.after !== null
      )
        made.set(record.after.id, record.after);
    // Newest first.
    if (next === null || (storedAt.at(-1) ?? Infinity) < begunAt - EARLIER_MS) break;
    from = next;
  }
  return made;
};

/** Is it as the import made it? That it was confirmed, or is counted in another way since, is no change of what it says. */
const isAsMade = (made: Session, now: Session): boolean => made.note === now.note && isSameTime(made, now);

/**
 * Takes back what a run has stored for its members: entries that were changed since stay. Going on after a crash is the same again, since what is gone is passed over.
 * STORE_UNAVAILABLE, and refusals of `undo` that are no reason for an entry to stay.
 */
export const takeBack = async (
  run: { readonly id: string; readonly begunAt: number; readonly members: readonly UserId[] },
  parts: TakeBackParts,
): Promise<Result<'done' | 'stopped', DomainError>> => {
  try {
    for (const user of run.members) {
      const { store, space } = parts;
      const made = [...(await madeBy(store, { space, user, run: run.id, begunAt: run.begunAt })).values()];
      made.sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
      const announced = made.length === 0 ? ok(null) : await parts.announce(user);
      if (!announced.ok) return announced;
      for (let from = 0; from < made.length; from += CHUNK) {
        const step = await takeSome(user, made.slice(from, from + CHUNK), parts);
        if (!step.ok) return step;
        if (!(await parts.tell(step.value))) return ok('stopped');
      }
    }
    return ok('done');
  } catch (error) {
    if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
    throw error;
  }
};

type Step = Parameters<TakeBackParts['tell']>[0];

const takeSome = async (user: UserId, made: readonly Session[], parts: TakeBackParts): Promise<Result<Step, DomainError>> => {
  const { store, space } = parts;
  const { active } = await store.load(space, user);
  // Those beside each other are read together; one that is not there any more is looked for by its id.
  const ends = made.map(({ endedAt, startedAt }) => endedAt ?? startedAt);
  const near = await store.entries(space, user, Math.min(...ends), Math.max(...ends) + 1);
  const byId = new Map(near.map((session) => [session.id, session]));
  const standing = await Promise.all(
    made.map(async (before) => {
      const now = active?.id === before.id ? active : (byId.get(before.id) ?? (await store.entry(space, user, before.id)));
      return { before, now };
    }),
  );
  const staying: Staying[] = [];
  const going: Session[] = [];
  for (const { before, now } of standing) {
    // Somebody has deleted it already.
    if (now === null) continue;
    if (now.endedAt === null) staying.push(stays(user, before, 'running'));
    else if (isAsMade(before, now)) going.push(now);
    else staying.push(stays(user, now, 'changed'));
  }
  const taken = await undo(user, going, parts);
  if (!taken.ok) return taken;
  return ok({ done: made.length, staying: [...staying, ...taken.value] });
};

const stays = (user: UserId, { startedAt, endedAt }: Session, because: Staying['because']): Staying => ({
  ...{ user, startedAt, because },
  endedAt: endedAt ?? startedAt,
});

/** All at once; one by one where somebody changes one of them at this moment. Answers what stays. */
const undo = async (
  user: UserId,
  entries: readonly Session[],
  parts: TakeBackParts,
): Promise<Result<readonly Staying[], DomainError>> => {
  const [first] = entries;
  if (first === undefined) return ok([]);
  const { space, actor, source, corrections } = parts;
  const changes = entries.map((now) => ({ before: null, after: now }));
  // The entry and its state name the request, so that a repeat after a crash is the same one.
  const id = requestId(`undo.${first.id}.${entries.length}`);
  const done = await corrections.undo({ space, user, actor, source, requestId: id, at: parts.now(), changes });
  if (done.ok) return ok([]);
  if (done.error.code !== 'ENTRY_CHANGED' && done.error.code !== 'NOTHING_TO_CHANGE') return done;
  if (entries.length === 1) return ok([stays(user, first, 'changed')]);
  const staying: Staying[] = [];
  for (const entry of entries) {
    const one = await undo(user, [entry], parts);
    if (!one.ok) return one;
    staying.push(...one.value);
  }
  return ok(staying);
};
