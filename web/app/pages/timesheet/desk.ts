import type { App } from '../../core/app.js';
import type { Changed, Entry, EntryInput, Page, Problem } from '../../core/contract.js';
import { isoOf } from '../../core/entry.js';
import { isOutdated, problemOf } from '../../core/problem.js';
import { touches, withActive, withEntry, without, type Range } from './entries.js';
import { timesOf, type Times } from './times.js';
import type { Whose } from './whose.js';

/** What can be changed of an entry; what is left out stays. Moments in ms. */
export interface Change extends Partial<Times> {
  readonly category?: string;
  readonly note?: string | null;
  /** Effective time set by hand, ms; null: what was measured counts. */
  readonly override?: number | null;
}

/** What came of asking for a change. `outdated`: somebody changed the entry meanwhile, `entry` is how it stands now (null: it is gone). */
export type Outcome =
  | { readonly kind: 'done' }
  /** `askable`: whoever may approve can be asked for it. */
  | { readonly kind: 'refused'; readonly sentence: string; readonly askable: boolean }
  | { readonly kind: 'outdated'; readonly entry: Entry | null };

const PAGE = 200;
/** An entry is listed where it ends: so long after the range those are looked for that began in it. */
const BEYOND_MS = 31 * 24 * 3_600_000;

/** The entries of the range that is shown, and what is done with them: at once on the page, and then as the server says. */
export class Desk {
  entries: readonly Entry[] = [];
  loaded = false;
  /** Ids of the entries whose change waits for an answer. */
  readonly pending = new Set<string>();
  readonly #app: App;
  readonly #whose: Whose;
  readonly #changed: () => void;
  #range: Range = { from: 0, to: 0 };
  /** Counts loads and changes, so that what was asked for before a change does not come after it. */
  #turn = 0;

  constructor(app: App, whose: Whose, changed: () => void) {
    this.#app = app;
    this.#whose = whose;
    this.#changed = changed;
  }

  get #space(): string {
    return this.#app.model.space?.id ?? '';
  }

  #pathOf({ id }: Entry): string {
    return `${this.#whose.path}/${encodeURIComponent(id)}`;
  }

  /** What is shown: what has ended, and what runs. */
  shown(): readonly Entry[] {
    return withActive(this.entries, this.#whose.active(), this.#range);
  }

  /** @throws {Refused} */
  async load(range: Range): Promise<void> {
    const isOther = range.from !== this.#range.from || range.to !== this.#range.to;
    this.#range = range;
    if (isOther) {
      this.loaded = false;
      this.entries = [];
    }
    const turn = (this.#turn += 1);
    const entries = await this.#fetch(range);
    if (turn !== this.#turn) return;
    this.entries = entries;
    this.loaded = true;
    this.#changed();
  }

  async #fetch({ from, to }: Range): Promise<readonly Entry[]> {
    const all: Entry[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Page<Entry> = await this.#app.api.get(`/spaces/${this.#space}${this.#whose.path}`, {
        from: isoOf(from),
        to: isoOf(to + BEYOND_MS),
        limit: PAGE,
        cursor,
      });
      all.push(...page.items);
      cursor = page.next;
      if (cursor !== null) continue;
      return all.filter((entry) => touches(entry, { from, to })).sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
    }
  }

  /** Changes an entry if it is still as it was shown. The page shows it at once, and takes it back when it was refused. */
  async save(entry: Entry, change: Change): Promise<Outcome> {
    return this.#do(entry.id, withEntry(this.entries, shownAs(entry, change), this.#range), () =>
      this.#whose.change('PATCH', this.#pathOf(entry), { body: bodyOf(change), ifMatch: entry.version }),
    );
  }

  async add(
    input: Required<Pick<Change, 'category' | 'start' | 'end'>> & Change,
  ): Promise<Outcome & { readonly entry?: Entry | null }> {
    let added: Entry | null = null;
    const body = bodyOf(input) as unknown as EntryInput;
    const outcome = await this.#do('new', this.entries, async () => {
      const changed = await this.#whose.change('POST', this.#whose.path, { body });
      added = changed.entry;
      return changed;
    });
    return outcome.kind === 'done' ? { ...outcome, entry: added } : outcome;
  }

  async remove(entry: Entry): Promise<Outcome> {
    return this.#do(
      entry.id,
      without(this.entries, entry.id),
      () => this.#whose.change('DELETE', this.#pathOf(entry), { ifMatch: entry.version }),
      true,
    );
  }

  /** Takes the reader's own last change back, as `/session undo` does. */
  async undo(): Promise<Outcome> {
    const outcome = await this.#do('undo', this.entries, () => this.#app.change('POST', '/undo'), true);
    // Which entries it was about is not in the answer.
    await this.load(this.#range).catch(() => undefined);
    return outcome;
  }

  /** The entry as it is shown now. */
  find(id: string): Entry | undefined {
    return this.shown().find((entry) => entry.id === id);
  }

  /** `gone`: what comes back is how the entry was, and it is there no more. */
  async #do(id: string, meanwhile: readonly Entry[], ask: () => Promise<Changed>, gone = false): Promise<Outcome> {
    const before = this.entries;
    const turn = (this.#turn += 1);
    this.pending.add(id);
    this.entries = meanwhile;
    this.#changed();
    try {
      const { entry } = await ask();
      this.entries = entry === null || gone ? without(this.entries, id) : withEntry(this.entries, entry, this.#range);
      return { kind: 'done' };
    } catch (error) {
      if (turn === this.#turn) this.entries = before;
      if (!isOutdated(error)) {
        const limit = limitText(this.#app, problemOf(error));
        return { kind: 'refused', sentence: limit ?? this.#app.sentenceOf(error), askable: limit !== null };
      }
      await this.load(this.#range).catch(() => undefined);
      return { kind: 'outdated', entry: this.find(id) ?? null };
    } finally {
      this.pending.delete(id);
      this.#changed();
    }
  }
}

/** Why somebody else has to approve a change of one's own time; null where that is not why it was refused. The bot's own sentence is for where nobody can be asked. */
const limitText = ({ t }: App, problem: Problem | null): string | null => {
  const { days = '', minutes = '' } = problem?.params ?? {};
  switch (problem?.code) {
    case 'SELF_EDIT_TOO_FAR_BACK':
      return t('sheet.limit.days', { days });
    case 'SELF_EDIT_TOO_MUCH':
      return t('sheet.limit.minutes', { minutes });
    case 'SELF_EDIT_NO_ADDING':
      return t('sheet.limit.adding');
    default:
      return null;
  }
};

/** What of a change is not so already; null where that is nothing, so that nothing is asked for. */
export const newsOf = (entry: Entry, change: Change): Change | null => {
  const before: Change = {
    ...timesOf(entry, Date.parse(entry.start)),
    ...{ category: entry.category, note: entry.note },
    override: entry.overrideSeconds === null ? null : entry.overrideSeconds * 1000,
  };
  const news = Object.entries(change).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Change]),
  );
  return news.length === 0 ? null : Object.fromEntries(news);
};

/** How an entry looks once a change is made, until the server says so. */
const shownAs = (entry: Entry, change: Change): Entry => {
  const { start, end, breaks, category, note, override } = change;
  const next: Entry = {
    ...entry,
    ...(category === undefined ? {} : { category }),
    ...(note === undefined ? {} : { note }),
    ...(override === undefined ? {} : { overrideSeconds: override === null ? null : override / 1000 }),
    ...(start === undefined ? {} : { start: isoOf(start) }),
    ...(end === undefined ? {} : { end: isoOf(end) }),
    ...(breaks === undefined ? {} : { breaks: breaks.map((each) => ({ start: isoOf(each.start), end: isoOf(each.end) })) }),
  };
  return next;
};

/** A change as the API takes it. */
export const bodyOf = ({ start, end, breaks, category, note, override }: Change): Readonly<Record<string, unknown>> => ({
  ...(category === undefined ? {} : { category }),
  ...(note === undefined ? {} : { note }),
  ...(start === undefined ? {} : { start: isoOf(start) }),
  ...(end === undefined ? {} : { end: isoOf(end) }),
  ...(breaks === undefined ? {} : { breaks: breaks.map((each) => ({ start: isoOf(each.start), end: isoOf(each.end) })) }),
  ...(override === undefined ? {} : { overrideSeconds: override === null ? null : Math.round(override / 1000) }),
});
