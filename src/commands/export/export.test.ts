import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, RecordingResponder, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { userId } from '../../domain/ids.js';
import { exportsOfMember, exportsOfTeam } from '../../engine/documents/kinds/exported.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { createPageLinks } from '../../core/page-links.js';
import { ownPreferences } from '../zone-of.js';

type Harness = Awaited<ReturnType<typeof createHarness>>;
const boss = { user: '300', permissions: '8' };
const CHANNEL = '700000000000000001';
const IN_CHANNEL = { also: { channel: { id: CHANNEL, type: 0 } } };

let open: Harness | null = null;
const harness = async (): Promise<Harness> => {
  open = await createHarness();
  return open;
};
afterEach(async () => {
  await open?.exports.close();
  open = null;
});

const make = (h: Harness, values = {}, from = {}) => h.run('export make', { format: 'csv', ...values }, from);
/** As `make`, of one that the test ends; resolves when the reply says how far it is. */
const held = async (h: Harness, values = {}, from: Parameters<Harness['payload']['command']>[2] = {}) => {
  h.exports.holds = true;
  const responder = new RecordingResponder();
  const sent = h.send(h.payload.command('export make', { format: 'csv', ...values }, from), responder);
  await h.clock.advanceAsync(1_200);
  await sent;
  return responder;
};
const text = (files: readonly { readonly data: Uint8Array }[]): readonly string[] =>
  files.map(({ data }) => Buffer.from(data).toString());
const buttonOf = (said: string, route: string): string => new RegExp(`pc1:${route}:[^"]+`).exec(said)?.[0] ?? `no ${route}`;

describe('/export make', () => {
  it('answers with the file at once, and says how many entries are in it', async () => {
    const h = await harness();
    const { said, files, responses } = await make(h, {}, { nick: 'Adá!' });
    expect(said).toContain('CSV for spreadsheets');
    expect(said).toMatch(/Your time · Jan 1\W+31, 2026 · every entry/);
    expect(said).toContain('**2 entries.** Nothing was left out.');
    expect(said).toContain('attachment://punchcard-ada-2026-01-01_2026-01-31.csv');
    expect(files.map(({ name }) => name)).toEqual(['punchcard-ada-2026-01-01_2026-01-31.csv']);
    expect(JSON.stringify(responses)).toContain('"flags":32832');
    await expect.poll(() => h.exports.files.size).toBe(0);
    expect(h.exports.asked).toMatchObject([
      {
        ...{
          format: 'csv',
          detail: 'entries',
          from: '20260101',
          to: '20260131',
          locale: 'en-US',
          category: null,
          rounding: null,
        },
        ...{ space: { id: SPACE, name: 'Guild' }, about: { kind: 'member', user: ADA, name: 'Adá!' } },
        ...{ members: [{ user: ADA, name: 'Adá!' }], counting: { zone: 'UTC' }, weekStart: 'monday' },
      },
    ]);
    // One's own is nobody else's business.
    expect((await h.documents.of(exportsOfMember).get({ space: SPACE, user: userId(ADA) })).list).toEqual([]);
  });

  it('reads days in the zone and the words of whoever asks, and rounds as the space says', async () => {
    const h = await harness();
    for (const [key, value] of [
      ['rounding', 'up'],
      ['roundingOf', 'day'],
      ['weekStart', 'sunday'],
    ] as const)
      await h.run('config set', { key, value }, boss);
    await h.run('timezone set', { zone: 'Pacific/Auckland' });
    // 22:30 of the 5th in London is the 6th in Auckland.
    h.clock.set(Date.parse('2026-01-05T22:30Z'));
    await make(h, { timeframe: 'today' }, { locale: 'de' });
    await make(h, { from: 'gestern', to: '1.2.2026', category: 'Work', detail: 'summary' }, { locale: 'de' });
    await make(h, { timeframe: 'lastWeek' });
    expect(h.exports.asked).toMatchObject([
      {
        ...{ from: '20260106', to: '20260106', locale: 'de', counting: { zone: 'Pacific/Auckland' }, usual: { zone: 'UTC' } },
        rounding: { mode: 'up', stepMs: 900_000, of: 'day' },
      },
      { from: '20260105', to: '20260201', category: 'work', detail: 'summary' },
      { from: '20251228', to: '20260103' },
    ]);
  });

  it('begins with the first day that has time when all is wanted', async () => {
    const h = await harness();
    await make(h, { timeframe: 'all' });
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + 3_600_000);
    await h.run('clockout', {});
    h.clock.set(h.clock.now() + 86_400_000 * 40);
    expect((await make(h, { timeframe: 'all' })).said).toContain('everything until Feb 14, 2026');
    expect(h.exports.asked.map(({ from, to }) => [from, to])).toEqual([
      ['20260105', '20260105'],
      ['20260105', '20260214'],
    ]);
  });

  it.each([
    [{ timeframe: 'week', from: 'yesterday' }, 'not both'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'first day'],
    [{ from: 'soonish' }, 'soonish'],
    [{ category: 'Nonsense' }, 'Nonsense'],
    [{ format: 'ics', detail: 'days' }, 'calendar'],
    [{ user: BOB }, 'Export'],
    [{ scope: 'server' }, 'Export'],
  ])('refuses %j', async (values, said) => {
    const h = await harness();
    expect((await make(h, values)).said).toContain(said);
    expect(h.exports.asked).toEqual([]);
  });

  it('exports others for those who may, and writes down who did', async () => {
    const h = await harness();
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const { said } = await make(h, { user: BOB, detail: 'days' }, boss);
    expect(said).toContain(`<@${BOB}> · `);
    await make(h, { scope: 'server', format: 'json', timeframe: 'week' }, boss);
    expect((await make(h, { user: BOB, scope: 'server' }, boss)).said).toContain('not both');
    expect(h.exports.asked).toMatchObject([
      { about: { kind: 'member', user: BOB, name: `Member ${BOB}` } },
      { about: { kind: 'members', count: 1 }, members: [{ user: BOB, name: `Member ${BOB}` }] },
    ]);
    const day = { from: '20260101', to: '20260131', category: null };
    expect((await h.documents.of(exportsOfMember).get({ space: SPACE, user: userId(BOB) })).list).toMatchObject([
      { by: '300', format: 'csv', detail: 'days', ...day },
    ]);
    expect((await h.documents.of(exportsOfTeam).get(SPACE)).list).toMatchObject([
      { by: '300', format: 'json', detail: 'entries', from: '20260105', to: '20260111' },
    ]);
    expect((await h.run('privacy show', {}, { user: BOB })).said).toContain('Who else exported your time');
    // Without a word in the ledger there is no export.
    h.configs.offline = true;
    h.exports.asked.length = 0;
    expect((await make(h, { user: BOB }, boss)).said).toMatch(/database|moment/);
    expect(h.exports.asked).toEqual([]);
  });
});

describe('an export of others', () => {
  const told = async (h: Harness, by: Parameters<Harness['run']>[2]): Promise<readonly string[]> => {
    const { followUps } = await h.run('status', {}, by);
    return followUps.map((one) => JSON.stringify(one)).filter((one) => /Somebody exported|Jemand hat .* exportiert/.test(one));
  };

  it('is told to the member with their next reply, once, and by nothing that is sent to them', async () => {
    const h = await harness();
    await make(h, { user: BOB, format: 'pdf', from: '2026-01-01', to: '2026-01-04' }, boss);
    const bob = { user: BOB };
    const [notice = ''] = await told(h, bob);
    expect(notice).toMatch(/<@300> exported your time <t:\d+:R>/);
    expect(notice).toMatch(/Jan 1\W+4, 2026 · PDF/);
    expect(notice).not.toContain('all members');
    expect(await told(h, bob)).toEqual([]);
    // Nobody else hears of it, and whoever made it neither.
    for (const by of [{}, boss]) expect(await told(h, by)).toEqual([]);
    expect(h.direct).toEqual([]);
    // The next one is news again.
    await make(h, { user: BOB }, boss);
    expect(await told(h, bob)).toHaveLength(1);
  });

  it('of all members is told to each of them but its maker, unless it is long ago', async () => {
    const h = await harness();
    await make(h, { scope: 'server', category: 'Work' }, boss);
    const [notice = ''] = await told(h, { locale: 'de' });
    expect(notice).toContain('die Zeit aller Mitglieder exportiert, und damit auch deine');
    expect(notice).toContain('Work');
    expect(await told(h, boss)).toEqual([]);
    h.clock.set(h.clock.now() + 40 * 86_400_000);
    expect(await told(h, { user: BOB })).toEqual([]);
  });
});

describe('an export that takes its time', () => {
  it('shows how far it is, at most every two seconds, and becomes the result', async () => {
    const h = await harness();
    const reply = await held(h);
    expect(reply.said).toContain('Reading. Entries so far: 0');
    const [one] = h.exports.held;
    for (let rows = 1_000; rows <= 4_000; rows += 1_000) {
      one?.progress({ stage: 'writing', rows, of: 10_000 });
      await h.clock.advanceAsync(1_000);
    }
    const shown = reply.edits.map((edit) => JSON.stringify(edit));
    expect(shown.length).toBeLessThanOrEqual(4);
    expect(shown.at(-1)).toMatch(/▰▰▰?▱+ \*\*[34]0%\*\* *\\n[34],000 of 10,000 rows · about \d+ s left/);
    await one?.end();
    await expect.poll(() => h.exports.files.size).toBe(0);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('**2 entries.**');
    expect(text(reply.files)).toEqual([`name\r\npunchcard-member-${ADA}-2026-01-01_2026-01-31\r\n`]);
    expect(reply.edits.at(-1)).toMatchObject({ attachments: [{ id: '0' }] });
    expect((await h.run('export list')).said).toContain('None of your exports is under way');
    // Who clicks too late does not overwrite the file.
    const late = await h.click(buttonOf(reply.said, 'export-cancel'));
    expect(late.said).toContain('has ended already');
    expect(late.responses).toMatchObject([{ type: 4 }]);
  });

  it('waits for its turn, says its place, and is cancelled only by its owner', async () => {
    const h = await harness();
    const first = await held(h);
    const second = await held(h, { timeframe: 'week' });
    expect(second.said).toContain('1 export goes first.');
    expect((await h.run('export list')).said).toMatch(/being made.*1 export goes first/);
    const cancel = buttonOf(second.said, 'export-cancel');
    expect((await h.click(cancel, { user: BOB })).said).toContain('belong to somebody else');
    expect((await h.click(cancel)).said).toContain('The export was cancelled');
    expect(JSON.stringify(second.edits.at(-1))).toContain('The export was cancelled');
    await h.click(buttonOf(first.said, 'export-cancel'));
    await h.clock.advanceAsync(5_000);
    expect(JSON.stringify(first.edits.at(-1))).toContain('cancelled');
    expect(h.exports.asked).toHaveLength(1);
    expect((await h.click(cancel)).said).toContain('has ended already');
    // As after a restart.
    expect((await h.click(cancel.replace(/\d+$/, '123'))).said).toContain('no longer there');
    expect(h.exports.files.size).toBe(0);
  });

  it('says what went wrong in its reply', async () => {
    const h = await harness();
    const reply = await held(h);
    await h.exports.held[0]?.end(domainError('EXPORT_FAILED'));
    await h.clock.advanceAsync(0);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('could not be made');
  });

  it('comes by direct message to who agreed, when the reply cannot be changed any more', async () => {
    const h = await harness();
    const by = { actor: userId(ADA), requestId: h.deps.ids.next() as never, at: h.clock.now(), event: 'preferencesSet' };
    await h.documents
      .of(preferences)
      .update(ownPreferences({ user: userId(ADA) }), by, (kept) => ({ ok: true, value: { ...kept, directMessages: true } }));
    const reply = await held(h, {}, IN_CHANNEL);
    await h.clock.advanceAsync(13 * 60_000);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('comes to you as a direct message');
    await h.clock.advanceAsync(2 * 60_000);
    await h.exports.held[0]?.end();
    await expect.poll(() => h.direct.length).toBe(1);
    expect(h.direct[0]).toMatchObject({ user: ADA, files: [{ name: `punchcard-member-${ADA}-2026-01-01_2026-01-31.csv` }] });
    expect(h.messages.posted).toEqual([]);
  });

  it('is fetched from the channel by its owner alone, when the reply cannot be changed any more', async () => {
    const h = await harness();
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const reply = await held(h, { user: BOB }, { ...boss, ...IN_CHANNEL });
    await h.clock.advanceAsync(15 * 60_000);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('only you can fetch it');
    await h.exports.held[0]?.end();
    await expect.poll(() => h.messages.posted.length).toBe(1);
    const [posted] = h.messages.posted;
    expect(posted).toMatchObject({ channel: CHANNEL, view: { allowed_mentions: { users: ['300'] } }, files: [] });
    expect(JSON.stringify(posted)).not.toContain(BOB);
    const fetch = buttonOf(JSON.stringify(posted?.view), 'export-fetch');
    expect((await h.click(fetch, { user: BOB })).said).toContain('belong to somebody else');
    const fetched = await h.click(fetch, boss);
    expect(fetched.files.map(({ name }) => name)).toHaveLength(1);
    expect(JSON.stringify(fetched.responses)).toContain('"flags":32832');
    expect((await h.run('export list', {}, boss)).said).toContain('ready, until');
    // Who may not export others any more gets nothing of it.
    expect((await h.click(fetch, { user: '300' })).said).toContain('permission');
    await h.clock.advanceAsync(3_600_000);
    expect((await h.click(fetch, boss)).said).toContain('no longer there');
    await expect.poll(() => h.exports.files.size).toBe(0);
  });

  it('waits in the list where no message can say that it is there', async () => {
    const h = await harness();
    const reply = await held(h);
    await h.clock.advanceAsync(15 * 60_000);
    expect(JSON.stringify(reply.edits.at(-1))).toContain('`/export list`');
    await h.exports.held[0]?.end();
    await expect.poll(async () => (await h.run('export list')).said).toContain('ready, until');
    const fetched = await h.click(buttonOf((await h.run('export list')).said, 'export-fetch'));
    expect(fetched.files).toHaveLength(1);
    expect([h.direct, h.messages.posted]).toEqual([[], []]);
  });

  it('is not made for who may not see others any more when its turn comes', async () => {
    const h = await harness();
    await h.run('config permissions allow', { capability: 'exportOthers', member: '300' }, { user: '301', permissions: '8' });
    await held(h, {}, { user: '300' });
    const second = await held(h, { scope: 'server' }, { user: '300' });
    expect(second.said).toContain('1 export goes first.');
    await h.run('config permissions deny', { capability: 'exportOthers', member: '300' }, { user: '301', permissions: '8' });
    await h.exports.held[0]?.end();
    await expect.poll(() => JSON.stringify(second.edits.at(-1))).toContain('permission');
    expect(h.exports.asked).toHaveLength(1);
  });

  it('ends with the bot, and says so', async () => {
    const h = await harness();
    const reply = await held(h);
    await h.exportDesk.close();
    expect(JSON.stringify(reply.edits.at(-1))).toContain('restarting');
  });
});

describe('an export that is too large for one file', () => {
  const SMALL = { also: { attachment_size_limit: 65_536 + 6_000 } };
  const noise = (length: number): string => {
    let state = 7;
    return Array.from({ length }, () => ((state = (state * 48_271) % 2_147_483_647) % 36).toString(36)).join('');
  };

  it('comes in parts of its rows as a table, in several messages if it must', async () => {
    const h = await harness();
    h.exports.contentOf = () => `a\r\n${noise(16_000).replace(/(.{40})/g, '$1\r\n')}`;
    const { said, files } = await make(h, {}, SMALL);
    expect(files.length).toBeGreaterThan(1);
    expect(files[0]?.name).toMatch(/\.part1of\d+\.zip$/);
    expect(said).toContain('the rows are spread over');
    expect(h.exports.asked).toHaveLength(1);
  });

  it('is several exports of parts of the time in another format', async () => {
    const h = await harness();
    h.exports.contentOf = ({ from, to }) => noise((Number(to) - Number(from) + 1) * 500);
    const { said, files } = await make(h, { format: 'json' }, SMALL);
    expect(said).toContain('one for each part of the time');
    const [, ...parts] = h.exports.asked;
    expect(parts.at(0)?.from).toBe('20260101');
    expect(parts.at(-1)?.to).toBe('20260131');
    expect(files.length).toBeGreaterThan(1);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    await expect.poll(() => h.exports.files.size).toBe(0);
  });

  it('says what to do when it is too large in parts', async () => {
    const h = await harness();
    h.exports.contentOf = () => noise(20_000);
    const { said } = await make(h, { format: 'json' }, SMALL);
    expect(said).toContain('Choose a shorter period');
    expect(said).not.toContain('"url"');
    expect(h.exports.files.size).toBe(0);
  });

  it('leads to the page then, where there is one: to where it is ordered, and to no file', async () => {
    open = await createHarness({ page: createPageLinks('https://clock.example') });
    const h = open;
    h.exports.contentOf = () => noise(20_000);
    const address = `"url":"https://clock.example/app/${SPACE}/reports"`;
    const quick = await make(h, { format: 'json' }, SMALL);
    expect(quick.said).toContain('a file may have any size');
    expect(quick.said).toContain(address);
    // A reply that was changed as it went says the same; what is wrong otherwise leads nowhere.
    const reply = await held(h, { format: 'json' }, SMALL);
    expect(JSON.stringify(reply.edits)).not.toContain('any size');
    h.exports.holds = false;
    await h.exports.held[0]?.end();
    await expect.poll(() => JSON.stringify(reply.edits)).toContain('any size');
    expect(JSON.stringify(reply.edits)).toContain(address);
    expect((await make(h, { format: 'ics', detail: 'days' })).said).not.toContain('"url"');
  });
});
