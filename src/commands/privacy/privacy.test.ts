import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, GUILD, HOME, SPACE, type RecordingResponder } from '../../../test/support/commands-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import { guildSpace, userId } from '../../domain/ids.js';
import { DOCUMENT_KINDS } from '../../engine/documents/kinds/index.js';
import { createTranslators } from '../../i18n/translators.js';
import { userText } from '../../i18n/user-text.js';
import { keptView } from '../../views/privacy/kept-view.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { PRIVACY_IDS } from './custom-ids.js';

const HOUR = 3_600_000;
const OTHER = '100000000000000002';
const ada = userId(ADA);

type Harness = Awaited<ReturnType<typeof createHarness>>;
const said = (answer: RecordingResponder) => shownBy(answer.responses.at(-1));
const entriesIn = (h: Harness, space = SPACE, user = ADA) => h.deps.timesheet.entries(space, userId(user), 0, Infinity);

/** Ada has worked here, in another server and in her own space; Bob has worked here. */
const setUp = async () => {
  const h = await createHarness();
  const work = async (from: Parameters<Harness['run']>[2] = {}, note = 'plain'): Promise<void> => {
    await h.run('clockin', { category: 'Work', note }, from);
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockout', {}, from);
  };
  await work({}, '=HYPERLINK("x")');
  await work({ user: BOB });
  await work({ guild: OTHER });
  await work({ guild: null });
  await h.run('timezone set', { zone: 'Asia/Kathmandu' });
  return { ...h, work };
};

/** Files of a ZIP by name, read by their local headers. */
const filesIn = (bytes: Uint8Array): Readonly<Record<string, string>> => {
  const buffer = Buffer.from(bytes);
  const files: Record<string, string> = {};
  for (let at = 0; buffer.readUInt32LE(at) === 0x04034b50;) {
    const [packed, name] = [buffer.readUInt32LE(at + 18), buffer.readUInt16LE(at + 26)];
    const start = at + 30 + name;
    files[buffer.subarray(at + 30, start).toString()] = inflateRawSync(buffer.subarray(start, start + packed)).toString();
    at = start + packed;
  }
  return files;
};

describe('/privacy show', () => {
  it('says in words and figures what is kept, here and elsewhere', async () => {
    const h = await setUp();
    const shown = said(await h.run('privacy show'));
    expect(shown.text).toContain('What is kept about you in this server');
    expect(shown.text).toMatch(/One entry .* begins <t:\d+:f> and ends <t:\d+:f>/);
    expect(shown.text).toContain('Every change of your time');
    expect(shown.text).toContain('time zone, direct messages');
    expect(shown.text).toContain('in 3 places');
    expect(shown.text).not.toContain('running now');
    await h.run('clockin', { category: 'Study' });
    expect(said(await h.run('privacy show')).text).toContain('running now');
    expect(said(await h.run('privacy show', {}, { user: '3' })).text).toContain('No entries.');
    const own = said(await h.run('privacy show', {}, { guild: null, locale: 'de' }));
    expect(own.text).toContain('in deinem eigenen Bereich');
  });
});

describe('/privacy export', () => {
  const exported = async (h: Harness, where?: string) => {
    const answer = await h.run('privacy export', where === undefined ? {} : { where });
    expect(answer.responses).toMatchObject([{ type: 4, data: { flags: 64 } }]);
    const [file] = answer.files;
    if (file === undefined) throw new Error(answer.said);
    expect(file.name).toBe('punchcard-export.zip');
    return filesIn(file.data);
  };

  it('has everything of the member here, and nothing of others; notes are no formulas', async () => {
    const h = await setUp();
    const files = await exported(h);
    expect(Object.keys(files)).toEqual(['README.txt', 'everything.json', 'entries.csv', 'days.csv', 'changes.csv']);
    const [entry] = await entriesIn(h);
    expect(JSON.parse(files['everything.json'] ?? '')).toMatchObject({
      user: ADA,
      spaces: [
        {
          space: SPACE,
          entries: [{ id: entry?.id, note: '=HYPERLINK("x")' }],
          active: null,
          days: { '20260105': { work: HOUR } },
        },
      ],
    });
    const rows = (files['entries.csv'] ?? '').split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(rows[1]).toContain('2026-01-05T09:00:00.000+00:00,2026-01-05T10:00:00.000+00:00,UTC,3600,0,,3600,ENDED_UNCONFIRMED');
    expect(files['days.csv']).toContain(`${SPACE},2026-01-05,work,Work,3600`);
    expect(files['changes.csv']?.split('\r\n')).toHaveLength(4);
    expect(JSON.stringify(files)).not.toContain(BOB);
  });

  it('has the browsers in which they have logged in to the page, and nothing by which one could', async () => {
    const h = await setUp();
    const login = { name: 'Ada', locale: 'de', guilds: [], createdAt: 1, seenAt: 2 };
    h.logins.push(
      { ...login, user: userId(ADA), hash: 'hash-of-hers' },
      { ...login, user: userId(BOB), hash: 'x', name: 'Somebody else' },
    );
    const { ['everything.json']: everything = '' } = await exported(h);
    expect(JSON.parse(everything)).toMatchObject({ logins: [login] });
    expect(everything).not.toMatch(/hash-of-hers|Somebody else/);
  });

  it('has every place when it is asked for everywhere', async () => {
    const h = await setUp();
    const files = await exported(h, 'everywhere');
    const spaces = (files['entries.csv'] ?? '')
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split(',')[0]);
    expect(spaces.toSorted()).toEqual([SPACE, guildSpace(OTHER), HOME].toSorted());
    expect(files['everything.json']).toContain('Asia/Kathmandu');
  });

  it('says so when it does not fit, or the database is away', async () => {
    const h = await setUp();
    const also = { attachment_size_limit: 65_000 };
    expect((await h.run('privacy export', {}, { also })).said).toContain('more than a file here may hold');
    h.redis.away();
    expect((await h.run('privacy export')).said).toContain('database');
  });
});

describe('/privacy erase', () => {
  const open = async (h: Harness, where: string, locale = 'en-US') =>
    said(await h.run('privacy erase', { where }, { locale })).form;

  it('erases nothing before the word was typed, and nothing for others', async () => {
    const h = await setUp();
    const form = await open(h, 'here');
    for (const word of ['no', 'ERASE it', 'LÖSCHEN'])
      expect((await h.submit(form, { word })).said).toContain('Nothing was erased. To confirm, type ERASE.');
    expect((await h.submit(form, { word: 'ERASE' }, { user: BOB })).said).toContain('somebody else');
    expect(await entriesIn(h)).toHaveLength(1);
  });

  it('erases what is here: what runs ends first, other places and other people stay', async () => {
    const h = await setUp();
    const form = await open(h, 'here');
    await h.run('clockin', { category: 'Study' });
    await h.documents
      .of(sharing)
      .update({ space: SPACE, user: ada }, by(h), (own) => ({ ok: true, value: { ...own, boards: false } }));
    const shown = said(await h.submit(form, { word: ' erase ' }));
    expect(shown.text).toContain('All that was kept about you in this place is erased');
    expect(h.loggedOut).toEqual([ada]);
    expect(shown.text).toContain('The totals of a server keep your hours, as sums by month and category without your name.');
    expect(h.changes.findLast(({ user, space }) => user === ada && space === SPACE)).toMatchObject({
      before: { active: { category: 'study' } },
      after: { active: null },
      rows: [{ event: 'clockedOut', source: 'erasure' }],
    });
    expect(await entriesIn(h)).toEqual([]);
    expect(await h.documents.of(sharing).get({ space: SPACE, user: ada })).toMatchObject({ version: 0, boards: null });
    expect(await h.documents.of(preferences).get({ space: HOME, user: ada })).toMatchObject({ timeZone: 'Asia/Kathmandu' });
    for (const rest of [entriesIn(h, SPACE, BOB), entriesIn(h, guildSpace(OTHER)), entriesIn(h, HOME)])
      expect(await rest).toHaveLength(1);
    expect((await h.run('explain')).said).toContain('Nothing counts for this day');
  });

  it('says before what stays: sums in a server, nothing in the own space', async () => {
    const h = await setUp();
    const told = async (where: string, from: Parameters<Harness['run']>[2] = {}) =>
      JSON.stringify((await h.run('privacy erase', { where }, from)).responses.at(-1));
    expect(await told('here')).toContain('The server’s totals keep your hours as sums without a name.');
    expect(await told('here', { locale: 'de' })).toContain('Die Summen des Servers behalten deine Stunden, ohne Namen.');
    expect(await told('everywhere')).toContain('Servers’ totals keep your hours as sums without a name.');
    expect(await told('everywhere', { locale: 'de' })).toContain('Summen der Server behalten deine Stunden, ohne Namen.');
    const own = await h.run('privacy erase', { where: 'here' }, { guild: null, locale: 'en-US' });
    expect(JSON.stringify(own.responses.at(-1))).toContain('All that is kept about you in this place.');
    const shown = said(await h.submit(said(own).form, { word: 'ERASE' }, { guild: null, locale: 'en-US' }));
    expect(shown.text).toContain('No sums of your time stay.');
  });

  it('erases everywhere in the language of the member, and says so when there is nothing', async () => {
    const h = await setUp();
    const form = await open(h, 'everywhere', 'de');
    const shown = said(await h.submit(form, { word: 'löschen' }, { locale: 'de' }));
    expect(shown.text).toContain('auf allen Servern');
    for (const space of [SPACE, guildSpace(OTHER), HOME]) expect(await entriesIn(h, space)).toEqual([]);
    expect(await h.documents.of(preferences).get({ space: HOME, user: ada })).toMatchObject({ version: 0, timeZone: null });
    expect(await entriesIn(h, SPACE, BOB)).toHaveLength(1);
    const nobody = said(await h.run('privacy erase', { where: 'everywhere' }, { user: '7' })).form;
    expect(said(await h.submit(nobody, { word: 'ERASE' }, { user: '7' })).text).toContain('There was nothing about you');
  });

  it('does nothing while the database is away', async () => {
    const h = await setUp();
    const form = await open(h, 'here');
    await h.run('clockin', { category: 'Study' });
    h.redis.away();
    expect((await h.submit(form, { word: 'ERASE' })).said).toContain('database');
    h.redis.back();
    expect(h.state().active).not.toBeNull();
    expect(await entriesIn(h)).toHaveLength(1);
  });
});

const by = (h: Harness) => ({ actor: ada, requestId: h.deps.ids.next() as never, at: h.clock.now(), event: 'test' });

describe('/privacy settings', () => {
  it('shows and changes what others see, here, and direct messages everywhere', async () => {
    const h = await createHarness();
    let shown = said(await h.run('privacy settings'));
    expect(shown.labels).toEqual(['Yes', 'No', 'As this server says', 'Yes', 'No', 'Yes', 'No', 'Yes', 'No']);
    const press = async (label: string, nth = 0): Promise<void> => {
      shown = said(await h.click(shown.button(label, nth)));
    };
    await press('No');
    await press('Yes', 1);
    await press('Yes', 2);
    expect(await h.documents.of(sharing).get({ space: SPACE, user: ada })).toMatchObject({
      boards: false,
      insights: true,
      version: 2,
    });
    expect(await h.documents.of(preferences).get({ space: HOME, user: ada })).toMatchObject({ directMessages: true });
    await press('As this server says');
    await press('No', 1);
    await press('No', 2);
    expect(await h.documents.of(sharing).get({ space: SPACE, user: ada })).toMatchObject({ boards: null, insights: false });
    expect(await h.documents.of(preferences).get({ space: HOME, user: ada })).toMatchObject({ directMessages: false });
    expect((await h.click(shown.button('Yes'), { user: BOB })).said).toContain('somebody else');
    expect(h.configs.events.every((event) => event === 'privacySet')).toBe(true);
  });

  it('asks nothing about boards in the own space', async () => {
    const h = await createHarness();
    const { labels } = said(await h.run('privacy settings', {}, { guild: null, locale: 'de' }));
    expect(labels).toEqual(['Ja', 'Nein', 'Ja', 'Nein', 'Ja', 'Nein']);
  });
});

describe('/privacy insights', () => {
  const kept = async (h: Harness) => {
    const { insights, insightsFor } = await h.documents.of(sharing).get({ space: SPACE, user: ada });
    return { insights, ...insightsFor };
  };

  it('is about nobody but oneself until one agrees; then people and roles are chosen, each list by itself', async () => {
    const h = await createHarness();
    const before = said(await h.run('privacy insights'));
    expect(before.labels).toEqual(['I agree']);
    expect(before.text).toContain('Nothing is computed');
    const agreed = said(await h.click(before.button('I agree')));
    expect(agreed.text).toContain('Only you see them');
    await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [BOB, ADA]);
    const { said: shared } = await h.choose(PRIVACY_IDS.insightsRoles.encode({ owner: ada }), ['501', GUILD]);
    expect(await kept(h)).toEqual({ insights: true, members: [BOB], roles: ['501', GUILD] });
    expect(shared).toContain(`<@&501> @everyone <@${BOB}>`);
    expect(said(await h.run('privacy settings')).text).toContain('with 3 people and roles');
    await h.choose(PRIVACY_IDS.insightsRoles.encode({ owner: ada }), []);
    expect(await kept(h)).toEqual({ insights: true, members: [BOB], roles: [] });
  });

  it('forgets whom it was shared with when it is taken back, by whichever button', async () => {
    const h = await createHarness();
    for (const back of [
      PRIVACY_IDS.insights.encode({ owner: ada, agrees: 'no' }),
      PRIVACY_IDS.choose.encode({ owner: ada, choice: 'insights-no' }),
    ]) {
      await h.click(PRIVACY_IDS.insights.encode({ owner: ada, agrees: 'yes' }));
      await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [BOB]);
      await h.click(back);
      expect(await kept(h)).toEqual({ insights: false, members: [], roles: [] });
      // A menu on an older message opens nothing.
      const late = await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [BOB]);
      expect(late.said).toContain('Nothing is computed');
      expect(await kept(h)).toEqual({ insights: false, members: [], roles: [] });
    }
    await h.click(PRIVACY_IDS.insights.encode({ owner: ada, agrees: 'yes' }));
    expect(await kept(h)).toEqual({ insights: true, members: [], roles: [] });
  });

  it('has nobody to name in the own space', async () => {
    const h = await createHarness();
    const home = { guild: null, locale: 'de' };
    const agreed = said(await h.click(said(await h.run('privacy insights', {}, home)).button('Ich stimme zu'), home));
    expect(agreed.labels).toEqual(['Zurücknehmen, für alle']);
    const refused = await h.choose(PRIVACY_IDS.insightsMembers.encode({ owner: ada }), [BOB], home);
    expect(refused.said).toContain('Server');
    expect((await h.documents.of(sharing).get({ space: HOME, user: ada })).insightsFor.members).toEqual([]);
  });
});

it('every kind of document that is kept of a member has words for people', () => {
  const t = createTranslators({ strict: true }).for('en');
  const nothing = {
    isGuild: true,
    entries: 0,
    first: null,
    last: null,
    isOnTheClock: false,
    hasHistory: false,
    untold: 0,
    spaces: 1,
  };
  const linesFor = (document: string): readonly string[] =>
    JSON.stringify(keptView({ ...nothing, documents: [document] }, t)).split(/\\n|"/);
  const byName = (document: string): string => JSON.stringify(`- ${userText(document)}`).slice(1, -1);
  expect(linesFor('newer_kind')).toContain(byName('newer_kind'));
  for (const { name, scope } of DOCUMENT_KINDS) if (scope === 'member') expect(linesFor(name), name).not.toContain(byName(name));
});
