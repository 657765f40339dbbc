import { describe, expect, it } from 'vitest';
import { ADA, BOB, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { MINUTE } from '../../../test/support/entries-harness.js';
import { ADA_ID, CHANNEL, reminding } from '../../../test/support/remind-harness.js';
import { shownOf } from '../../../test/support/approvals-harness.js';
import { domainError } from '../../domain/errors.js';
import { userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';

const ROLE = '4711';

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
