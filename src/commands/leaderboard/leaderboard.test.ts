import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { keepStanding } from '../../engine/standing.js';
import { ok } from '../../domain/result.js';

const HOUR = 3_600_000;
const CEM = '200000000000000003';
const DAN = '200000000000000004';
const boss = { user: '300', permissions: '8' };
const german = { locale: 'de' };
type Harness = Awaited<ReturnType<typeof createHarness>>;

const skip = (h: Harness, hours: number): void => h.clock.set(h.clock.now() + hours * HOUR);
const set = (h: Harness, key: string, value: string) => h.run('config set', { key, value }, boss);
const work = async (
  h: Harness,
  user: string,
  hours: number,
  more: { nick?: string; roles?: string[]; category?: string } = {},
) => {
  const { category = 'Work', ...from } = more;
  await h.run('clockin', { category }, { user, ...from });
  skip(h, hours);
  await h.run('clockout', {}, { user, ...from });
};
/** Everybody is shown; Ada has four hours, Bob three, Cem two. */
const aBoard = async () => {
  const h = await createHarness();
  await set(h, 'boardsOf', 'everyone');
  await work(h, ADA, 4, { nick: 'Ada' });
  await work(h, BOB, 3, { nick: '*Bob*' });
  await work(h, CEM, 2, { nick: 'Cem' });
  return h;
};
const show = (h: Harness, values = {}, from = {}) => h.run('leaderboard show', values, from);
const idOf = (said: string, label: string): string => {
  const before = said.slice(0, said.indexOf(`"label":"${label}"`));
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(before)?.[1] ?? `no button ${label} in ${said}`;
};
const timesId = (said: string): string => /"custom_id":"(pc1:board-times:[^"]+)"/.exec(said)?.[1] ?? 'no menu';

describe('/leaderboard show', () => {
  it('shows rank, name, time and bar, and where one stands, to oneself alone', async () => {
    const h = await aBoard();
    const shown = await show(h);
    expect(shown.responses[0]).toMatchObject({ data: { flags: (1 << 15) | 64 } });
    expect(shown.said).toContain('🥇 __**Ada**__ · 4 h\\n▰▰▰▰▰▰▰▰▰▰');
    expect(shown.said).toContain(String.raw`🥈 **\\*Bob\\*** · 3 h\n▰▰▰▰▰▰▰▱▱▱`);
    expect(shown.said).toContain('🥉 **Cem** · 2 h');
    expect(shown.said).toContain('You are in place 1 of 3 with 4 h.');
    expect((await show(h, {}, { user: DAN })).said).toContain('You have no time on this leaderboard.');
    expect((await show(h, {}, german)).said).toMatch(/Du bist mit 4\W.* auf Platz 1 von 3/);
  });

  it('shows it to everybody where that is asked for, in the language of the server', async () => {
    const h = await aBoard();
    const shown = await show(h, { public: true }, german);
    expect(shown.responses[0]).toMatchObject({ data: { flags: 1 << 15 } });
    expect(shown.said).toContain('## 🏆 Leaderboard');
    expect(shown.said).toContain('🥇 **Ada**');
  });

  it('compares with the period before', async () => {
    const h = await aBoard();
    skip(h, 7 * 24);
    await work(h, CEM, 5);
    await work(h, ADA, 1);
    await work(h, DAN, 1, { nick: 'Dan' });
    const { said } = await show(h);
    expect(said).toContain('🥇 **Cem** · 5 h · ▲ 2');
    expect(said).toContain('🥈 **Dan** · 1 h · new');
    expect(said).toContain('🥈 __**Ada**__ · 1 h · ▼ 1');
    expect((await show(h, { timeframe: 'all' })).said).not.toContain('▲');
  });

  it('shows another time and another category', async () => {
    const h = await aBoard();
    await work(h, BOB, 5, { category: 'Meeting' });
    expect((await show(h, { category: 'Meeting', timeframe: 'month' })).said).toMatch(/Meeting.*🥇 \*\*.*Bob.* · 5 h/s);
    const said = (await show(h, { timeframe: 'day' })).said;
    const month = await h.choose(timesId(said), ['all']);
    expect(month.responses[0]?.type).toBe(7);
    expect(month.said).toContain('All time');
    expect((await h.choose(timesId(said), ['nonsense'])).said).toContain('out of date');
    expect((await h.choose(timesId(said), ['all'], { user: BOB })).said).toContain('belong to somebody else');
    expect((await show(h, { category: 'Nothing' })).said).toContain('There is no category');
  });

  it('does not exist where it is turned off, nor in direct messages', async () => {
    const h = await aBoard();
    const { said } = await show(h);
    expect((await show(h, {}, { guild: null })).said).toContain('in a server only');
    await set(h, 'boards', 'off');
    expect((await show(h)).said).toContain('no leaderboards in this server');
    expect((await h.choose(timesId(said), ['all'])).said).toContain('no leaderboards in this server');
  });

  it('says so while Redis is away', async () => {
    const h = await aBoard();
    h.redis.away();
    expect((await show(h)).said).toContain('database');
  });
});

describe('who is on it', () => {
  it('only those who want to, unless the server decides otherwise; they still see their own', async () => {
    const h = await createHarness();
    await work(h, ADA, 4, { nick: 'Ada' });
    await work(h, BOB, 3, { nick: 'Bob' });
    expect((await h.documents.of(profile).get({ space: SPACE, user: userId(ADA) })).version).toBe(0);
    const none = (await show(h)).said;
    expect(none).toContain('shows only those who want to be');
    expect(none).toContain('you have 4 h, which would be place 1');
    expect((await show(h, { public: true })).said).not.toContain('4 h');
    const settings = (await h.run('privacy settings', {}, { user: BOB })).said;
    await h.click(idOf(settings, 'Yes'), { user: BOB, nick: 'Bob' });
    const shown = (await show(h)).said;
    expect(shown).toContain('🥇 **Bob** · 3 h');
    expect(shown).not.toContain('Ada');
    expect(shown).toContain('you have 4 h, which would be place 1');
    expect((await show(h, {}, { user: BOB })).said).toContain('You are in place 1 of 1');
    await h.click(idOf(settings, 'No'), { user: BOB, nick: 'Bob' });
    expect((await show(h)).said).not.toContain('Bob');
    // Nobody reads the name any more, so it is not kept.
    expect((await h.documents.of(profile).get({ space: SPACE, user: userId(BOB) })).name).toBeNull();
  });

  it('nobody with the role that keeps members off, as it was when they used the bot last', async () => {
    const h = await aBoard();
    await set(h, 'boardsWithout', '501');
    expect((await show(h)).said).toContain('Bob');
    await h.run('status', {}, { user: BOB, roles: ['501'] });
    const { said } = await show(h);
    expect(said).not.toContain('Bob');
    expect(said).toContain('🥈 **Cem**');
    expect((await show(h, {}, { user: BOB, roles: ['501'] })).said).toContain('Members with one of your roles');
    await h.run('status', {}, { user: BOB });
    expect((await show(h)).said).toContain('Bob');
    await h.run('status', {}, { user: BOB, roles: ['501'] });
    await set(h, 'boardsWithout', 'off');
    expect((await show(h)).said).toContain('Bob');
  });

  it('nobody who has left, until they come back', async () => {
    const h = await aBoard();
    const ada = { space: SPACE, user: userId(ADA) };
    await h.documents
      .of(profile)
      .update(ada, { actor: null, requestId: 'x' as never, at: 1, event: 'memberLeft' }, (kept) => ok({ ...kept, left: true }));
    await keepStanding({ documents: h.documents, store: h.deps.boards }, ada);
    const { said } = await show(h, {}, { user: BOB });
    expect(said).not.toContain('Ada');
    expect(said).toContain('You are in place 1 of 2');
    await h.run('status', {}, { nick: 'Ada' });
    expect((await show(h, {}, { user: BOB })).said).toContain('You are in place 2 of 3');
  });

  it('follows a new name, and shows a mention where none is known', async () => {
    const h = await aBoard();
    await h.run('status', {}, { user: CEM, nick: 'Captain Cem' });
    expect((await show(h)).said).toContain('**Captain Cem**');
    await work(h, DAN, 1);
    expect((await show(h)).said).toContain(`<@${DAN}>`);
  });
});

describe('pages', () => {
  const many = async (count: number) => {
    const h = await createHarness();
    await set(h, 'boardsOf', 'everyone');
    const users = Array.from({ length: count }, (_, at) => String(210_000_000_000_000_000n + BigInt(at)));
    for (const [at, user] of users.entries())
      await h.run('clockin', { category: 'Work' }, { user, nick: `${'👩‍👩‍👧‍👦'.repeat(2)}🙂${at}` });
    // Two each stop at the same moment.
    for (const [at, user] of users.entries()) {
      if (at % 2 === 0) skip(h, 0.01);
      await h.run('clockout', {}, { user });
    }
    return { h, users, from: (at: number) => ({ user: users[at] ?? '' }) };
  };

  it('go on where the one before ended, and the own place is on its page', async () => {
    const { h, from } = await many(25);
    const first = await show(h, {}, from(0));
    expect(first.said).toContain('You are in place 24 of 25');
    expect(first.said).toContain('Page 1 of 3');
    const second = await h.click(idOf(first.said, 'Next'), from(0));
    // The tenth and the eleventh share the tenth place, and so the page goes on with it.
    expect(first.said).toContain('`10.`');
    expect(second.said).toMatch(/"`10\.`.*`12\.`.*`12\.`.*`20\.`/s);
    expect(second.said).toContain('Page 2 of 3');
    // The second of a place that begins on the page before is led to their own line.
    const tenth = (await show(h, {}, from(14))).said;
    expect(tenth).toContain('You are in place 10 of 25');
    expect((await h.click(idOf(tenth, 'My place'), from(14))).said).toMatch(/"`10\.` __\*\*.*Page 2 of 3/s);
    expect((await show(h, {}, from(15))).said).not.toContain('"My place"');
    const own = await h.click(idOf(first.said, 'My place'), from(0));
    expect(own.said).toContain('Page 3 of 3');
    expect(own.said).toContain('`24.` __**');
    expect((await h.click(idOf(own.said, 'First page'), from(0))).said).toContain('Page 1 of 3');
    expect((await h.click(idOf(first.said, 'Next'), from(1))).said).toContain('belong to somebody else');
    // One beyond the end shows the last.
    expect((await show(h, { page: 9_999 }, from(0))).said).toContain('Page 3 of 3');
  });

  it('keep Discord’s limits with 200 people whose names are emoji', async () => {
    const { h, from } = await many(200);
    // The harness holds every answer against them.
    for (const page of [1, 7, 20]) expect((await show(h, { page }, from(3))).said).toContain(`Page ${page} of 20`);
  }, 60_000);
});

describe('seasons', () => {
  it('count from their first day to their last, and the running one is meant', async () => {
    const h = await aBoard();
    expect((await show(h, { timeframe: 'season' })).said).toContain('no season in this server yet');
    skip(h, 48);
    const started = await h.run('leaderboard season start', { name: 'Spring *1*' }, boss);
    expect(started.said).toContain('running');
    await work(h, BOB, 1);
    expect((await show(h, { timeframe: 'season' })).said).toMatch(/Spring .*1.* · since .*🥇 \*\*.*Bob.* · 1 h/s);
    skip(h, 24);
    expect((await h.run('leaderboard season start', { name: 'Other' }, boss)).said).toContain('belong to the season');
    expect((await h.run('leaderboard season end', { day: 'yesterday' }, boss)).said).toContain('ends with');
    await work(h, CEM, 7);
    // None is running: the last one is meant.
    const { said } = await show(h, { timeframe: 'season' });
    expect(said).toContain('Bob');
    expect(said).not.toContain('Cem');
    expect((await h.run('leaderboard season start', { name: 'spring *1*' }, boss)).said).toContain('already');
    expect((await h.run('leaderboard season start', { name: 'Summer' }, boss)).said).toContain('Summer');
    const summer = await show(h, { timeframe: 'season' });
    expect(summer.said).toMatch(/Summer.*Cem.* · \d h · new/s);
    const past = await h.choose(timesId(summer.said), ['s1']);
    expect(past.said).toMatch(/Spring/);
    expect(past.said).toContain('Bob');
    expect((await h.complete('leaderboard season delete', 'season', 'spr', boss)).said).toContain('"value":"1"');
    expect((await h.run('leaderboard season delete', { season: '1' }, boss)).said).toContain('is deleted');
    expect((await h.choose(timesId(summer.said), ['s1'])).said).toContain('There is no season');
  });

  it('begin in the past, and refuse what cannot be', async () => {
    const h = await aBoard();
    await h.run('leaderboard season start', { name: 'Back', from: '1.1.2025', to: '31.12.2025' }, boss);
    expect((await h.run('leaderboard season start', { name: 'Odd', from: '2026-05-02', to: '2026-05-01' }, boss)).said).toContain(
      'cannot end before it begins',
    );
    expect((await h.run('leaderboard season start', { name: '   ' }, boss)).said).toContain('needs a name');
    expect((await h.run('leaderboard season end', {}, boss)).said).toContain('No season is running');
    expect((await h.run('leaderboard season start', { name: 'Now', from: 'yesterday' }, boss)).said).toContain('Now');
    expect((await show(h, { timeframe: 'season' })).said).toContain('🥇 __**Ada**__ · 4 h');
    expect((await h.run('leaderboard season list', {}, { ...boss, locale: 'de' })).said).toContain('Saisons');
  });

  it('are for those who may change the settings', async () => {
    const h = await aBoard();
    expect((await h.run('leaderboard season start', { name: 'Mine' })).said).toContain('Manage settings');
  });
});
