import { foldName } from '../../domain/category-name.js';
import type { EntryFields } from '../../domain/commands.js';
import { categoryOfName } from '../../domain/category-search.js';
import { ENTRIES_MAX } from '../../domain/commands.js';
import { categoryId, sessionId, type CategoryId, type UserId } from '../../domain/ids.js';
import { firstClash } from '../../domain/overlap.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Store } from '../../engine/store.js';
import type { BesideRow, ImportRights, Preview, RefusedRow, RowProblem } from '../api.js';
import { listing } from '../listing.js';
import { categoryChoice, labelFieldOf, personChoice } from '../mapping/choices.js';
import type { DraftState } from '../mapping/draft-state.js';
import type { SourceRow } from '../recognise/source-row.js';
import { countedMs, NEAR_MS, Neighbours, timeKey } from './neighbours.js';
import { boundsOf, placing, type Placed } from './place-untimed.js';
import { rowsIn } from './rows-file.js';
import { countingShifts, isZoneShift } from './shifted.js';
import { tallying, type Tally } from './tally.js';

export interface PlanParts {
  readonly store: Pick<Store, 'entries' | 'load'>;
  readonly now: number;
  readonly config: SpaceConfig;
  readonly rights: ImportRights;
  readonly state: DraftState;
  /** The file that the rows are in. */
  readonly rows: string;
}

/** An entry that is to be stored. `newName`: its category is made when the import begins. */
export interface PlannedEntry {
  readonly user: UserId;
  readonly entry: EntryFields;
  readonly newName: string | null;
}

/** Whose a row is, and where its time goes; null: it is left out. */
interface Meant {
  readonly user: UserId;
  readonly category: CategoryId;
  readonly newName: string | null;
}

/**
 * Decides of every row what becomes of it, by what is stored at this moment. What is to be stored goes to `use`, in the order of the starts. The rows are read
 * twice: only all of them together tell whether they are off by a wrong zone.
 * Rejects with StoreUnavailable.
 */
export const plan = async (parts: PlanParts, use: (planned: PlannedEntry) => void | Promise<void>): Promise<Preview> => {
  const shifts = await shiftsOf(parts);
  const { answers } = parts.state;
  const tally = tallying(parts.config);
  const shifted = listing<BesideRow>();
  const planner = new Planner(parts, tally);
  let shiftedRows = 0;
  for await (const rows of rowsIn(parts.rows))
    for (const row of rows) {
      const fate = await planner.decide(row, shifts);
      if (fate === null) continue;
      if ('beside' in fate) {
        shifted.add(fate.beside);
        shiftedRows += 1;
      } else await use(fate);
    }
  const problems = parts.state.looked.summary?.problems ?? { count: 0, first: [] as readonly RowProblem[] };
  const isAsked = shiftedRows > 0 && answers.shifted === null;
  const hours = [...shifts].map((ms) => ms / 3_600_000).toSorted((a, b) => a - b);
  return {
    ...tally.preview(),
    questions: isAsked ? [{ about: 'shifted', rows: shiftedRows, hours }] : [],
    problems,
    shifted: shifted.listed,
  };
};

/** By how much the file is off, ms. */
const shiftsOf = async (parts: PlanParts): Promise<ReadonlySet<number>> => {
  if (parts.state.answers.shifted === 'store') return new Set();
  const meaning = meaningOf(parts);
  const around = neighboursOf(parts);
  const counting = countingShifts();
  for await (const rows of rowsIn(parts.rows))
    for (const { when, note, ...row } of rows) {
      const meant = when.kind === 'entry' ? meaning(row) : null;
      if (when.kind !== 'entry' || meant === null) continue;
      const { startedAt, endedAt } = when;
      const there = await around(meant.user);
      await there.around(startedAt, endedAt);
      const isSame = there.same(startedAt, endedAt) !== undefined;
      const alike = isSame ? [] : there.alike(startedAt, endedAt, note);
      counting.add({ isSame, shifts: alike.map((other) => startedAt - other.startedAt).filter(isZoneShift) });
    }
  return counting.found;
};

/** The member's entries, loaded when the first row is about them. */
const neighboursOf = ({ store, now, state }: PlanParts): ((user: UserId) => Promise<Neighbours>) => {
  const known = new Map<UserId, Neighbours>();
  return async (user) => {
    const there = known.get(user);
    if (there !== undefined) return there;
    const { active } = await store.load(state.space, user);
    const loaded = new Neighbours(store, { space: state.space, user }, { active, now });
    known.set(user, loaded);
    return loaded;
  };
};

/** Whose a row is and what for; null: one of both is ignored (or not said). */
const meaningOf = ({ state, config }: PlanParts): ((row: Pick<SourceRow, 'labels' | 'person' | 'userId'>) => Meant | null) => {
  const { answers, looked, member } = state;
  const field = labelFieldOf(looked.recognised.format ?? 'csv', looked.summary ?? { labels: {} }, answers.labelField);
  const categories = new Map<string, Omit<Meant, 'user'> | null>();
  const categoryOf = (label: string): Omit<Meant, 'user'> | null => {
    const known = categories.get(label);
    if (known !== undefined) return known;
    const choice = categoryChoice(label, answers, config);
    let meant: Omit<Meant, 'user'> | null = null;
    if (choice?.kind === 'existing') meant = { category: choice.id, newName: null };
    else if (choice?.kind === 'new') {
      const there = categoryOfName(config, choice.name);
      meant =
        there === undefined
          ? { category: categoryId(foldName(choice.name)), newName: choice.name }
          : { category: there.id, newName: null };
    }
    categories.set(label, meant);
    return meant;
  };
  return ({ labels, person, userId }) => {
    const whose = person === '' ? null : personChoice({ name: person, userId }, answers);
    if (person !== '' && whose?.kind !== 'member') return null;
    const user = whose?.kind === 'member' ? whose.user : member;
    // Of several tags, the first that is not ignored.
    const own = labels[field] ?? [''];
    for (const label of own) {
      const category = categoryOf(label);
      if (category !== null) return { user, ...category };
    }
    return null;
  };
};

type Fate = PlannedEntry | { readonly beside: BesideRow } | null;

/** Decides row by row, in the order of their starts. */
class Planner {
  readonly #meaning: ReturnType<typeof meaningOf>;
  readonly #around: ReturnType<typeof neighboursOf>;
  readonly #place: ReturnType<typeof placing>;
  readonly #own = new Map<UserId, OwnRows>();
  readonly #zone: string;

  private readonly parts: PlanParts;
  private readonly tally: Tally;

  constructor(parts: PlanParts, tally: Tally) {
    this.parts = parts;
    this.tally = tally;
    this.#meaning = meaningOf(parts);
    this.#around = neighboursOf(parts);
    this.#zone = parts.state.answers.zone ?? parts.config.settings.timeZone;
    this.#place = placing(this.#zone);
  }

  async decide(row: SourceRow, shifts: ReadonlySet<number>): Promise<Fate> {
    const { tally } = this;
    const { when } = row;
    if (when.kind === 'open') {
      tally.open({ row: row.row, startedAt: when.startedAt });
      return null;
    }
    const meant = this.#meaning(row);
    if (meant === null) {
      tally.ignored();
      return null;
    }
    const there = await this.#around(meant.user);
    const own = this.#ownOf(meant.user);
    const time =
      when.kind === 'day' ? await this.#untimed(row, when, meant.user, there, own) : { ...when, overrideMs: row.overrideMs };
    if (time === null) return null;
    const { startedAt, endedAt, overrideMs } = time;
    await there.around(startedAt, endedAt);
    const beside = (other: BesideRow['other']): BesideRow => ({ row: row.row, user: meant.user, startedAt, endedAt, other });
    const same = when.kind === 'day' ? undefined : there.same(startedAt, endedAt);
    if (same !== undefined || own.has(startedAt, endedAt)) {
      tally.duplicate(beside(same ?? null));
      return null;
    }
    if (when.kind === 'entry' && shifts.size > 0) {
      const like = there.alike(startedAt, endedAt, row.note).find((other) => shifts.has(startedAt - other.startedAt));
      if (like !== undefined) return { beside: beside(like) };
    }
    const entry: EntryFields = { category: meant.category, note: row.note, startedAt, endedAt, pauses: row.pauses, overrideMs };
    const code = this.#refusal(meant.user, entry);
    if (code !== null) {
      tally.refused({ row: row.row, user: meant.user, code });
      return null;
    }
    const stretch: Session = { ...BLANK, ...entry };
    const clash = firstClash(
      stretch,
      [...there.overlapping(startedAt, endedAt), ...own.overlapping(startedAt, endedAt)],
      this.parts.now,
    );
    if (clash !== null) {
      tally.overlap(beside(clash.other.id === EARLIER ? null : clash.other));
      if (this.parts.config.settings.overlap === 'refuse') return null;
    }
    own.add(stretch);
    tally.stored(meant, entry, row);
    return { user: meant.user, entry, newName: meant.newName };
  }

  /** Where a row of a day lies; null when it is there already, or is left out. */
  async #untimed(
    row: SourceRow,
    { day, lengthMs }: { readonly day: string; readonly lengthMs: number },
    user: UserId,
    there: Neighbours,
    own: OwnRows,
  ): Promise<Placed | null> {
    const { untimed } = this.parts.state.answers;
    if (untimed === null || untimed.kind === 'skip') {
      this.tally.untimedSkipped();
      return null;
    }
    const [from, to] = boundsOf(day, this.#zone);
    await there.around(from, to + NEAR_MS);
    const begun = there.begunIn(from, to);
    const same = begun.find((other) => countedMs(other) === lengthMs && other.note === row.note && !own.isMatched(other));
    if (same !== undefined) {
      own.match(same);
      const { startedAt, endedAt } = same;
      this.tally.duplicate({ row: row.row, user, startedAt, endedAt: endedAt ?? startedAt, other: same });
      return null;
    }
    const taken = new Set(begun.map(({ startedAt }) => startedAt));
    return this.#place({ user, day, lengthMs }, untimed, (at) => taken.has(at));
  }

  #refusal(user: UserId, entry: EntryFields): RefusedRow['code'] | null {
    const { rights, state } = this.parts;
    if (user !== state.by && !rights.others) return 'CAPABILITY_MISSING';
    return rights.refusal(user, entry);
  }

  #ownOf(user: UserId): OwnRows {
    const known = this.#own.get(user) ?? new OwnRows();
    this.#own.set(user, known);
    return known;
  }
}

const BLANK: Session = {
  id: sessionId('row of a file'),
  category: categoryId(''),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: 0,
  pauses: [],
  pausedSince: null,
  endedAt: 0,
  endReason: 'member',
  overrideMs: null,
  counting: null,
};

/** Another row than the one that is decided, so that the two are compared. */
const EARLIER = sessionId('earlier row of a file');

/** Rows of the file that are stored, as far as later ones can be beside them. */
class OwnRows {
  readonly #times = new Set<string>();
  readonly #matched = new Set<string>();
  #live: Session[] = [];
  #nth = 0;

  has(startedAt: number, endedAt: number): boolean {
    return this.#times.has(timeKey(startedAt, endedAt));
  }

  add(row: Session & { readonly endedAt: number | null }): void {
    this.#times.add(timeKey(row.startedAt, row.endedAt ?? row.startedAt));
    this.#live.push({ ...row, id: EARLIER });
    this.#nth += 1;
    if (this.#nth % ENTRIES_MAX === 0) this.#live = this.#live.filter(({ endedAt }) => (endedAt ?? 0) > row.startedAt - NEAR_MS);
  }

  overlapping(startedAt: number, endedAt: number): readonly Session[] {
    return this.#live.filter((row) => (row.endedAt ?? 0) > startedAt && row.startedAt < endedAt);
  }

  isMatched = ({ id }: Session): boolean => this.#matched.has(id);
  match({ id }: Session): void {
    this.#matched.add(id);
  }
}
