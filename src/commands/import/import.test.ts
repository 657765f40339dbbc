import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, RecordingResponder, SPACE } from '../../../test/support/commands-harness.js';
import { PREVIEW } from '../../../test/support/fake-imports.js';
import { domainError } from '../../domain/errors.js';
import { categoryId, userId } from '../../domain/ids.js';
import type { EntryFields } from '../../domain/commands.js';
import type { LabelUse, Question } from '../../import/api.js';
import { IMPORT_IDS, tagOf } from './custom-ids.js';

type Harness = Awaited<ReturnType<typeof createHarness>>;
const boss = { user: '300', permissions: '8' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const owner = userId(ADA);
const own = { owner, id: 'draft1' };

const upload = (h: Harness, values = {}, from = {}) => {
  h.uploads.set('hours.csv', Buffer.from('a,b\n'));
  return h.run('import file', { file: { filename: 'hours.csv', size: 4 }, ...values }, from);
};
const idIn = (said: string, route: string): string => new RegExp(`pc1:${route}:[^"]+`).exec(said)?.[0] ?? `no ${route}`;
const label = (name: string, choice: LabelUse['choice'] = null): LabelUse => ({
  ...{ label: name, rows: 2, ms: HOUR, choice, isSuggested: false },
});
const stored = (entries: number, user = ADA) => ({
  ...{ entries, ms: entries * HOUR, from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 3) },
  members: [{ user: userId(user), entries, ms: entries * HOUR }],
  categories: [{ id: categoryId('work'), name: 'Work', entries, ms: entries * HOUR }],
});
/** A draft that is ready to be begun. */
const ready = async (h: Harness, from = {}) => {
  h.imports.recognises = { rows: 3 };
  h.imports.previews = { ...PREVIEW, stored: stored(3) };
  await upload(h, {}, from);
  return h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }), from);
};

describe('/import file', () => {
  it('hands over the bytes, and shows privately what was recognised', async () => {
    const h = await createHarness();
    h.imports.recognises = {
      ...{ rows: 574, span: { from: Date.UTC(2023, 5, 29), to: Date.UTC(2024, 6, 2) } },
      problems: { count: 12, first: [{ row: 7, file: null, reason: 'dateInvalid', text: '13/15/2024' }] },
    };
    const { said, responses } = await upload(h, { format: 'toggl' });
    expect(h.imports.opened).toMatchObject([{ space: SPACE, by: ADA, member: ADA, name: 'hours.csv', format: 'toggl' }]);
    expect(Buffer.from(h.imports.opened[0]?.bytes ?? []).toString()).toBe('a,b\n');
    expect(JSON.stringify(responses)).toContain('"flags":32832');
    expect(said).toContain('Toggl');
    expect(said).toContain('574 rows');
    expect(said).toContain('row 7: this is no date (13/15/2024)');
    expect(said).toContain('… and 11 more');
  });

  it.each([
    [{ file: { filename: 'virus.exe', size: 4 } }, {}, '.csv'],
    [{ file: { filename: 'gone.csv', size: 4 } }, {}, 'no longer where Discord keeps it'],
    [{ file: { filename: 'hours.csv', size: 90 << 20 } }, {}, 'hours.csv'],
    [{ user: BOB }, {}, 'Edit others'],
    [{ user: BOB }, { guild: null }, 'server'],
  ])('refuses %j', async (values, from, said) => {
    const h = await createHarness();
    expect((await upload(h, values, from)).said).toContain(said);
    expect(h.imports.opened).toEqual([]);
  });

  it('says why a file cannot be read', async () => {
    const h = await createHarness();
    h.imports.refuses = domainError('IMPORT_NESTED');
    expect((await upload(h)).said).toContain('Unpack it first');
  });

  it('imports for a member whom a manager names', async () => {
    const h = await createHarness();
    await upload(h, { user: BOB }, boss);
    expect(h.imports.opened).toMatchObject([{ by: '300', member: BOB }]);
  });
});

describe('what is asked about the file', () => {
  const QUESTIONS: readonly Question[] = [
    { about: 'dateOrder', orders: ['dmy', 'mdy'], example: '03/04/2024' },
    { about: 'zone', suggestion: 'Europe/Berlin' },
    { about: 'untimed', rows: 3 },
  ];

  it('is asked by menus, and nothing goes on before it is answered', async () => {
    const h = await createHarness();
    h.imports.recognises = { questions: QUESTIONS };
    const { said } = await upload(h);
    expect(said).toContain('`03/04/2024` could be more than one day');
    expect(said).toContain('day, month, year');
    expect(said).not.toContain('"label":"year, month, day"');
    expect(said).toMatch(/"label":"Next"[^}]*"disabled":true/);
    // An old button does not lead past it.
    expect((await h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }))).said).toContain('could be more than one');

    await h.choose(IMPORT_IDS.answer.encode({ ...own, about: 'dateOrder' }), ['dmy']);
    await h.choose(IMPORT_IDS.answer.encode({ ...own, about: 'untimed' }), ['from:540']);
    const form = await h.choose(IMPORT_IDS.answer.encode({ ...own, about: 'zone' }), ['other']);
    expect(form.responses).toMatchObject([{ type: 9 }]);
    expect((await h.submit(IMPORT_IDS.zone.encode(own), { zone: 'Nowhere' })).said).toContain('Nowhere');
    const done = await h.submit(IMPORT_IDS.zone.encode(own), { zone: 'Berlin' });
    expect(done.said).toContain('Times are read by the clocks of Europe/Berlin');
    expect(done.said).not.toMatch(/"label":"Next"[^}]*"disabled":true/);
    const draft = await h.imports.draft({ space: SPACE, by: owner, id: 'draft1' });
    expect(draft.ok && draft.value.answers).toMatchObject({
      ...{ dateOrder: 'dmy', zone: 'Europe/Berlin', untimed: { kind: 'from', minutes: 540 } },
    });
  });

  it('asks for the columns of a table that nobody knows', async () => {
    const h = await createHarness();
    h.imports.recognises = {
      questions: [{ about: 'columns', header: ['wann', 'wie lang'] }],
      recognised: {
        ...{ format: 'csv', encoding: 'utf-8', hasByteOrderMark: false, separator: ';', headerLanguage: null },
        ...{ header: ['wann', 'wie lang', 'wann'], sample: [['3.4.', '2:00', '']], columns: {}, dateOrder: null },
        ...{ dateOrderRow: null, hasOffsets: false, zone: null, files: [] },
      },
    };
    const { said } = await upload(h);
    expect(said).toContain('> wann | wie lang');
    await h.choose(IMPORT_IDS.column.encode({ ...own, role: 'date' }), ['0']);
    await h.choose(IMPORT_IDS.column.encode({ ...own, role: 'note' }), ['0']);
    await h.choose(IMPORT_IDS.column.encode({ ...own, role: 'note' }), ['none']);
    await h.choose(IMPORT_IDS.column.encode({ ...own, role: 'duration' }), ['1']);
    const draft = await h.imports.draft({ space: SPACE, by: owner, id: 'draft1' });
    expect(draft.ok && draft.value.answers.columns).toEqual({ date: 'wann', duration: 'wie lang' });
    // Enough was said, and the rest can be said all the same.
    const after = await h.choose(IMPORT_IDS.column.encode({ ...own, role: 'duration' }), ['1']);
    expect(after.said).not.toContain('I do not know this table');
    expect(after.said).toContain('Which column says the category?');
  });
});

describe('what becomes of labels', () => {
  const menuOf = (name: string, n = 0) => IMPORT_IDS.category.encode({ ...own, tag: tagOf(name), n });

  it('is chosen page by page: a category that is there, a new one by any name, or nothing', async () => {
    const h = await createHarness();
    const labels = Array.from({ length: 9 }, (_, at) => label(`Label ${at}`));
    h.imports.recognises = { labels: [...labels, label('')], questions: [{ about: 'categories', labels: [] }] };
    await upload(h, {}, { manager: true });
    const manager = { manager: true };
    const page = await h.click(IMPORT_IDS.show.encode({ ...own, step: 'categories', n: 1 }), manager);
    expect(page.said).toContain('Page 2 of 2');
    expect(page.said).toContain('10 answers are missing');
    expect(page.said).toContain('Rows without a label');

    await h.choose(menuOf('Label 0'), ['c:work'], manager);
    await h.choose(menuOf('Label 1'), ['new'], manager);
    await h.choose(menuOf('Label 2'), ['ignore'], manager);
    expect((await h.choose(menuOf('Label 3'), ['named'], manager)).responses).toMatchObject([{ type: 9 }]);
    const named = await h.submit(
      IMPORT_IDS.named.encode({ ...own, tag: tagOf('Label 3'), n: 0 }),
      { name: ' Deep  work ' },
      manager,
    );
    expect(named.said).toContain('New: Deep work');
    await h.choose(menuOf('Label 3'), ['other'], manager);
    await h.click(IMPORT_IDS.rest.encode({ ...own, of: 'categories', how: 'new', n: 0 }), manager);
    const last = await h.click(IMPORT_IDS.rest.encode({ ...own, of: 'categories', how: 'ignore', n: 1 }), manager);
    expect(last.said).not.toContain('missing');
    const draft = await h.imports.draft({ space: SPACE, by: owner, id: 'draft1' });
    expect(draft.ok && draft.value.answers.categories).toMatchObject({
      'Label 0': { kind: 'existing', id: 'work' },
      'Label 1': { kind: 'new', name: 'Label 1' },
      'Label 2': { kind: 'ignore' },
      'Label 3': { kind: 'new', name: 'Deep work' },
      'Label 8': { kind: 'new', name: 'Label 8' },
      '': { kind: 'ignore' },
    });
    expect((await h.choose(menuOf('Another'), ['ignore'], manager)).said).toContain('out of date');
  });

  it('offers new categories only to those who may make them', async () => {
    const h = await createHarness();
    h.imports.recognises = { labels: [label('Reading')], questions: [{ about: 'categories', labels: ['Reading'] }] };
    await upload(h);
    const { said } = await h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }));
    expect(said).toContain('**Reading**');
    expect(said).toContain('Leave out');
    expect(said).not.toContain('New');
  });

  it('may hang on another field of the file', async () => {
    const h = await createHarness();
    h.imports.recognises = { labels: [label('Reading')], labelFields: ['project', 'tag'] };
    await upload(h);
    expect((await h.choose(IMPORT_IDS.answer.encode({ ...own, about: 'labelField' }), ['tag'])).said).toContain('Tag decides');
  });
});

describe('whose rows they are', () => {
  const people = [{ name: 'Ada L.', rows: 3, ms: HOUR, choice: null }];

  it('is oneself or nobody for members', async () => {
    const h = await createHarness();
    h.imports.recognises = { people, questions: [{ about: 'people', people: ['Ada L.'] }] };
    await upload(h);
    const { said } = await h.click(IMPORT_IDS.show.encode({ ...own, step: 'people', n: 0 }));
    expect(said).toContain('That’s me');
    const args = { ...own, tag: tagOf('Ada L.'), n: 0 };
    expect((await h.choose(IMPORT_IDS.person.encode(args), [BOB])).said).toContain('out of date');
    await h.choose(IMPORT_IDS.person.encode(args), ['me']);
    const draft = await h.imports.draft({ space: SPACE, by: owner, id: 'draft1' });
    expect(draft.ok && draft.value.answers.people).toEqual({ 'Ada L.': { kind: 'member', user: ADA } });
  });

  it('is any member for those who may edit others, or nobody', async () => {
    const h = await createHarness();
    h.imports.recognises = { people, questions: [{ about: 'people', people: ['Ada L.'] }] };
    await upload(h, {}, boss);
    const mine = { owner: userId('300'), id: 'draft1', tag: tagOf('Ada L.'), n: 0 };
    const { said } = await h.choose(IMPORT_IDS.member.encode(mine), [BOB], boss);
    expect(said).toContain(`"default_values":[{"type":"user","id":"${BOB}"}]`);
    await h.choose(IMPORT_IDS.member.encode(mine), [], boss);
    const draft = await h.imports.draft({ space: SPACE, by: userId('300'), id: 'draft1' });
    expect(draft.ok && draft.value.answers.people).toEqual({ 'Ada L.': { kind: 'ignore' } });
  });
});

describe('the preview', () => {
  it('says what would be stored, and what not and why', async () => {
    const h = await createHarness();
    const at = { startedAt: Date.UTC(2026, 0, 1), endedAt: Date.UTC(2026, 0, 1, 1) };
    h.imports.previews = {
      ...PREVIEW,
      stored: { ...stored(1_234), categories: [{ id: null, name: 'Reading', entries: 1_234, ms: HOUR }] },
      duplicates: { count: 2, first: [{ row: 4, user: owner, ...at, other: null }] },
      refused: { count: 1, first: [{ row: 9, user: owner, code: 'SELF_EDIT_TOO_FAR_BACK' }] },
      open: { count: 1, first: [{ row: 11, startedAt: at.startedAt }] },
      ignored: 5,
      remarks: { ...PREVIEW.remarks, twice: { count: 1, first: [3] } },
    };
    await upload(h);
    const { said } = await h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }));
    for (const text of [
      '1,234 entries',
      'Reading (new)',
      'not stored twice: 2 rows',
      'row 9: too far back',
      'row 11: ',
      'because you said so: 5 rows',
      'showed the time twice',
    ])
      expect(said).toContain(text);
    expect(said).not.toContain(`<@${ADA}>`);
  });

  it('asks about rows that lie beside what is there, and cannot be begun before', async () => {
    const h = await createHarness();
    const questions: readonly Question[] = [{ about: 'shifted', rows: 7, hours: [2, -5.5] }];
    h.imports.previews = { ...PREVIEW, stored: stored(1), questions };
    await upload(h);
    const asked = await h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }));
    expect(asked.said).toContain('2, -5.5 hours away');
    expect(asked.said).toMatch(/"label":"Import"[^}]*"disabled":true/);
    const { said } = await h.choose(IMPORT_IDS.answer.encode({ ...own, about: 'shifted' }), ['skip']);
    expect(said).not.toMatch(/"label":"Import"[^}]*"disabled":true/);
  });

  it('asks with the rights of this moment: own time within the limits, that of others by permission', async () => {
    const h = await createHarness();
    await h.run('config set', { key: 'selfEditDays', value: '7' }, boss);
    await upload(h);
    await h.click(IMPORT_IDS.show.encode({ ...own, step: 'preview', n: 0 }));
    const [mine] = h.imports.rights;
    const entry = (back: number): EntryFields => {
      const startedAt = h.clock.now() - back * DAY;
      return { category: categoryId('work'), note: null, startedAt, endedAt: startedAt + HOUR, pauses: [], overrideMs: null };
    };
    expect(mine).toMatchObject({ others: false, categories: false });
    expect(mine?.refusal(owner, entry(1))).toBeNull();
    expect(mine?.refusal(owner, entry(30))).toBe('SELF_EDIT_TOO_FAR_BACK');
    expect(mine?.refusal(userId(BOB), entry(1))).toBe('CAPABILITY_MISSING');
    await upload(h, {}, boss);
    await h.click(IMPORT_IDS.show.encode({ owner: userId('300'), id: 'draft2', step: 'preview', n: 0 }), boss);
    const theirs = h.imports.rights[1];
    expect(theirs).toMatchObject({ others: true, categories: true });
    expect(theirs?.refusal(userId(BOB), entry(30))).toBeNull();
    // Somebody else of them could import it for them just the same.
    expect(theirs?.refusal(userId('300'), entry(30))).toBeNull();
  });
});

describe('an import', () => {
  it('shows how far it is in the message that was clicked, and can be stopped', async () => {
    const h = await createHarness();
    const { said } = await ready(h);
    const reply = new RecordingResponder();
    await h.send(h.payload.click(idIn(said, 'import-begin')), reply);
    expect(reply.responses).toMatchObject([{ type: 7 }]);
    expect(reply.said).toContain('0 of 3 entries');
    for (const done of [1, 2]) {
      h.imports.become('run1', { done });
      await h.clock.advanceAsync(500);
    }
    await h.clock.advanceAsync(2_000);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('2 of 3 entries');
    expect(reply.edits.length).toBeLessThanOrEqual(2);
    await h.click(idIn(reply.said, 'import-stop'));
    await expect.poll(() => JSON.stringify(reply.edits.at(-1))).toContain('Stopped');
  });

  it('is taken back as one, once that was confirmed', async () => {
    const h = await createHarness();
    const { said } = await ready(h);
    const reply = new RecordingResponder();
    await h.send(h.payload.click(idIn(said, 'import-begin')), reply);
    h.imports.become('run1', { state: 'done', done: 3, stored: 3, undoUntil: h.clock.now() + 30 * DAY });
    await expect.poll(() => JSON.stringify(reply.edits.at(-1))).toContain('Imported');
    const asked = await h.click(idIn(JSON.stringify(reply.edits), 'import-undo'));
    expect(asked.said).toContain('Take back 3 entries');
    expect((await h.click(IMPORT_IDS.undo.encode({ owner, id: 'run1', sure: 'no' }))).said).toContain('Imported');
    const undoing = new RecordingResponder();
    await h.send(h.payload.click(IMPORT_IDS.undo.encode({ owner, id: 'run1', sure: 'yes' })), undoing);
    h.imports.become('run1', {
      ...{ state: 'undone', undoUntil: null },
      staying: { count: 1, first: [{ user: owner, startedAt: 0, endedAt: HOUR, because: 'changed' }] },
    });
    await expect.poll(() => JSON.stringify(undoing.edits.at(-1))).toContain('changed since');
    // Each is a request of its own.
    expect(new Set(h.imports.requests.map(({ requestId }) => requestId)).size).toBe(2);
    expect((await h.click(IMPORT_IDS.undo.encode({ owner, id: 'run1', sure: 'yes' }))).said).toContain('taken back already');
  });

  it('goes on without a reply that can be changed, and is found on the list', async () => {
    const h = await createHarness();
    const { said } = await ready(h);
    const reply = new RecordingResponder();
    await h.send(h.payload.click(idIn(said, 'import-begin')), reply);
    await h.clock.advanceAsync(15 * 60_000);
    const edits = reply.edits.length;
    h.imports.become('run1', { state: 'done', stored: 3, undoUntil: h.clock.now() + DAY });
    await h.clock.advanceAsync(5_000);
    expect(reply.edits).toHaveLength(edits);
    const list = await h.run('import list');
    expect(list.said).toContain('hours.csv');
    expect(list.said).toContain('pc1:import-undo');
    expect((await h.complete('import undo', 'import', 'hou')).said).toContain('"value":"run1"');
    expect((await h.run('import undo', { import: 'run1' })).said).toContain('Take back 3 entries');
    expect((await h.run('import list', {}, { user: BOB })).said).toContain('imported nothing here');
    expect((await h.run('import undo', { import: 'run1' }, { user: BOB })).said).toContain('no such import of yours');
  });

  it('that stored time of others is taken back only by those who may edit others', async () => {
    const h = await createHarness();
    const from = { user: ADA, permissions: '8' };
    h.imports.previews = { ...PREVIEW, stored: stored(2, BOB) };
    await upload(h, {}, from);
    await h.click(IMPORT_IDS.begin.encode(own), from);
    h.imports.become('run1', { state: 'done', stored: 2, undoUntil: h.clock.now() + DAY });
    const undo = IMPORT_IDS.undo.encode({ owner, id: 'run1', sure: 'yes' });
    expect((await h.click(undo)).said).toContain('Edit others');
    expect((await h.click(undo, from)).said).toContain('Being taken back');
  });

  it('says that a draft is gone after a restart, and forgets one that is given up', async () => {
    const h = await createHarness();
    const { said } = await ready(h);
    h.imports.forgetDrafts();
    for (const route of ['import-begin', 'import-show'])
      expect((await h.click(idIn(said, route))).said).toContain('This import is no longer there');
    await ready(h);
    expect((await h.click(IMPORT_IDS.discard.encode({ owner, id: 'draft2' }))).said).toContain('Given up');
    expect((await h.click(IMPORT_IDS.begin.encode({ owner, id: 'draft2' }))).said).toContain('no longer there');
  });
});

it('says everything in German too', async () => {
  const h = await createHarness();
  const { said } = await ready(h, { locale: 'de' });
  expect(said).toContain('Letzter Schritt');
  expect(said).toContain('3 Einträge');
});
