import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realClock } from '../../test/support/chain.js';
import { ALL_RIGHTS, ImportsHarness } from '../../test/support/imports.js';
import { ANN, BEN, refusal, SPACE, value } from '../../test/support/engine.js';
import { categoryId, personalSpace, type UserId } from '../domain/ids.js';
import { changesByOthers } from '../engine/documents/kinds/changes-by-others.js';
import { imports } from '../engine/documents/kinds/imports.js';
import { UNDO_DAYS, type Answers, type ImportRun } from './api.js';

let h: ImportsHarness;
beforeEach(async () => {
  h = await new ImportsHarness().start();
});
afterEach(() => h.close());

const HEADER = 'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags';
const toggl = (
  ...rows: readonly (readonly [day: string, from: string, to: string, note?: string, project?: string, person?: string])[]
): string =>
  [
    HEADER,
    ...rows.map(
      ([day, from, to, note = '', project = 'Work', person = 'ann@example.org']) =>
        `Ann,${person},,${project},,${note},No,${day},${from},${day},${to},,`,
    ),
  ].join('\n');
const MINE: Partial<Answers> = {
  zone: 'Europe/Berlin',
  people: { 'ann@example.org': { kind: 'member', user: ANN } },
  newCategories: true,
};
const at = (text: string): number => Date.parse(text);
const WEEK = toggl(
  ['2026-03-02', '09:00:00', '10:30:00', 'plan'],
  ['2026-03-02', '11:00:00', '12:00:00', 'mail'],
  ['2026-03-03', '09:00:00', '17:00:00', 'build', 'Client work'],
);

describe('the time of others', () => {
  const untold = async (user: UserId) => (await h.documents.of(changesByOthers).get({ space: SPACE, user })).untold;
  const people: Answers['people'] = {
    'ann@example.org': { kind: 'member', user: BEN },
    'ann@own': { kind: 'member', user: ANN },
  };

  it('is announced once for the whole import, and once when it is taken back; one’s own is not', async () => {
    const ended: ImportRun[] = [];
    h.imports = h.create({ onEnded: (run) => ended.push(run) });
    const theirs = Array.from({ length: 120 }, (_, at) => {
      const day = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
      return [day, '09:00:00', '10:00:00'] as const;
    });
    const file = toggl(...theirs, ['2025-02-01', '11:00:00', '12:00:00', '', 'Work', 'ann@own']);
    const run = await h.run(await h.draft(file, { ...MINE, zone: 'UTC', people }));
    expect(run).toMatchObject({ state: 'done', stored: 121, members: expect.arrayContaining([ANN, BEN]) as unknown });
    expect(await untold(BEN)).toMatchObject([{ by: ANN, imported: { run: run.id, what: 'stored' } }]);
    const kept = (await h.documents.of(imports).get({ space: SPACE, user: ANN })).list;
    expect(kept[0]?.others).toEqual([
      { user: BEN, entries: 120, ms: 120 * 3_600_000, from: at('2025-01-01T09:00:00Z'), to: at('2025-04-30T10:00:00Z') },
    ]);
    await h.undo(run);
    expect((await untold(BEN)).map(({ imported }) => imported?.what)).toEqual(['stored', 'takenBack']);
    expect(await untold(ANN)).toEqual([]);
    expect(ended.map(({ state }) => state)).toEqual(['done', 'undone']);
  });
});

const NO_FORMAT = { space: SPACE, by: ANN, member: ANN, name: 'a file', format: null };

describe('a file', () => {
  it('comes in parts, and leaves nothing where it comes in part only', async () => {
    async function* parts(isWhole: boolean) {
      yield Buffer.from(WEEK.slice(0, 200));
      await Promise.resolve();
      if (!isWhole) throw new Error('aborted');
      yield Buffer.from(WEEK.slice(200));
    }
    const whole = value(await h.imports.open({ ...NO_FORMAT, bytes: parts(true) }));
    expect([whole.bytes, whole.recognised.format]).toEqual([WEEK.length, 'toggl']);
    await h.imports.discard(whole);
    expect(refusal(await h.imports.open({ ...NO_FORMAT, bytes: parts(false) }))).toBe('IMPORT_FILE_DAMAGED');
    expect(await readdir(h.dir)).toEqual([]);
  });

  it('of which a process died while it came is removed after an hour, and not before', async () => {
    const [old, young] = ['old', 'young'].map((name) => join(h.dir, name));
    for (const folder of [old!, young!]) {
      await mkdir(folder);
      await writeFile(join(folder, 'file'), 'a');
    }
    const longAgo = new Date(realClock.now() - 4_000_000);
    for (const path of [join(old!, 'file'), old!]) await utimes(path, longAgo, longAgo);
    await h.imports.resume();
    expect(await readdir(h.dir)).toEqual(['young']);
  });
});

describe('an import', () => {
  it('asks what is unclear, shows what it would store, stores it, and leaves nothing behind', async () => {
    await h.category('Work');
    const draft = await h.draft(WEEK);
    expect(draft.recognised).toMatchObject({
      format: 'toggl',
      separator: ',',
      headerLanguage: 'en',
      dateOrder: 'ymd',
      hasOffsets: false,
    });
    expect(draft.questions).toEqual([{ about: 'zone', suggestion: 'UTC' }]);
    expect(draft.rows).toBe(0);
    expect(await h.imports.preview(draft, ALL_RIGHTS)).toMatchObject({ error: { code: 'IMPORT_QUESTIONS_OPEN' } });

    const zoned = value(await h.imports.answer(draft, { zone: 'Europe/Berlin' }));
    expect(zoned.questions).toEqual([
      { about: 'categories', labels: ['Client work'] },
      { about: 'people', people: ['ann@example.org'] },
    ]);
    expect(zoned.labels.map(({ label, rows, choice }) => [label, rows, choice])).toEqual([
      ['Client work', 1, null],
      ['Work', 2, { kind: 'existing', id: 'work' }],
    ]);
    value(
      await h.imports.answer(draft, { categories: { 'Client work': { kind: 'new', name: 'Clients' } }, people: MINE.people! }),
    );
    const preview = value(await h.imports.preview(draft, ALL_RIGHTS));
    expect(preview.stored).toMatchObject({
      entries: 3,
      ms: 10.5 * 3_600_000,
      from: at('2026-03-02T08:00:00Z'),
      to: at('2026-03-03T16:00:00Z'),
    });
    expect(preview.stored.categories.map(({ id, name, entries }) => [id, name, entries])).toEqual([
      [null, 'Clients', 1],
      ['work', 'Work', 2],
    ]);
    expect(await h.entries()).toEqual([]);

    const run = await h.run(draft);
    expect(run).toMatchObject({ state: 'done', stored: 3, left: 0, done: 3, of: 3, ms: 10.5 * 3_600_000, members: [ANN] });
    const { categories } = await h.spaces.get(SPACE);
    const made = categories.filter(({ name }) => name === 'Clients');
    expect(made).toHaveLength(1);
    expect((await h.entries()).map(({ note, startedAt, category }) => [note, startedAt, category])).toEqual([
      ['plan', at('2026-03-02T08:00:00Z'), 'work'],
      ['mail', at('2026-03-02T10:00:00Z'), 'work'],
      ['build', at('2026-03-03T08:00:00Z'), made[0]?.id],
    ]);
    expect(await readdir(h.dir)).toEqual([]);
    expect(await h.imports.draft(draft)).toMatchObject({ error: { code: 'IMPORT_GONE' } });
  });

  it('adds nothing when the same rows come again, alone or in a larger file', async () => {
    await h.run(await h.draft(WEEK, MINE));
    const again = await h.draft(WEEK, MINE);
    expect(value(await h.imports.preview(again, ALL_RIGHTS))).toMatchObject({
      stored: { entries: 0 },
      duplicates: { count: 3 },
      questions: [],
    });
    expect(refusal(await h.imports.begin(again, ALL_RIGHTS, h.request()))).toBe('IMPORT_NOTHING_NEW');
    const larger = `${WEEK}\n${toggl(['2026-03-04', '09:00:00', '10:00:00', 'new']).split('\n')[1]!}`;
    expect(await h.run(await h.draft(larger, MINE))).toMatchObject({ stored: 1 });
    expect(await h.entries()).toHaveLength(4);
    // The space counts in another zone since, and nothing is another row for that.
    await h.configure((config) => ({ ...config, settings: { ...config.settings, timeZone: 'Asia/Tokyo' } }));
    expect(value(await h.imports.preview(await h.draft(larger, MINE), ALL_RIGHTS)).stored.entries).toBe(0);
  });

  it('lists rows that are there by other clocks, and stores none of them', async () => {
    await h.run(await h.draft(WEEK, MINE));
    const wrong = await h.draft(WEEK, { ...MINE, zone: 'UTC' });
    const preview = value(await h.imports.preview(wrong, ALL_RIGHTS));
    expect(preview).toMatchObject({
      stored: { entries: 0 },
      shifted: { count: 3 },
      questions: [{ about: 'shifted', rows: 3, hours: [1] }],
    });
    expect(refusal(await h.imports.begin(wrong, ALL_RIGHTS, h.request()))).toBe('IMPORT_QUESTIONS_OPEN');
    value(await h.imports.answer(wrong, { shifted: 'skip' }));
    expect(refusal(await h.imports.begin(wrong, ALL_RIGHTS, h.request()))).toBe('IMPORT_NOTHING_NEW');
    expect(await h.entries()).toHaveLength(3);
    // Who says that they are other rows has them stored, as far as they do not overlap.
    value(await h.imports.answer(wrong, { shifted: 'store' }));
    expect(value(await h.imports.preview(wrong, ALL_RIGHTS))).toMatchObject({ stored: { entries: 1 }, overlaps: { count: 2 } });
    await h.configure((config) => ({ ...config, settings: { ...config.settings, overlap: 'allow' } }));
    expect(value(await h.imports.preview(wrong, ALL_RIGHTS))).toMatchObject({
      stored: { entries: 3 },
      overlaps: { count: 2 },
      isOverlapStored: true,
    });
  });

  it('gives nobody rows of others, and asks about whom a file names', async () => {
    const file = toggl(
      ['2026-03-02', '09:00:00', '10:00:00'],
      ['2026-03-02', '09:00:00', '10:00:00', '', 'Work', 'ben@example.org'],
    );
    const draft = await h.draft(file, MINE);
    expect(draft.questions).toEqual([{ about: 'people', people: ['ben@example.org'] }]);
    value(await h.imports.answer(draft, { people: { 'ben@example.org': { kind: 'member', user: BEN } } }));
    const own = { ...ALL_RIGHTS, others: false };
    const preview = value(await h.imports.preview(draft, own));
    expect(preview).toMatchObject({
      stored: { entries: 1 },
      refused: { count: 1, first: [{ row: 3, user: BEN, code: 'CAPABILITY_MISSING' }] },
    });
    await h.run(draft, own);
    expect([await h.entries(ANN), await h.entries(BEN)].map(({ length }) => length)).toEqual([1, 0]);
    expect(
      value(
        await h.imports.preview(
          await h.draft(file, { ...MINE, people: { ...MINE.people, 'ben@example.org': { kind: 'ignore' } } }),
          own,
        ),
      ),
    ).toMatchObject({
      ignored: 1,
      duplicates: { count: 1 },
    });
  });

  it('starts nothing, keeps breaks, and splits time between the months that it lies in', async () => {
    const running = [
      { start: '20260131T210000Z', end: '20260201T010000Z', tags: ['Night'] },
      { start: '20260202T080000Z', tags: ['Night'] },
    ];
    const draft = await h.draft(JSON.stringify(running), { newCategories: true });
    expect(value(await h.imports.preview(draft, ALL_RIGHTS)).open).toEqual({
      count: 1,
      first: [{ row: 2, startedAt: at('2026-02-02T08:00:00Z') }],
    });
    await h.configure((config) => ({ ...config, settings: { ...config.settings, timeZone: 'Europe/Berlin' } }));
    await h.run(draft);
    expect((await h.proc.store.load(SPACE, ANN)).active).toBeNull();
    const days = await h.proc.store.days(SPACE, ANN, '20260101', '20261231');
    const hours = [...days].map(([day, sums]) => [day, [...sums.values()].reduce((sum, ms) => sum + ms, 0) / 3_600_000]);
    expect(hours).toEqual([
      ['20260131', 2],
      ['20260201', 2],
    ]);
    const [entry] = await h.entries();
    expect(entry!.endedAt! - entry!.startedAt).toBe(4 * 3_600_000);
  });

  it('asks about days without clock times, and knows them again wherever they were put', async () => {
    const days = 'Date,Duration,Project,Description\n2026-03-02,1:30,Work,one\n2026-03-02,0:45,Work,two\n2026-03-03,2:00,Work,\n';
    const draft = await h.draft(days, { zone: 'Europe/Berlin', newCategories: true });
    expect(draft.questions).toEqual([{ about: 'untimed', rows: 3 }]);
    value(await h.imports.answer(draft, { untimed: { kind: 'from', minutes: 540 } }));
    await h.run(draft);
    const times = (await h.entries()).map(({ startedAt, endedAt }) => [startedAt, endedAt]);
    expect(times).toEqual([
      [at('2026-03-02T08:00:00Z'), at('2026-03-02T09:30:00Z')],
      [at('2026-03-02T09:30:00Z'), at('2026-03-02T10:15:00Z')],
      [at('2026-03-03T08:00:00Z'), at('2026-03-03T10:00:00Z')],
    ]);
    const untimed = { zone: 'Europe/Berlin', untimed: { kind: 'untimed' }, newCategories: true } as const;
    const larger = await h.draft(`${days}2026-03-02,0:30,Work,three\n2026-03-02,0:30,Work,three\n`, untimed);
    expect(value(await h.imports.preview(larger, ALL_RIGHTS))).toMatchObject({
      stored: { entries: 2, ms: 3_600_000 },
      duplicates: { count: 3 },
    });
    await h.run(larger);
    const added = (await h.entries()).filter(({ note }) => note === 'three');
    expect(added.map(({ startedAt, overrideMs }) => [startedAt, overrideMs])).toEqual([
      [at('2026-03-02T11:00:00Z'), 1_800_000],
      [at('2026-03-02T11:00:01Z'), 1_800_000],
    ]);
  });

  it('makes categories only for those who may, and by use in a space of their own', async () => {
    const draft = await h.draft(WEEK, MINE);
    expect(refusal(await h.imports.begin(draft, { ...ALL_RIGHTS, categories: false }, h.request()))).toBe('CAPABILITY_MISSING');
    const own = personalSpace(ANN);
    expect(await h.run(await h.draft(WEEK, MINE, { space: own }))).toMatchObject({ stored: 3 });
    expect((await h.spaces.get(own)).categories.map(({ id }) => id)).toEqual(['work', 'client work']);
  });

  it('refuses what the door refuses, row by row', async () => {
    const rights = {
      ...ALL_RIGHTS,
      refusal: (_: unknown, { note }: { note: string | null }) => (note === 'mail' ? ('SELF_EDIT_TOO_FAR_BACK' as const) : null),
    };
    const preview = value(await h.imports.preview(await h.draft(WEEK, MINE), rights));
    expect(preview).toMatchObject({
      stored: { entries: 2 },
      refused: { count: 1, first: [{ row: 3, code: 'SELF_EDIT_TOO_FAR_BACK' }] },
    });
  });

  it('is another person’s business for nobody', async () => {
    const draft = await h.draft(WEEK, MINE);
    expect(refusal(await h.imports.draft({ ...draft, by: BEN }))).toBe('IMPORT_GONE');
    expect(refusal(await h.imports.draft({ ...draft, id: '../secrets' }))).toBe('IMPORT_GONE');
    const run = await h.run(draft);
    expect(refusal(await h.imports.undo({ ...run, by: BEN }, h.request()))).toBe('IMPORT_RUN_NOT_FOUND');
  });
});

describe('taking an import back', () => {
  const many = toggl(
    ...Array.from(
      { length: 250 },
      (_, n) =>
        [
          `2026-03-${String(1 + (n % 25)).padStart(2, '0')}`,
          `${String(8 + Math.floor(n / 25)).padStart(2, '0')}:00:00`,
          `${String(8 + Math.floor(n / 25)).padStart(2, '0')}:30:00`,
          `n ${n}`,
        ] as const,
    ),
  );

  it('takes all of it, and says what stays because somebody changed it', async () => {
    value(
      await h.proc.engine.tracker.addEntry({
        ...h.world.request(),
        entry: {
          category: categoryId('work'),
          note: 'mine',
          startedAt: at('2026-04-01T08:00:00Z'),
          endedAt: at('2026-04-01T09:00:00Z'),
          pauses: [],
          overrideMs: null,
        },
      }),
    );
    const run = await h.run(await h.draft(many, MINE));
    expect(run).toMatchObject({ state: 'done', stored: 250 });
    const [edited, deleted, confirmed] = await h.entries();
    const { tracker } = h.proc.engine;
    value(await tracker.editEntry({ ...h.world.request(), session: edited!.id, patch: { note: 'by hand' } }));
    value(await tracker.deleteEntry({ ...h.world.request(), session: deleted!.id }));
    value(await tracker.confirm({ ...h.world.request(), session: confirmed!.id }));
    const undone = await h.undo(run);
    expect(undone).toMatchObject({
      state: 'undone',
      staying: { count: 1, first: [{ user: ANN, because: 'changed', startedAt: edited!.startedAt }] },
      undoUntil: null,
    });
    expect((await h.entries()).map(({ note }) => note)).toEqual(['by hand', 'mine']);
    expect(refusal(await h.imports.undo(run, h.request()))).toBe('IMPORT_UNDONE');
    // What was taken back can be imported again.
    expect(await h.run(await h.draft(many, MINE))).toMatchObject({ stored: 249 });
  });

  it(`is possible for ${UNDO_DAYS} days`, async () => {
    const run = await h.run(await h.draft(WEEK, MINE));
    h.world.clock.set(h.world.clock.now() + UNDO_DAYS * 86_400_000);
    expect(await h.imports.undo(run, h.request())).toMatchObject({
      error: { code: 'IMPORT_UNDO_TOO_LATE', params: { days: UNDO_DAYS } },
    });
  });

  it('goes on after a crash, and stores nothing twice', async () => {
    let left = 1;
    const { tracker } = h.proc.engine;
    await h.imports.close();
    // The first chunk is stored, and nobody hears of it; then the process is gone.
    h.imports = h.create({
      corrections: {
        undo: (request) => tracker.undo(request),
        importEntries: async (request) => {
          const done = await tracker.importEntries(request);
          if ((left -= 1) >= 0) return done;
          throw new Error('the process is gone');
        },
      },
    });
    const begun = value(await h.imports.begin(await h.draft(many, MINE), ALL_RIGHTS, h.request()));
    await h.imports.settled(begun);
    expect(await h.entries()).toHaveLength(100);
    await h.imports.close();
    h.imports = h.create();
    expect(await h.imports.resume()).toBe(1);
    expect(value(await h.imports.settled(begun))).toMatchObject({ state: 'done', stored: 250, left: 0, done: 250 });
    expect(await h.entries()).toHaveLength(250);
    expect(await h.undo(begun)).toMatchObject({ state: 'undone', staying: { count: 0 } });
    expect(await h.entries()).toEqual([]);
  });

  it('can be stopped, and what is stored be taken back', async () => {
    const draft = await h.draft(many, MINE);
    const { tracker } = h.proc.engine;
    await h.imports.close();
    h.imports = h.create({
      corrections: {
        undo: (request) => tracker.undo(request),
        importEntries: async (request) => {
          const done = await tracker.importEntries(request);
          value(await h.imports.cancel(draft));
          return done;
        },
      },
    });
    expect(await h.run(draft)).toMatchObject({ state: 'cancelled', stored: 50 });
    expect(await h.undo(draft)).toMatchObject({ state: 'undone' });
    expect(await h.entries()).toEqual([]);
  });
});
