import { describe, expect, it } from 'vitest';
import { BOB, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { MINUTE } from '../../../test/support/entries-harness.js';
import { ADA_ID, reminding } from '../../../test/support/remind-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import { dueBy, type Reminder } from '../../domain/reminders/reminder.js';
import { ok } from '../../domain/result.js';
import { clockReminderList } from '../../engine/documents/kinds/clock-reminder-list.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';
import { createNotionComments } from '../../actions/reminders/places.js';
import { createReminderSender } from './index.js';

describe('/remind me', () => {
  it('shows what was understood, keeps nothing before it is confirmed, and keeps it once', async () => {
    const h = await reminding();
    await h.agree();
    const shown = await h.run('remind me', { when: 'tomorrow 9:30', text: 'Call *Zoe*' });
    expect(shown.said).toMatch(/Is that right\?.*Call .*Zoe.*<t:\d+:f>/);
    expect(await h.list()).toEqual([]);
    const kept = await h.press(shown, 'Keep it');
    expect(kept.said).toMatch(/I remind you <t:\d+:f>/);
    const one = await h.only();
    expect(one).toMatchObject({ text: 'Call *Zoe*', target: { kind: 'direct' }, series: null, snoozed: [], told: null });
    expect(new Date(one.next ?? 0).toISOString()).toMatch(/T09:30:00.000Z$/);
  });

  it('asks for direct messages where there are none yet, and the same click allows them', async () => {
    const h = await reminding();
    const shown = await h.run('remind me', { when: 'in 20 minutes', text: 'Tea' });
    expect(shown.said).toContain('You get no direct messages from me so far');
    await h.press(shown, 'Allow direct messages and keep it');
    expect(await h.list()).toHaveLength(1);
    expect((await h.documents.of(preferences).get({ space: HOME, user: ADA_ID })).directMessages).toBe(true);
  });

  it('shows the next three times of a repeat, by text and by option', async () => {
    const h = await reminding();
    await h.agree();
    for (const values of [
      { when: 'every weekday at 8:45', text: 'Stand-up' },
      { when: 'jeden Werktag um 8:45', text: 'Stand-up' },
      { when: '8:45', text: 'Stand-up', repeat: 'workday' },
    ]) {
      const shown = await h.run('remind me', values);
      expect(shown.said).toMatch(/every week on workdays \(Monday to Friday\) at 8:45 \(UTC\).*The next times:(.*<t:\d+:f>){3}/s);
    }
    const twice = await h.run('remind me', { when: 'every day at 9', text: 'x', repeat: 'week' });
    expect(twice.said).toContain('Use one of them');
  });

  it('does not guess: what it does not understand is answered with examples', async () => {
    const h = await reminding();
    expect((await h.run('remind me', { when: 'sometime soon', text: 'x' })).said).toMatch(/do not understand.*every Monday at 9/);
    expect((await h.run('remind me', { when: 'every 5 minutes', text: 'x' })).said).toContain('at most once a day');
    expect((await h.run('remind me', { when: '2020-01-01 9:00', text: 'x' })).said).toContain('is over');
  });

  it('is changed in a form that knows what was typed, and is shown again', async () => {
    const h = await reminding();
    await h.agree();
    const shown = await h.run('remind me', { when: 'tomorrow 9:30', text: 'Call Zoe' });
    const card = shownBy(shown.responses[0]);
    const opened = await h.click(card.button('Change'), {}, card.embeds);
    expect(opened.said).toMatch(/"value":"tomorrow 9:30".*"value":"Call Zoe"/);
    const form = (opened.responses[0] as { data: { custom_id: string } }).data.custom_id;
    const again = await h.submit(form, { when: 'every monday at 9', text: 'Call Zoe and Max' }, {}, { embeds: card.embeds });
    expect(again.said).toMatch(/Call Zoe and Max.*every week on Monday at 9:00/s);
    await h.press(again, 'Keep it');
    expect(await h.only()).toMatchObject({ text: 'Call Zoe and Max', series: { repeat: { unit: 'week', every: 1, days: [0] } } });
  });

  it('is kept from the next time on, when the first one has passed before it was confirmed; what comes once is over then', async () => {
    const h = await reminding();
    await h.agree();
    const daily = await h.run('remind me', { when: 'every day at 20:00', text: 'x' });
    const once = await h.run('remind me', { when: 'in 1 hour', text: 'y' });
    h.clock.advance(2 * 24 * 60 * MINUTE);
    await h.press(daily, 'Keep it');
    const { next, series } = await h.only();
    expect([next !== null && next > h.clock.now(), series?.minute]).toEqual([true, 1_200]);
    expect((await h.press(once, 'Keep it')).said).toContain('is over');
    expect(await h.list()).toHaveLength(1);
  });

  it('has room for fifty', async () => {
    const h = await reminding();
    await h.agree();
    const shown = await h.run('remind me', { when: 'tomorrow', text: 'one too many' });
    const next = h.clock.now() + MINUTE;
    const full = Array.from({ length: 50 }, (_, nth): Reminder => ({
      ...{ id: `r${nth}`, text: 'x', locale: 'en', target: { kind: 'direct' }, series: null, next, snoozed: [], told: null },
      ...{ untold: null, createdAt: h.clock.now() },
    }));
    await h.documents
      .of(reminderList)
      .update({ space: SPACE, user: ADA_ID }, h.by('fill'), (known) => ok({ ...known, list: full }));
    expect((await h.press(shown, 'Keep it')).said).toContain('50');
    expect(await h.list()).toHaveLength(50);
  });

  it('belongs to whoever set it', async () => {
    const h = await reminding();
    await h.agree();
    const shown = await h.run('remind me', { when: 'tomorrow', text: 'mine' });
    expect((await h.press(shown, 'Keep it', BOB)).said).toContain('belong to somebody else');
    expect(await h.list()).toEqual([]);
  });
});

describe('/remind list, edit and delete', () => {
  it('lists, changes after asking, and takes away', async () => {
    const h = await reminding();
    await h.agree();
    await h.press(await h.run('remind me', { when: 'tomorrow 9:00', text: 'Call Zoe' }), 'Keep it');
    const { id } = await h.only();
    expect((await h.run('remind list')).said).toMatch(/Call Zoe.*1 of 50/s);
    expect((await h.complete('remind edit', 'reminder', 'zoe')).said).toContain(id);
    const asked = await h.run('remind edit', { reminder: id, when: 'every monday at 9' });
    expect(asked.said).toMatch(/Change it to this\?.*every week on Monday/s);
    expect((await h.only()).series).toBeNull();
    expect((await h.press(asked, 'Keep it')).said).toContain('Changed');
    expect(await h.only()).toMatchObject({ id, text: 'Call Zoe', series: { minute: 540 } });
    await h.press(await h.run('remind edit', { reminder: id, text: 'Call Max' }), 'Keep it');
    expect(await h.only()).toMatchObject({ text: 'Call Max', series: { minute: 540 } });
    expect((await h.run('remind delete', { reminder: id })).said).toContain('Deleted: Call Max');
    expect((await h.run('remind delete', { reminder: id })).said).toContain('not there any more');
    expect((await h.run('remind list')).said).toContain('Nothing is set');
  });
});

describe('/remind notion', () => {
  it('says that nothing is connected, and what is no page', async () => {
    const h = await reminding();
    const page = 'https://www.notion.so/team/Plan-0123456789abcdef0123456789abcdef';
    expect((await h.run('remind notion', { page, when: 'tomorrow', text: 'x' })).said).toContain(
      'Nothing here is connected to Notion',
    );
    expect((await h.run('remind notion', { page: 'https://example.org/x', when: 'tomorrow', text: 'x' })).said).toContain(
      'neither',
    );
  });
  it('writes a comment that names the people, where there is a connection', async () => {
    const h = await reminding();
    const comments: unknown[] = [];
    h.deps.notionComments = createNotionComments({
      people: () =>
        Promise.resolve(
          ok([
            { id: 'p1', name: 'Zoe' },
            { id: 'p2', name: 'Max' },
            { id: 'p3', name: 'Max' },
          ]),
        ),
      comment: (_space, page, pieces) => (comments.push([page, pieces]), Promise.resolve(ok(undefined))),
    });
    const page = '01234567-89ab-cdef-0123-456789abcdef';
    const nobody = await h.run('remind notion', { page, when: 'in 1 hour', text: 'Look', mention: 'Zoe, Max' });
    expect(nobody.said).toContain('more than one, called “Max”');
    const shown = await h.run('remind notion', { page, when: 'in 1 hour', text: 'Look', mention: 'zoe' });
    await h.press(shown, 'Keep it');
    const one = await h.only();
    expect(one.target).toEqual({ kind: 'notion', page: page.replaceAll('-', ''), people: ['zoe'] });
    const sender = createReminderSender({ ...h.deps, delivery: { deliver: () => Promise.reject(new Error('asked')) } });
    const occurrence = dueBy(one, one.next ?? 0);
    if (occurrence === null) throw new Error('nothing is due');
    expect(await sender.send({ space: SPACE, user: ADA_ID, posts: [] }, one, occurrence)).toEqual({ kind: 'told' });
    expect(comments).toEqual([[page.replaceAll('-', ''), [{ person: 'p1' }, { text: ' ' }, { text: 'Look' }]]]);
  });
});

describe('/remind clock', () => {
  it('needs direct messages, and what each kind needs', async () => {
    const h = await reminding();
    expect((await h.run('remind clock', { kind: 'absent', time: '9:15' })).said).toContain('by direct message');
    await h.agree();
    expect((await h.run('remind clock', { kind: 'absent' })).said).toContain('`time`');
    expect((await h.run('remind clock', { kind: 'break' })).said).toContain('`after`');
    expect((await h.run('remind clock', { kind: 'absent', time: '9:15' })).said).toContain(
      'when you are not on the clock by 9:15: workdays (Monday to Friday)',
    );
    expect((await h.run('remind clock', { kind: 'break', after: '50 min' })).said).toContain('after 50 min without a break');
    expect((await h.run('remind clock', { kind: 'target', percent: 80, category: 'Work' })).said).toMatch(
      /80\s?% of your target for .*Work/,
    );
    const kept = async () => (await h.documents.of(clockReminderList).get({ space: SPACE, user: ADA_ID })).list;
    expect((await kept()).map(({ kind }) => kind)).toEqual(['absent', 'break', 'target']);
    expect((await h.run('remind list')).said).toContain('after 50 min without a break');
    const [first] = await kept();
    expect((await h.complete('remind delete', 'reminder', '9:15')).said).toContain(first?.id);
    await h.run('remind delete', { reminder: first?.id ?? '' });
    expect(await kept()).toHaveLength(2);
  });

  it('is told by direct message, in words, to who still agrees', async () => {
    const h = await reminding();
    const one = { kind: 'break', id: 'b', afterMinutes: 50, locale: 'de', told: null } as const;
    const who = { space: SPACE, user: ADA_ID };
    const news = { kind: 'break', since: h.clock.now() - 50 * MINUTE } as const;
    await h.clockSender.tell(who, one, news);
    expect(h.sent).toEqual([]);
    await h.agree();
    await h.clockSender.tell(who, one, news);
    expect(JSON.stringify(h.sent[0]?.view)).toMatch(/machst du keine Pause.*50 min.*Es geht um Guild/is);
  });
});

it('in one’s own space there are no channels', async () => {
  const h = await reminding();
  expect((await h.run('remind channel', { when: 'tomorrow', text: 'x' }, { guild: null })).said).toMatch(/server/i);
});
