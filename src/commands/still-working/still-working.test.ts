import { InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { ADA, BOB, GUILD, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { HOUR, MINUTE, press, said, setUp, today } from '../../../test/support/entries-harness.js';
import { shownBy } from '../../../test/support/shown.js';
import { shownOf } from '../../../test/support/approvals-harness.js';
import { channelId, requestId, userId, type SpaceId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { SpaceSettings } from '../../domain/space.js';
import { claims } from '../../engine/documents/kinds/claims.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { stillWorking, type AskedOnce } from '../../engine/documents/kinds/asked-still-working.js';
import { createAsking } from './asking.js';
import { closeQuestions } from './closing.js';
import { STILL_WORKING_IDS } from './custom-ids.js';

const ADA_ID = userId(ADA);
/** Everything that stands in a message. */
const textOf = (view: unknown): string => JSON.stringify(view);

/** Ada has been on the clock since 8:00, and it is noon. */
const working = async (settings: Partial<SpaceSettings> = {}, space: SpaceId = SPACE) => {
  const h = await setUp(settings);
  const noon = h.clock.now();
  h.clock.set(today(h, 8));
  await h.run('clockin', { category: 'Work' });
  h.clock.set(noon);
  const active = () => h.state(ADA, space).active;
  const session = active();
  if (session === null) throw new Error('Ada is not on the clock');
  const asking = createAsking({ ...h.deps });
  const agree = () =>
    h.documents
      .of(preferences)
      .update({ space: HOME, user: ADA_ID }, by('agreed'), (own) => ok({ ...own, directMessages: true }));
  const by = (id: string) => ({ actor: null, requestId: requestId(id), at: h.clock.now(), event: 'test' });
  /** As the job notes it. */
  const asked = (shown: boolean, message: AskedOnce['message'] = null) =>
    h.documents
      .of(stillWorking)
      .update({ space, user: ADA_ID }, by(`asked-${h.clock.now()}`), (kept) =>
        ok({ ...kept, session: session.id, asked: [...kept.asked, { at: h.clock.now(), shown, message }] }),
      );
  /** As the job ends it, at 9:30. */
  const forget = async () => {
    const endedAt = today(h, 9, 30);
    await h.documents
      .of(claims)
      .update({ space, user: ADA_ID }, by(`claim-${h.clock.now()}`), (kept) =>
        ok({ ...kept, list: [{ session: session.id, endedAt, ranUntil: h.clock.now(), settled: false }] }),
      );
    await h.deps.sessions.endAt({
      ...{ space, user: ADA_ID, requestId: requestId(`end-${h.clock.now()}`), at: h.clock.now(), actor: null, source: 'due' },
      ...{ session: session.id, endedAt, reason: 'unanswered' },
    });
  };
  const ask = async (nth: 1 | 2 = 1, before = nth - 1) => (await asking.ask({ space, user: ADA_ID, session, nth, before })).shown;
  const goOnAt = async () => (await h.documents.of(stillWorking).get({ space, user: ADA_ID })).goOnAt;
  return { ...h, session, active, asking, agree, asked, forget, ask, goOnAt };
};

describe('"Still working?"', () => {
  it('goes to nobody who did not agree, nor to a channel that was not chosen', async () => {
    const h = await working();
    expect(await h.ask()).toBe(false);
    expect([h.direct, h.messages.posted]).toEqual([[], []]);
  });

  it('comes by direct message to those who agreed, with what only they may read, and is answered there', async () => {
    const h = await working();
    await h.agree();
    expect(await h.ask()).toBe(true);
    const card = shownOf(h.direct[0]?.view);
    const text = textOf(h.direct[0]?.view);
    expect(text).toMatch(/Still working.*Work.*4 h/s);
    expect(text).toContain(`https://discord.com/channels/${GUILD}`);
    const goes = await h.click(card.button('Yes, go on'), { guild: null }, card.embeds);
    expect(goes.said).toContain('You stay on the clock');
    expect(await h.goOnAt()).toBe(h.clock.now());
    const stopped = await h.click(card.button('Stop now'), { guild: null }, card.embeds);
    expect(stopped.said).toMatch(/You are off the clock: 4 h counted in \*\*.*Work/);
    expect(h.state(ADA).last).toMatchObject({ endedAt: h.clock.now(), endReason: 'member' });
  });

  it('else stands in the channel of the server, pings the member alone, and says nothing of their time', async () => {
    const h = await working({ reminderChannel: channelId('700') });
    expect(await h.ask(2)).toBe(true);
    const [posted] = h.messages.posted;
    expect(posted).toMatchObject({ channel: '700', view: { allowed_mentions: { parse: [], users: [ADA] } } });
    const card = shownOf(posted?.view);
    expect(textOf(posted?.view)).not.toMatch(/Work|4 h|<t:/);
    expect((await h.click(card.button('Stop now'), { user: BOB }, card.embeds)).said).toContain('belong to somebody else');
    expect(h.active()).not.toBeNull();
    const answered = await h.click(card.button('Stop now'), { isPublic: true }, card.embeds);
    expect(answered.said).toContain(`<@${ADA}> has answered`);
    expect(answered.said).not.toMatch(/4 h|Work/);
    expect(h.active()).toBeNull();
  });

  it('is one message however often it is tried, and another one when it is asked anew after an answer', async () => {
    const h = await working({ reminderChannel: channelId('700') });
    for (const before of [0, 0, 1]) await h.ask(1, before);
    expect(h.messages.posted).toHaveLength(2);
  });

  it('loses its buttons in the channel when the session is over, however it ended', async () => {
    const channel = channelId('700');
    const h = await working({ reminderChannel: channel });
    closeQuestions({ ...h.deps, changes: h.tracker });
    await h.ask(1);
    await h.ask(2);
    const [first, second] = h.messages.posted;
    for (const one of [first, second]) {
      await h.asked(true, one === undefined ? null : { channel, id: one.id });
      h.clock.advance(MINUTE);
    }
    await h.run('clockout');
    await vi.waitFor(() => {
      for (const one of [first, second]) expect(textOf(one?.view)).toContain(`<@${ADA}> is off the clock`);
    });
    expect(shownOf(first?.view).labels).toEqual([]);
  });

  it('else comes with the next reply, once, and not when the member has answered meanwhile', async () => {
    const h = await working();
    await h.asked(false);
    const first = await h.run('status');
    expect(JSON.stringify(first.followUps)).toContain('Still working?');
    expect((await h.run('status')).followUps).toEqual([]);
    h.clock.advance(MINUTE);
    await h.asked(false);
    h.clock.advance(MINUTE);
    await h.run('session pause');
    h.clock.advance(MINUTE);
    expect((await h.run('session resume')).followUps).toEqual([]);
  });

  it('is answered by a time: shown first, then it ends there', async () => {
    const h = await working();
    await h.asked(false);
    const [question] = (await h.run('status')).followUps;
    const card = shownBy({ type: InteractionResponseType.ChannelMessageWithSource, data: question ?? {} });
    const form = said(await h.click(card.button('Stopped at …'), {}, card.embeds)).form;
    for (const [typed, refused] of [
      ['7:00', 'cannot end before that'],
      ['13:00', 'has not come yet'],
      ['soonish', 'soonish'],
    ] as const)
      expect((await h.submit(form, { time: typed })).said).toContain(refused);
    expect(h.active()).not.toBeNull();
    const answer = await h.submit(form, { time: '11:15' });
    const understood = said(answer);
    expect(answer.said).toContain(`<t:${today(h, 11, 15) / 1000}:f>`);
    expect(h.active()).not.toBeNull();
    const done = await press(h, understood, 'Yes, end it there');
    expect(textOf(done.embeds)).toContain('3 h 15 min');
    expect(h.state(ADA).last).toMatchObject({ endedAt: today(h, 11, 15), endReason: 'member' });
  });

  it('an answer that comes late touches nothing, and two count once', async () => {
    const h = await working();
    await h.agree();
    await h.ask();
    const card = shownOf(h.direct[0]?.view);
    await h.forget();
    const before = JSON.stringify(h.state(ADA));
    for (const label of ['Yes, go on', 'Stop now']) {
      const late = await h.click(card.button(label), { guild: null }, card.embeds);
      expect(late.said).toContain('That session has ended already');
    }
    const late = STILL_WORKING_IDS.endAt.encode({
      owner: ADA_ID,
      place: GUILD,
      session: h.session.id,
      at: today(h, 11).toString(36),
    });
    expect((await h.click(late, { guild: null })).said).toContain('That session has ended already');
    expect(JSON.stringify(h.state(ADA))).toBe(before);
    await h.run('clockin', { category: 'Meeting' });
    await h.click(card.button('Stop now'), { guild: null }, card.embeds);
    expect(h.active()?.category).toBe('meeting');
  });
});

describe('a session that ended by itself', () => {
  it('is asked about before the answer to /status and /clockin, and nothing is held up by it', async () => {
    const h = await working();
    await h.forget();
    const status = await h.run('status');
    expect(textOf(said(status).embeds)).toContain('Ended by itself');
    expect(JSON.stringify(status.followUps)).toContain('not on the clock');
    const started = await h.run('clockin', { category: 'Meeting' });
    expect(textOf(said(started).embeds)).toMatch(/1 h 30 min.*2 h 30 min/s);
    expect(JSON.stringify(started.followUps)).toContain('On the clock');
    expect(h.active()?.startedAt).toBe(h.clock.now());
    expect((await h.run('session list')).said).not.toContain('Ended by itself');
  });

  it('is right: then it is confirmed, and not asked about again, but may be claimed for a week', async () => {
    const h = await working();
    await h.forget();
    const right = await press(h, said(await h.run('status')), 'That is right');
    expect((await h.kept())[0]).toMatchObject({ status: 'ENDED_CONFIRMED', endedAt: today(h, 9, 30) });
    expect(textOf(said(await h.run('status')).embeds)).toContain('not on the clock');
    h.clock.set(h.clock.now() + 6 * 24 * HOUR);
    const opened = await h.click(right.button('I worked longer after all …'), {}, right.embeds);
    const form = said(opened).form;
    expect((await h.submit(form, { time: '2026-01-05 12:01' })).said).toContain('more than that cannot be claimed');
    expect((await h.submit(form, { time: '2026-01-05 07:00' })).said).toContain('cannot end before');
    const review = said(await h.submit(form, { time: '2026-01-05 11:45' }));
    await press(h, review, 'Save');
    expect((await h.kept())[0]).toMatchObject({ endedAt: today(h, 11, 45) - 6 * 24 * HOUR });
    expect((await h.submit(form, { time: '2026-01-05 11:50' })).said).toContain('nothing to claim any more');
  });

  it('beyond the limits of members a claim becomes a request', async () => {
    const h = await working({ selfEditBy: 30, requestChannel: channelId('600') });
    await h.forget();
    const card = said(await h.run('status'));
    const form = said(await h.click(card.button('I worked until …'), {}, card.embeds)).form;
    const review = said(await h.submit(form, { time: '11:45' }));
    expect(review.labels).toContain('Ask for approval');
    expect((await h.kept())[0]?.endedAt).toBe(today(h, 9, 30));
  });

  it('is discarded, and an undo brings it back', async () => {
    const h = await working();
    await h.forget();
    await press(h, said(await h.run('status')), 'Discard the session');
    expect(await h.kept()).toEqual([]);
    expect(textOf(said(await h.run('status')).embeds)).toContain('not on the clock');
    await press(h, said(await h.run('session undo')), 'Undo');
    expect((await h.kept())[0]?.endedAt).toBe(today(h, 9, 30));
  });

  it('is told by direct message to those who agreed', async () => {
    const h = await working();
    await h.agree();
    await h.forget();
    const [claim] = (await h.documents.of(claims).get({ space: SPACE, user: ADA_ID })).list;
    await h.asking.ended(claim!, { space: SPACE, user: ADA_ID });
    expect(textOf(h.direct[0]?.view)).toMatch(/Ended by itself.*1 h 30 min/s);
  });
});

describe('a category may have a reminder of its own', () => {
  it('typed like the setting of the server, taken away by a dash, and shown in the list', async () => {
    const h = await setUp();
    const manager = { manager: true };
    const set = (reminder: string, locale = 'en-US') =>
      h.run('admin categories edit', { category: 'Work', reminder }, { ...manager, locale });
    const kept = async () => (await h.spaces.get(SPACE)).categories.find(({ name }) => name === 'Work')?.reminderAfter;
    await set('9h 30m');
    expect(await kept()).toBe(570);
    expect((await h.run('admin categories list', {}, manager)).said).toContain('reminder after 9 h 30 min');
    await set('aus', 'de');
    expect(await kept()).toBe(0);
    expect((await set('5m')).said).toContain('15');
    expect(await kept()).toBe(0);
    await set('-');
    expect(await kept()).toBeNull();
  });
});
