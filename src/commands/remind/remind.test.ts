import { describe, expect, it } from 'vitest';
import { ADA, BOB, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { MINUTE, setUp } from '../../../test/support/entries-harness.js';
import { shownOf } from '../../../test/support/approvals-harness.js';
import type { RecordingResponder } from '../../../test/support/commands-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import type { AnyView } from '../../views/message.js';
import { domainError } from '../../domain/errors.js';
import { requestId, userId, type SpaceId } from '../../domain/ids.js';
import { dueBy, type Reminder } from '../../domain/reminders/reminder.js';
import { err, ok } from '../../domain/result.js';
import type { SpaceSettings } from '../../domain/space.js';
import { clockReminderList } from '../../engine/documents/kinds/clock-reminder-list.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';
import { reminderJob, type Delivered } from '../../engine/jobs/reminders.js';
import { createReminderSender, createClockReminderSender } from './index.js';

const ADA_ID = userId(ADA);
const ROLE = '4711';
const CHANNEL = { also: { channel: { id: '600', type: 0 } } };

const reminding = async (settings: Partial<SpaceSettings> = {}) => {
  const h = await setUp(settings);
  const sent: { user: string; view: AnyView; nonce: string | undefined }[] = [];
  const reach: { is: 'sent' | 'refused' | 'unavailable' } = { is: 'sent' };
  const delivery = {
    deliver: (user: string, view: AnyView, nonce?: string) => (sent.push({ user, view, nonce }), Promise.resolve(reach.is)),
  };
  const sending = { ...h.deps, delivery };
  const sender = createReminderSender(sending);
  const clockSender = createClockReminderSender(sending);
  const list = async (space: SpaceId = SPACE) => (await h.documents.of(reminderList).get({ space, user: ADA_ID })).list;
  const by = (id: string) => ({ actor: ADA_ID, requestId: requestId(id), at: h.clock.now(), event: 'test' });
  const agree = () =>
    h.documents.of(preferences).update({ space: HOME, user: ADA_ID }, by('agree'), (own) => ok({ ...own, directMessages: true }));
  /** What a click on the button of the card comes to. */
  const press = async (reply: RecordingResponder, label: string, user = ADA) => {
    const card = shownBy(reply.responses[0]);
    return h.click(card.button(label), { user, ...CHANNEL }, card.embeds);
  };
  const only = async (space?: SpaceId): Promise<Reminder> => {
    const [one] = await list(space);
    if (one === undefined) throw new Error('nothing is set');
    return one;
  };
  /** The job brings it when it is due; answers what came of it. */
  const bring = async (posts?: readonly number[]): Promise<Delivered> => {
    const { id, next } = await only();
    h.clock.set(Math.max(h.clock.now(), next ?? 0));
    let outcome: Delivered | null = null;
    const job = reminderJob({
      documents: h.documents,
      store: h.store,
      due: { change: () => Promise.resolve() },
      reminders: {
        send: async (who, ...rest) => (outcome = await sender.send({ ...who, posts: posts ?? who.posts }, ...rest)),
      },
      now: () => h.clock.now(),
    });
    await job.run({ space: SPACE, user: ADA_ID, about: id, at: next ?? 0, payload: null });
    if (outcome === null) throw new Error('nothing is due');
    return outcome;
  };
  return { ...h, list, only, agree, press, bring, sender, clockSender, sent, reach, by };
};

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

describe('/remind channel', () => {
  it('is asked about before it is kept, and again when it comes', async () => {
    const h = await reminding();
    const asked: unknown[] = [];
    h.places.check = (...about) => (asked.push(about), Promise.resolve(ok(undefined)));
    await h.press(await h.run('remind channel', { when: 'in 1 hour', text: 'Stand-up @everyone <@&99>' }, CHANNEL), 'Keep it');
    expect(asked).toHaveLength(2);
    expect(await h.bring()).toEqual({ kind: 'told' });
    expect(asked).toHaveLength(3);
    const [posted] = h.messages.posted;
    expect(posted?.view.allowed_mentions).toEqual({ parse: [] });
    expect(JSON.stringify(posted?.view)).toContain(`set by <@${ADA}>`);
  });

  it('mentions a role only where the server allows it, and then that one alone', async () => {
    const careful = await reminding();
    expect((await careful.run('remind channel', { when: 'tomorrow', text: 'x', role: ROLE }, CHANNEL)).said).toContain(
      'mention no roles',
    );
    const h = await reminding({ memberReminders: 'roles' });
    await h.press(await h.run('remind channel', { when: 'in 1 hour', text: 'Go <@&99>', role: ROLE }, CHANNEL), 'Keep it');
    await h.bring();
    expect(h.messages.posted[0]?.view.allowed_mentions).toEqual({ parse: [], roles: [ROLE] });
    h.places.check = () => Promise.resolve(err(domainError('ROLE_NOT_YOURS_TO_MENTION')));
    expect((await h.run('remind channel', { when: 'tomorrow', text: 'x', role: ROLE }, CHANNEL)).said).toContain(
      'may not mention',
    );
  });

  it.each([
    ['off', 'does not let members post'],
    ['posts', null],
  ] as const)('with the setting %s', async (memberReminders, refusal) => {
    const h = await reminding({ memberReminders });
    const shown = await h.run('remind channel', { when: 'tomorrow', text: 'x' }, CHANNEL);
    if (refusal === null) expect(shown.said).toContain('Is that right?');
    else expect(shown.said).toContain(refusal);
  });

  it.each([
    ['CHANNEL_NOT_YOURS', { kind: 'untold', code: 'CHANNEL_NOT_YOURS' }],
    ['CHANNEL_READ_ONLY', { kind: 'untold', code: 'CHANNEL_READ_ONLY' }],
    ['CHANNEL_NOT_FOUND', { kind: 'ended', code: 'CHANNEL_NOT_FOUND' }],
    ['MEMBER_LEFT', { kind: 'ended', code: 'MEMBER_LEFT' }],
  ] as const)('is not posted where Discord says %s by then, and the member hears of it', async (code, outcome) => {
    const h = await reminding();
    await h.press(await h.run('remind channel', { when: 'every day at 20:00', text: 'x' }, CHANNEL), 'Keep it');
    h.places.check = () => Promise.resolve(err(domainError(code)));
    expect(await h.bring()).toEqual(outcome);
    expect(h.messages.posted).toEqual([]);
    expect((await h.only()).next === null).toBe(outcome.kind === 'ended');
    expect((await h.run('status')).said).toContain('did not reach you');
  });

  it('waits while Discord is away, and is not posted too often nor for suspended members', async () => {
    const h = await reminding();
    await h.press(await h.run('remind channel', { when: 'every day at 20:00', text: 'x' }, CHANNEL), 'Keep it');
    h.places.check = () => Promise.resolve(err(domainError('DISCORD_UNAVAILABLE')));
    await expect(h.bring()).rejects.toThrow('DISCORD_UNAVAILABLE');
    h.places.check = () => Promise.resolve(ok(undefined));
    const many = Array.from({ length: 6 }, () => h.clock.now());
    expect(await h.bring(many)).toEqual({ kind: 'untold', code: 'CHANNEL_REMINDERS_TOO_MANY' });
    const suspension = { member: ADA_ID, reason: 'x', by: userId(BOB), at: h.clock.now(), until: null };
    await h.spaces.update(SPACE, h.by('suspend'), (config) => ok({ ...config, suspensions: [suspension] }));
    expect(await h.bring()).toEqual({ kind: 'untold', code: 'REMINDER_SUSPENDED' });
    expect(h.messages.posted).toEqual([]);
  });
});

describe('a reminder that comes', () => {
  const set = async (when = 'in 10 minutes') => {
    const h = await reminding();
    await h.agree();
    await h.press(await h.run('remind me', { when, text: 'Call Zoe' }), 'Keep it');
    return h;
  };

  it('says when it was due only where it is late, and can be done', async () => {
    const h = await set();
    const again = await set();
    again.clock.advance(40 * MINUTE);
    await again.bring();
    expect(JSON.stringify(again.sent[0]?.view)).toContain('was due');
    expect(await h.bring()).toEqual({ kind: 'told' });
    expect(JSON.stringify(h.sent[0]?.view)).toContain('⏰ Call Zoe');
    expect(JSON.stringify(h.sent[0]?.view)).not.toContain('was due');
    const card = shownOf(h.sent[0]?.view);
    expect((await h.click(card.button('Done'), { user: BOB, guild: null })).said).toContain('belong to somebody else');
    expect((await h.click(card.button('Done'), { guild: null })).said).toContain('✅ Call Zoe');
    expect(await h.list()).toEqual([]);
    expect((await h.click(card.button('Done'), { guild: null })).said).toContain('Done.');
  });

  it.each([
    ['10 min', 10],
    ['1 h', 60],
  ])('is snoozed by %s, that occurrence alone', async (label, minutes) => {
    const h = await set('every day at 20:00');
    await h.bring();
    const card = shownOf(h.sent[0]?.view);
    const before = await h.only();
    const snoozed = await h.click(card.button(label), { guild: null });
    expect(snoozed.said).toMatch(/💤 Call Zoe.*comes again/);
    const after = await h.only();
    expect(after.snoozed).toEqual([{ due: before.told?.due, at: h.clock.now() + minutes * MINUTE }]);
    expect(after.next).toBe(before.next);
  });

  it('is snoozed to tomorrow morning, or to any other time', async () => {
    const h = await set();
    await h.bring();
    const card = shownOf(h.sent[0]?.view);
    await h.click(card.button('Tomorrow morning'), { guild: null });
    expect(new Date((await h.only()).snoozed[0]?.at ?? 0).toISOString()).toMatch(/T09:00:00.000Z$/);
    const opened = await h.click(card.button('At …'), { guild: null });
    const form = (opened.responses[0] as { data: { custom_id: string } }).data.custom_id;
    expect((await h.submit(form, { when: 'whenever' }, { guild: null })).said).toContain('do not understand');
    await h.submit(form, { when: 'in 45 minutes' }, { guild: null });
    expect((await h.only()).snoozed.map(({ at }) => at)).toEqual([h.clock.now() + 45 * MINUTE]);
  });

  it('waits for the next private reply of who gets no direct messages, and is shown there once', async () => {
    const h = await set();
    h.reach.is = 'refused';
    expect(await h.bring()).toEqual({ kind: 'untold', code: null });
    const reply = await h.run('status');
    expect(reply.said).toMatch(/did not reach you.*⏰ Call Zoe/s);
    expect((await h.run('status')).said).not.toContain('Call Zoe');
  });

  it('is tried again while Discord is away, and goes to nobody who has withdrawn', async () => {
    const h = await set();
    h.reach.is = 'unavailable';
    await expect(h.bring()).rejects.toThrow('could not be sent');
    await h.documents
      .of(preferences)
      .update({ space: HOME, user: ADA_ID }, h.by('withdraw'), (own) => ok({ ...own, directMessages: false }));
    const before = h.sent.length;
    expect(await h.bring()).toEqual({ kind: 'untold', code: null });
    expect(h.sent).toHaveLength(before);
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
    h.deps.notionComments = {
      check: () => Promise.resolve(ok(undefined)),
      comment: (_who, page, comment) => (comments.push({ page, ...comment }), Promise.resolve(ok(undefined))),
    };
    const page = '01234567-89ab-cdef-0123-456789abcdef';
    const shown = await h.run('remind notion', { page, when: 'in 1 hour', text: 'Look', mention: 'Zoe, max@example.org' });
    await h.press(shown, 'Keep it');
    const one = await h.only();
    expect(one.target).toEqual({ kind: 'notion', page: page.replaceAll('-', ''), people: ['Zoe', 'max@example.org'] });
    const sender = createReminderSender({ ...h.deps, delivery: { deliver: () => Promise.reject(new Error('asked')) } });
    const occurrence = dueBy(one, one.next ?? 0);
    if (occurrence === null) throw new Error('nothing is due');
    expect(await sender.send({ space: SPACE, user: ADA_ID, posts: [] }, one, occurrence)).toEqual({ kind: 'told' });
    expect(comments).toMatchObject([{ text: 'Look', people: ['Zoe', 'max@example.org'] }]);
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
