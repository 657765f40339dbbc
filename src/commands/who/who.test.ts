import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness } from '../../../test/support/commands-harness.js';
import { said } from '../../../test/support/entries-harness.js';

const MINUTE = 60_000;
const boss = { user: '300', manager: true };
const bob = { user: BOB };

/** Three people came one after the other: Ada for Meeting, Cem and Dan for Work; Dan is on a break. */
const setUp = async () => {
  const h = await createHarness();
  const come = async (user: string, category: string): Promise<void> => {
    await h.run('clockin', { category, note: `secret of ${user}` }, { user });
    h.clock.set(h.clock.now() + MINUTE);
  };
  await come(ADA, 'Meeting');
  await come('401', 'Work');
  await come('402', 'Work');
  await h.run('session pause', {}, { user: '402' });
  const see = (value: string) => h.run('config set', { key: 'othersSee', value }, boss);
  const who = async (values = {}, from: object = bob) => said(await h.run('who', values, from));
  return { ...h, see, who };
};
const membersIn = (text: string): readonly string[] => [...text.matchAll(/<@(\d+)>/g)].map(([, id]) => id ?? '');

describe('/who', () => {
  it('lists those on the clock by category and start, with breaks, and never a note', async () => {
    const h = await setUp();
    const { text } = await h.who({}, boss);
    expect(text).toContain('On the clock: 3');
    expect(membersIn(text)).toEqual(['401', '402', ADA]);
    expect(text).toMatch(/\*\*.*Work.*\*\* \(2\)[^]*Meeting.*\(1\)/);
    expect(text.match(/break began/g)).toHaveLength(1);
    expect(text).toMatch(/<@402> since <t:\d+:t> \(<t:\d+:R>\), break began <t:\d+:R>/);
    expect(text).not.toContain('secret');
  });

  it('shows members no more than the server lets them see', async () => {
    const h = await setUp();
    const presence = (await h.who()).text;
    expect(membersIn(presence)).toEqual([ADA, '401', '402']);
    expect(presence).not.toMatch(/Work|Meeting|break/);
    // A list of one category would tell in which everybody in it is.
    expect((await h.run('who', { category: 'Work' }, bob)).said).toContain('do not see the time of others');
    await h.see('nothing');
    const nothing = await h.run('who', {}, bob);
    expect(nothing.said).toContain('do not see the time of others');
    expect(nothing.said).not.toMatch(/<@\d+>|On the clock/);
    await h.see('totals');
    expect((await h.who({ category: 'work' })).text).toMatch(/On the clock in .*Work: 2/);
    await h.run('config permissions deny', { capability: 'seeOthers', member: BOB }, { ...boss, permissions: '8' });
    expect((await h.run('who', {}, bob)).said).toContain('do not see the time of others');
  });

  it('asks again at every click what may be seen, and whose list it is', async () => {
    const h = await setUp();
    await h.see('totals');
    const refresh = (await h.who({ category: 'Work' })).button('Refresh');
    expect(said(await h.click(refresh, bob)).text).toContain('Work: 2');
    expect((await h.click(refresh, { user: ADA })).said).toContain('belong to somebody else');
    await h.see('presence');
    expect((await h.click(refresh, bob)).said).toContain('do not see the time of others');
  });

  it('says so when nobody is there, in a category or at all', async () => {
    const h = await setUp();
    expect((await h.run('who', { category: 'no such thing' }, boss)).said).toContain('no such thing');
    expect((await h.who({ category: 'Study' }, boss)).text).toMatch(/Nobody is on the clock in/);
    for (const user of [ADA, '401', '402']) await h.run('clockout', {}, { user });
    const { text } = await h.who();
    expect(text).toContain('Nobody is on the clock.');
  });

  it('is turned page by page with two hundred people, all of them once, and says how many more there are', async () => {
    const h = await createHarness();
    const people = Array.from({ length: 200 }, (_, at) => String(10_000 + at));
    await Promise.all(people.map((user, at) => h.run('clockin', { category: at % 2 ? 'Work' : 'Meeting' }, { user })));
    let page = said(await h.run('who', {}, boss));
    const seen: string[] = [];
    for (;;) {
      const here = membersIn(page.text);
      seen.push(...here);
      const more = /… and (\d+) more/.exec(page.text)?.[1];
      expect(Number(more ?? 0)).toBe(200 - seen.length);
      if (more === undefined) break;
      page = said(await h.click(page.button('Next'), boss));
    }
    expect(seen.toSorted()).toEqual(people);
    expect(new Set(page.labels)).toEqual(new Set(['Back', 'Next', 'Refresh']));
    const back = said(await h.click(page.button('Back'), boss));
    expect(membersIn(back.text)).not.toContain(seen.at(-1));
  });

  it('says that it may be behind while Redis is away', async () => {
    const h = await setUp();
    h.redis.away();
    expect((await h.who({}, boss)).text).toContain('Possibly out of date');
  });

  it('is for servers', async () => {
    const h = await setUp();
    expect((await h.run('who', {}, { guild: null })).said).toContain('server');
  });
});
