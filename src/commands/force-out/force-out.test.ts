import { describe, expect, it } from 'vitest';
import { ADA, BOB, SPACE } from '../../../test/support/commands-harness.js';
import { HOUR, MINUTE, said, setUp as withSettings, today } from '../../../test/support/entries-harness.js';
import { userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { changesByOthers } from '../../engine/documents/kinds/changes-by-others.js';
import { FORCE_IDS } from './custom-ids.js';

const boss = { user: BOB, manager: true };

/** It is noon; Ada has been on the clock since ten, with a break from eleven on. */
const setUp = async () => {
  const h = await withSettings();
  h.clock.set(today(h, 10));
  await h.run('clockin', { category: 'Work', note: 'a note of Adas' });
  h.clock.set(today(h, 11));
  await h.run('session pause');
  h.clock.set(today(h, 12));
  const rows = async (user = ADA) =>
    (await h.deps.timesheet.history(SPACE, userId(user))).records.filter(
      (row) => row.kind === 'entry' && row.event === 'clockedOut',
    );
  const untold = async (user = ADA) => (await h.documents.of(changesByOthers).get({ space: SPACE, user: userId(user) })).untold;
  const force = (values: Readonly<Record<string, string>>, from: object = boss) => h.run('forceclockout', values, from);
  return { ...h, rows, untold, force };
};

describe('/forceclockout of one member', () => {
  it('ends the session now, as one row of the ledger by who did it, and the member is told why', async () => {
    const h = await setUp();
    const { said: text } = await h.force({ user: ADA, reason: 'the shop *closed*' });
    expect(text).toContain('Clocked out: ');
    expect(text).not.toContain('a note of Adas');
    expect(h.state(ADA)).toMatchObject({
      active: null,
      last: { endReason: 'forced', endedAt: h.clock.now(), note: 'a note of Adas' },
    });
    expect(await h.rows()).toMatchObject([{ actor: BOB, source: 'command' }]);
    expect(await h.untold()).toMatchObject([{ by: BOB, reason: 'the shop *closed*' }]);
    const told = JSON.stringify((await h.run('status')).followUps);
    expect(told).toMatch(/Clocked out.*the shop.*closed/);
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('needs no reason', async () => {
    const h = await setUp();
    await h.force({ user: ADA });
    const told = JSON.stringify((await h.run('status')).followUps);
    expect(told).toContain('Clocked out');
    expect(told).not.toContain('Reason');
  });

  it('at a time in the past shows what was understood first, and cuts the breaks there', async () => {
    const h = await setUp();
    const asked = said(await h.force({ user: ADA, at: '10:30', reason: 'went home' }));
    expect(h.state(ADA).active).not.toBeNull();
    expect(JSON.stringify(asked.embeds)).toContain('30 min count');
    const done = await h.click(asked.button('Clock out'), boss, asked.embeds);
    expect(done.said).toContain('went home');
    expect(h.state(ADA).last).toMatchObject({ endedAt: today(h, 10, 30), pauses: [], endReason: 'forced' });
    expect(await h.untold()).toMatchObject([{ reason: 'went home' }]);
  });

  it('refuses a time before the start, showing the start, and one that has not come', async () => {
    const h = await setUp();
    expect((await h.force({ user: ADA, at: '9:00' })).said).toContain(`began at <t:${today(h, 10) / 1000}:f>`);
    expect((await h.force({ user: ADA, at: '13:00' })).said).toContain('has not come yet');
    expect((await h.force({ user: ADA, at: 'soonish' })).said).toContain('soonish');
    expect(h.state(ADA).active).not.toBeNull();
  });

  it('asks which moment is meant when the clocks show it twice', async () => {
    const h = await withSettings({ timeZone: 'Europe/Berlin' });
    const night = Date.UTC(2026, 9, 24, 23);
    h.clock.set(night);
    await h.run('clockin', { category: 'Work' });
    h.clock.set(night + 4 * HOUR);
    const asked = said(await h.run('forceclockout', { user: ADA, at: '2:30' }, boss));
    expect(asked.labels).toHaveLength(3);
    await h.click(asked.button(asked.labels[1] ?? ''), boss, asked.embeds);
    expect(h.state(ADA).last?.endedAt).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });

  it('leaves alone who clocked out in the meantime, and counts a double click once', async () => {
    const h = await setUp();
    const asked = said(await h.force({ user: ADA, at: '11:30' }));
    const confirm = () => h.click(asked.button('Clock out'), boss, asked.embeds);
    await h.run('clockout');
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockin', { category: 'Meeting' });
    expect((await confirm()).said).toContain(`<@${ADA}> is not on the clock`);
    expect(h.state(ADA).active).toMatchObject({ category: 'meeting' });
    expect(await h.untold()).toEqual([]);
    const again = said(await h.force({ user: ADA, at: '13:00' }));
    const both = await Promise.all([
      h.click(again.button('Clock out'), boss, again.embeds),
      h.click(again.button('Clock out'), boss, again.embeds),
    ]);
    expect(both.filter(({ said: text }) => text.includes('is not on the clock'))).toHaveLength(1);
    expect(await h.rows()).toHaveLength(2);
    expect(await h.untold()).toHaveLength(1);
    expect((await h.force({ user: ADA })).said).toContain(`<@${ADA}> is not on the clock`);
  });

  it('records nothing while Redis is away, and says so', async () => {
    const h = await setUp();
    h.redis.away();
    expect((await h.force({ user: ADA })).said).toContain('database cannot be reached');
    h.redis.back();
    expect(await h.rows()).toEqual([]);
    expect(await h.untold()).toEqual([]);
    expect((await h.force({ user: ADA })).said).toContain('Clocked out: ');
  });

  it('by right click asks when and why', async () => {
    const h = await setUp();
    const resolved = { users: { [ADA]: { id: ADA } }, members: { [ADA]: { roles: [] } } };
    const opened = said(await h.menu(2, 'Force clock out', ADA, resolved, boss));
    expect(opened.form).toBe(FORCE_IDS.form.encode({ member: userId(ADA) }));
    expect((await h.submit(opened.form, { at: '', reason: 'forgot' }, boss)).said).toContain('Clocked out: ');
    expect(await h.untold()).toMatchObject([{ reason: 'forgot' }]);
  });

  it('is for those with the capability, on every control', async () => {
    const h = await setUp();
    const asked = said(await h.force({ user: ADA, at: '11:30' }));
    const ada = { user: ADA };
    expect((await h.click(asked.button('Clock out'), ada, asked.embeds)).said).toContain('You may not do that here');
    expect((await h.force({ user: ADA }, ada)).said).toContain('You may not do that here');
    expect(h.state(ADA).active).not.toBeNull();
  });
});

describe('/forceclockout of several', () => {
  const crowd = async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Meeting' }, { user: '401' });
    await h.run('clockin', { category: 'Work' }, { user: '402' });
    h.clock.set(h.clock.now() + MINUTE);
    h.roles.holders = (_guild, role, among) =>
      Promise.resolve(ok(new Set(among.filter((user) => (role === '501' ? user !== userId('402') : false)))));
    return h;
  };

  it('wants exactly one of member, role and category', async () => {
    const h = await crowd();
    for (const values of [{}, { user: ADA, category: 'Work' }, { role: '501', user: ADA }])
      expect((await h.force(values)).said).toContain('Say whom');
  });

  it('of a role asks first with who it is, and then clocks out each with a notice of their own', async () => {
    const h = await crowd();
    const asked = said(await h.force({ role: '501', reason: 'closing time' }));
    const text = JSON.stringify(asked.embeds);
    expect(text).toMatch(/Clock all of them out\? \(2\)/);
    expect(text).toContain(`<@${ADA}>`);
    expect(text).not.toContain('<@402>');
    expect(h.state(ADA).active).not.toBeNull();
    const done = await h.click(asked.button('Clock out 2'), boss, asked.embeds);
    expect(done.said).toContain('Clocked out: 2');
    expect([ADA, '401', '402'].map((user) => h.state(user).active === null)).toEqual([true, true, false]);
    for (const user of [ADA, '401']) {
      expect(await h.rows(user)).toMatchObject([{ actor: BOB }]);
      expect(await h.untold(user)).toMatchObject([{ reason: 'closing time' }]);
    }
    expect((await h.click(asked.button('Clock out 2'), boss, asked.embeds)).said).toContain('None of them is on the clock');
  });

  it('of a category leaves alone who came after the question, and who began after the end', async () => {
    const h = await crowd();
    const asked = said(await h.force({ category: 'Work', at: '11:30' }));
    expect(JSON.stringify(asked.embeds)).toContain('Clock all of them out? (2)');
    h.clock.set(h.clock.now() + MINUTE);
    await h.run('clockin', { category: 'Work' }, { user: '403' });
    const done = await h.click(asked.button('Clock out 2'), boss, asked.embeds);
    expect(done.said).toContain('Clocked out: 1');
    expect(done.said).toContain('Began after that time');
    expect(h.state(ADA).last?.endedAt).toBe(today(h, 11, 30));
    expect(['402', '403'].map((user) => h.state(user).active === null)).toEqual([false, false]);
  });

  it('does nothing when it is not sure who is meant', async () => {
    const h = await crowd();
    h.redis.away();
    expect((await h.force({ category: 'Work' })).said).toContain('database cannot be reached');
    h.redis.back();
    expect((await h.force({ role: '999' })).said).toContain('None of them is on the clock');
  });

  it('takes hundreds at once', async () => {
    const h = await withSettings();
    const people = Array.from({ length: 300 }, (_, at) => String(10_000 + at));
    await Promise.all(people.map((user) => h.run('clockin', { category: 'Work' }, { user })));
    const asked = said(await h.run('forceclockout', { category: 'Work' }, boss));
    expect(JSON.stringify(asked.embeds)).toMatch(/Clock all of them out\? \(300\).*… and \d+ more/);
    await h.run('clockout', {}, { user: people[7] ?? '' });
    const done = await h.click(asked.button('Clock out 300'), boss, asked.embeds);
    expect(done.said).toContain('Clocked out: 299');
    expect(people.filter((user) => h.state(user).active !== null)).toEqual([]);
  });

  it('can be cancelled', async () => {
    const h = await crowd();
    const asked = said(await h.force({ category: 'Work' }));
    expect((await h.click(asked.button('Cancel'), boss, asked.embeds)).said).toContain('nobody was clocked out');
    expect(h.state(ADA).active).not.toBeNull();
  });
});
