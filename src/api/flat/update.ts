import { createHash } from 'node:crypto';
import { requestOf, type Actor } from '../../actions/actor.js';
import { categoryOf, keepCategory, type Asked as AskedCategory } from '../../actions/category-of.js';
import { decidedOn } from '../../actions/entries/decided.js';
import { mayChange } from '../../actions/entries/limits.js';
import { ENTRIES_MAX, type EntryFields } from '../../domain/commands.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, sessionId, type SessionId } from '../../domain/ids.js';
import { firstClash } from '../../domain/overlap.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTE_MAX, type MemberState, type Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { ApiDeps } from '../deps.js';
import { msOf } from '../present.js';
import { difference, FlatRow, nameOf } from './row.js';

export type FlatMeans = Pick<ApiDeps, 'entries' | 'overview' | 'timesheet' | 'spaces' | 'ids' | 'log'>;

/** A row that is not stored, and why. */
export interface Refusal {
  readonly index: number;
  readonly error: DomainError;
  /** What is wrong with its fields. */
  readonly fields?: string;
}

export interface Difference {
  readonly index: number;
  readonly said: number;
  readonly is: number;
}

/** What would be stored of an array. */
export interface Sorted {
  readonly rows: readonly { readonly entry: EntryFields & { readonly session: SessionId }; readonly category: AskedCategory }[];
  readonly alreadyThere: number;
  readonly differences: readonly Difference[];
  readonly refusals: readonly Refusal[];
}

/** The id of the entry that a row becomes: the same row is the same entry, however it is changed later. */
const idOf = ({ space, user }: Actor, name: string): SessionId =>
  sessionId(`f${createHash('sha256').update(`${space}/${user}/${name}`).digest('hex').slice(0, 31)}`);

const SECOND = 1_000;
const spanOf = (startedAt: number, endedAt: number): string =>
  `${Math.floor(startedAt / SECOND)}-${Math.floor(endedAt / SECOND)}`;

interface Known {
  readonly config: SpaceConfig;
  readonly state: MemberState;
  readonly entries: readonly Session[];
}

/** Reads the array against what there is. Nothing is stored. Rejects with `StoreUnavailable`. */
export const sortRows = async (
  actor: Actor,
  given: readonly unknown[],
  deps: FlatMeans,
): Promise<Result<Sorted, DomainError>> => {
  const { space, user } = actor;
  const [config, status, entries] = await Promise.all([
    deps.spaces.get(space),
    deps.overview.status(space, user),
    deps.timesheet.entries(space, user, 0, Infinity),
  ]);
  if (!status.ok) return status;
  const known: Known = { config, state: status.value.state, entries };
  const ids = new Set<string>(entries.map(({ id }) => id));
  const spans = new Set(entries.map(({ startedAt, endedAt }) => spanOf(startedAt, endedAt ?? startedAt)));
  const rows: Sorted['rows'][number][] = [];
  const differences: Difference[] = [];
  const refusals: Refusal[] = [];
  let alreadyThere = 0;
  for (const [index, one] of given.entries()) {
    const read = FlatRow.safeParse(one);
    if (!read.success) {
      const fields = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
      refusals.push({ index, error: domainError('REQUEST_INVALID'), fields });
      continue;
    }
    const row = read.data;
    const [startedAt, endedAt] = [msOf(row.start), msOf(row.end)];
    const differs = difference(row, endedAt - startedAt);
    if (differs !== null) differences.push({ index, ...differs });
    const session = idOf(actor, row.activity_start_end ?? nameOf(row.activity_type, startedAt, endedAt));
    const span = spanOf(startedAt, endedAt);
    if (ids.has(session) || spans.has(span)) {
      alreadyThere += 1;
      continue;
    }
    const note = row.description ?? '';
    const fields = { note: note === '' ? null : note, startedAt, endedAt, pauses: [], overrideMs: null };
    const added = await addable(actor, row.activity_type, { ...fields, session }, rows, known, deps);
    if (!added.ok) {
      refusals.push({ index, error: added.error });
      continue;
    }
    ids.add(session);
    spans.add(span);
    rows.push(added.value);
  }
  return ok({ rows, alreadyThere, differences, refusals });
};

/** May the row become an entry? As adding one entry by hand: category, times, limits of own changes, other entries. */
const addable = async (
  actor: Actor,
  type: string,
  fields: Omit<EntryFields, 'category'> & { readonly session: SessionId },
  before: Sorted['rows'],
  { config, state, entries }: Known,
  deps: FlatMeans,
): Promise<Result<Sorted['rows'][number], DomainError>> => {
  if ((fields.note ?? '').length > NOTE_MAX) return err(domainError('NOTE_TOO_LONG', { max: NOTE_MAX }));
  const category = await categoryOf(actor, type, deps);
  if (!category.ok) return category;
  const { session, ...rest } = fields;
  const entry = { ...rest, category: category.value.category.id };
  const until = Math.max(actor.occurredAt, state.changedAt);
  const decided = decidedOn({ type: 'addEntry', session, entry }, { state, before: null, others: [], until, config });
  if (!decided.ok) return decided;
  const may = mayChange(actor, decided.value, config);
  if (!may.ok) return may;
  const after = decided.value.at(-1)?.after;
  if (config.settings.overlap === 'refuse' && after !== null && after !== undefined) {
    const { startedAt, endedAt } = entry;
    const all = state.active === null ? entries : [...entries, state.active];
    const others = all.filter((one) => one.startedAt < endedAt && (one.endedAt ?? until) > startedAt);
    const clash = firstClash(after, others, until);
    const among = before.find((row) => row.entry.startedAt < endedAt && startedAt < row.entry.endedAt)?.entry;
    if (clash !== null) return err(overlaps(clash.other.id, clash.from, clash.to));
    if (among !== undefined) return err(overlaps(among.session, among.startedAt, among.endedAt));
  }
  return ok({ entry: { ...entry, session }, category: category.value });
};

const overlaps = (session: SessionId, from: number, to: number): DomainError =>
  domainError('ENTRY_OVERLAPS', { session, from, to });

/** Stores rows that were sorted, ENTRIES_MAX in one step. What one step refuses is not stored, and neither is what comes after it. */
export const storeRows = async (actor: Actor, rows: Sorted['rows'], deps: FlatMeans): Promise<Result<number, DomainError>> => {
  for (let from = 0; from < rows.length; from += ENTRIES_MAX) {
    const some = rows.slice(from, from + ENTRIES_MAX);
    const id = from === 0 ? actor.id : requestId(`${actor.id.slice(0, 27)}.${from / ENTRIES_MAX}`);
    const stored = await deps.entries.importEntries({
      ...requestOf(actor),
      requestId: id,
      entries: some.map(({ entry }) => entry),
    });
    if (!stored.ok) return stored;
  }
  const used = new Map(rows.map(({ category }) => [category.category.id, category]));
  for (const category of used.values()) await keepCategory({ ...actor, log: deps.log }, category, deps);
  return ok(rows.length);
};
