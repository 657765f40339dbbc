import { describe, expect, it } from 'vitest';
import { ADA, BOB, SPACE } from '../../../../test/support/commands-harness.js';
import { added, HOUR, press, said, setUp as withSettings } from '../../../../test/support/entries-harness.js';
import { categoryId, userId } from '../../../domain/ids.js';
import { changesByOthers } from '../../../engine/documents/kinds/changes-by-others.js';
import { TEAM_IDS } from './custom-ids.js';

const boss = { user: BOB, manager: true };
const CEM = '401';

/** It is noon on Monday, 5 January. Ada worked three hours on two days and wants twenty; Cem has been on the clock for an hour and wants nothing. */
const setUp = async () => {
  const h = await withSettings();
  await added(h, '8:00', '10:00');
  await added(h, 'yesterday 8:00', 'yesterday 9:00', 'Meeting');
  await h.run('alloc set', { category: 'Work', hours: '20' });
  await h.run('clockin', { category: 'Work', note: 'a note of Cems' }, { user: CEM });
  h.clock.set(h.clock.now() + HOUR);
  const show = async (member = ADA, from: object = boss) => said(await h.run('admin member show', { member }, from));
  const team = async (values = {}, from: object = boss) => said(await h.run('admin team', values, from));
  return { ...h, show, team };
};

describe('/admin member show', () => {
  it('shows status, sums against targets, the last entries, and what waits', async () => {
    const h = await setUp();
    const { text, labels } = await h.show();
    expect(text).toContain(`<@${ADA}> at a glance`);
    expect(text).toContain('Not on the clock');
    expect(text).toContain('Today **2 h** · this week **2 h** · this month **3 h**');
    expect(text).toContain('2 h of 20 h');
    expect(text).toMatch(/Work · .* · 2 h · not confirmed[^]*Meeting · .* · 1 h · not confirmed/);
    expect(text).toContain('not confirmed: 2 (3 h)');
    expect(labels).toEqual(['Entries', 'Add an entry', 'Explain today', 'Suspend', 'Refresh']);
    const cem = await h.show(CEM);
    expect(cem.text).toMatch(/On the clock in .*Work since/);
    expect(cem.text).toContain('Nothing to confirm, and no open requests');
    expect(cem.text).not.toContain('a note of Cems');
    expect(cem.labels).toContain('Clock out');
  });

  it('says until when a member is on leave and nothing else of it, where the server shows that', async () => {
    const h = await setUp();
    const today = new Date(h.clock.now()).toISOString().slice(0, 10);
    expect((await h.show()).text).not.toContain('on leave');
    await h.run('leave add', { from: today, kind: 'sick', note: 'the flu' });
    const told = [(await h.show()).text, (await h.team()).text];
    for (const text of told) {
      expect(text).toMatch(/on leave until \w+ \d+, \d{4}/);
      expect(text).not.toMatch(/sick|flu/i);
    }
    await h.run('config set', { key: 'leaveShown', value: 'off' }, { user: BOB, permissions: '8' });
    expect((await h.show()).text).not.toContain('on leave');
    expect((await h.team()).text).not.toContain('on leave');
    expect((await h.run('who')).said).not.toContain('on leave');
  });

  it('has buttons for what the reader may do, and each asks again', async () => {
    const h = await setUp();
    await h.run('config permissions allow', { capability: 'seeOthers', member: '500' }, boss);
    const reader = { user: '500' };
    expect((await h.show(ADA, reader)).labels).toEqual(['Refresh']);
    const member = userId(ADA);
    for (const id of [
      TEAM_IDS.suspend.encode({ member }),
      TEAM_IDS.restore.encode({ member }),
      TEAM_IDS.force.encode({ member }),
      TEAM_IDS.explain.encode({ member, day: '20260105', page: 0, of: 'card' }),
    ])
      expect((await h.click(id, reader)).said).toContain('You may not do that here');
    expect((await h.submit(TEAM_IDS.suspendForm.encode({ member }), { reason: 'x', until: '' }, reader)).said).toContain(
      'You may not',
    );
    expect((await h.run('admin member show', { member: ADA }, { user: CEM })).said).toContain('You may not do that here');
  });

  it('leads to the entries, to a new one, and to what makes the day', async () => {
    const h = await setUp();
    const card = await h.show();
    const list = said(await h.click(card.button('Entries'), boss));
    expect(list.text).toContain(`Time of <@${ADA}>`);
    expect(said(await h.click(card.button('Add an entry'), boss)).form).toContain('add-of-form');
    const day = said(await h.click(card.button('Explain today'), boss));
    expect(day.text).toContain(`<@${ADA}>`);
    expect(day.text).toMatch(/Work[^]*2 h/);
    expect(day.type).toBe(4);
  });

  it('suspends by a form with a reason, shows it to those who decide it, and restores', async () => {
    const h = await setUp();
    const form = said(await h.click((await h.show()).button('Suspend'), boss)).form;
    expect((await h.submit(form, { reason: 'late', until: 'whenever' }, boss)).said).toContain('whenever');
    const suspended = said(await h.submit(form, { reason: 'late *again*', until: '' }, boss));
    expect(suspended.text).toContain('Suspended: late');
    expect((await h.run('clockin', { category: 'Work' })).said).toContain('late');
    await h.run('config permissions allow', { capability: 'seeOthers', member: '500' }, boss);
    expect((await h.show(ADA, { user: '500' })).text).not.toContain('late');
    const restored = said(await h.click(suspended.button('Restore'), boss));
    expect(restored.text).not.toContain('Suspended');
    expect(restored.labels).toContain('Suspend');
  });

  it('shows what the member was given by name', async () => {
    const h = await setUp();
    await h.run('config permissions allow', { capability: 'approve', member: ADA }, boss);
    await h.run('config permissions deny', { capability: 'clockIn', member: ADA }, boss);
    const { text } = await h.show();
    expect(text).toMatch(/Allowed for this member: Approve/);
    expect(text).toMatch(/Denied to this member: /);
  });

  it('clocks out by the form, and the member is told', async () => {
    const h = await setUp();
    const form = said(await h.click((await h.show(CEM)).button('Clock out'), boss)).form;
    await h.submit(form, { at: '', reason: 'done for today' }, boss);
    expect(h.state(CEM).last).toMatchObject({ endReason: 'forced' });
    const { untold } = await h.documents.of(changesByOthers).get({ space: SPACE, user: userId(CEM) });
    expect(untold).toMatchObject([{ reason: 'done for today' }]);
  });

  it('/admin member suspend ends what runs in the same way', async () => {
    const h = await setUp();
    const answer = await h.run('admin member suspend', { member: CEM, reason: 'no shift' }, boss);
    expect(answer.said).toContain('Their running session has ended');
    expect(h.state(CEM).last).toMatchObject({ endReason: 'suspended' });
    expect(JSON.stringify((await h.run('status', {}, { user: CEM })).followUps)).toContain('no shift');
  });
});

describe('/admin team', () => {
  it('shows the hours of this week against targets, most first, with what waits and a total', async () => {
    const h = await setUp();
    const { text } = await h.team();
    expect(text).toContain('Team: Jan 5');
    expect(text).toMatch(
      new RegExp(
        `1\\\\. <@${ADA}> · \\*\\*2 h of 20 h\\*\\* .*\\n-# not confirmed: 1 \\(2 h\\)\\n2\\\\. <@${CEM}> · \\*\\*1 h\\*\\*\\n-# on the clock`,
      ),
    );
    expect(text).toContain('**All 2: 3 h of 20 h**');
    expect(text).not.toContain('a note of Cems');
  });

  it('tells what members worked who were erased since, of the months that lie in the range as a whole', async () => {
    const h = await setUp();
    const asked: string[][] = [];
    h.deps.timesheet.formerTotals = (_space, from, to) => {
      asked.push([from, to]);
      return Promise.resolve([{ month: from, category: categoryId('work'), ms: 90 * 60_000 }]);
    };
    expect((await h.team({ from: '2025-11-02', to: '2026-01-04' })).text).toContain(
      'Former members, in whole months: 1 h 30 min',
    );
    expect((await h.team({ from: '2025-11-01', to: '2025-12-31' })).text).toContain('Former members');
    expect((await h.team({ from: '2025-12-02', to: '2026-01-04' })).text).not.toContain('Former members');
    expect(asked).toEqual([
      ['202512', '202512'],
      ['202511', '202512'],
    ]);
  });

  it('reads the days that were typed, and refuses what is no range', async () => {
    const h = await setUp();
    const { text } = await h.team({ from: 'yesterday', to: 'yesterday' });
    expect(text).toContain('Jan 4, 2026');
    expect(text).toMatch(new RegExp(`<@${ADA}> · \\*\\*1 h\\*\\*`));
    expect(text).not.toContain(CEM);
    // The target of that week is still to be reached.
    expect((await h.team({ from: '2026-02-02', to: '2026-02-03' })).text).toContain('0 min of 20 h');
    expect((await h.run('admin team', { from: 'tomorrow', to: 'yesterday' }, boss)).said).toContain('after the last one');
    expect((await h.run('admin team', { from: '2024-01-01' }, boss)).said).toContain('at most 366 days');
    expect((await h.run('admin team', { to: 'gibberish' }, boss)).said).toContain('gibberish');
  });

  it('is turned page by page, and asks again who looks', async () => {
    const h = await withSettings();
    const people = Array.from({ length: 25 }, (_, at) => String(10_000 + at));
    for (const [at, user] of people.entries()) {
      await h.run('clockin', { category: 'Work' }, { user });
      h.clock.set(h.clock.now() + (at + 1) * 60_000);
      await h.run('clockout', {}, { user });
    }
    let page = said(await h.run('admin team', {}, boss));
    const seen: string[] = [];
    for (let pages = 1; ; pages += 1) {
      seen.push(...[...page.text.matchAll(/<@(\d+)>/g)].map(([, id]) => id ?? ''));
      expect(page.text).toContain('All 25: 5 h 25 min');
      if (pages === 3) break;
      page = await press({ click: (id, _from, embeds) => h.click(id, boss, embeds) }, page, 'Next');
    }
    expect(seen).toEqual(people.toReversed());
    expect((await h.click(page.button('Refresh'), { user: ADA })).said).toContain('You may not do that here');
    expect((await h.click(page.button('Refresh'), boss)).said).toContain('10000');
  });

  it('says so when there is nothing', async () => {
    const h = await withSettings();
    expect(said(await h.run('admin team', {}, boss)).text).toContain('Nobody worked in these days');
  });
});
