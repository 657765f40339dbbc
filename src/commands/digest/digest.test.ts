import { describe, expect, it } from 'vitest';
import { ADA, BOB, GUILD, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { HOUR, setUp } from '../../../test/support/entries-harness.js';
import { forecastOf } from '../../analytics/forecast/forecast.js';
import { lastWeek } from '../../domain/digest.js';
import { categoryId, channelId, requestId, userId, type UserId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { digest } from '../../engine/documents/kinds/digest.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { createTranslators } from '../../i18n/translators.js';
import { createDigestSender } from './index.js';

const DAY = 24 * HOUR;
const ADA_ID = userId(ADA);
const WEEKS = { timeZone: 'UTC', dayStart: 0, weekStart: 'monday' } as const;

/** It is a Monday at noon. */
const world = async () => {
  const h = await setUp();
  let requests = 0;
  const by = (event: string) => ({
    ...{ actor: null, requestId: requestId(`test-${String((requests += 1))}`), at: h.clock.now(), event },
  });
  const agree = async (user: UserId, yes = true) => {
    await h.documents.of(sharing).update({ space: SPACE, user }, by('x'), (kept) => ok({ ...kept, insights: yes }));
  };
  const allowMessages = () =>
    h.documents.of(preferences).update({ space: HOME, user: ADA_ID }, by('x'), (kept) => ok({ ...kept, directMessages: true }));
  /** Hours of a category, so many days ago at eight. */
  const worked = async (user: UserId, category: string, days: readonly number[], hours: number): Promise<void> => {
    const entries = days.map((back) => {
      const startedAt = h.clock.now() - back * DAY - 4 * HOUR;
      return {
        category: categoryId(category),
        note: null,
        startedAt,
        endedAt: startedAt + hours * HOUR,
        pauses: [],
        overrideMs: null,
      };
    });
    const { requestId: id } = by('x');
    const request = { space: SPACE, user, requestId: id, at: h.clock.now(), source: 'test' };
    expect((await h.deps.entries.importEntries({ ...request, entries })).ok).toBe(true);
  };
  const warnings: string[] = [];
  const sender = createDigestSender({
    ...h.deps,
    translators: createTranslators({ strict: true }),
    warnings: { digestNotPosted: (_space, _channel, { code }) => Promise.resolve(void warnings.push(code)) },
  });
  const week = lastWeek(h.clock.now(), WEEKS);
  const kept = () => h.documents.of(digest).get({ space: SPACE, user: ADA_ID });
  return { ...h, by, agree, allowMessages, worked, sender, week, warnings, state: kept };
};
const LAST_WEEK = [3, 4, 5, 6, 7];
const BEFORE = [10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31, 32, 33, 34, 35];

describe('/digest', () => {
  it('is for those who agreed to insights and to direct messages, and says what is missing', async () => {
    const h = await world();
    for (const name of ['digest on', 'digest show']) expect((await h.run(name)).said).toContain('you have not agreed');
    await h.agree(ADA_ID);
    expect((await h.run('digest on')).said).toContain('have not let me send you any');
    expect(await h.state()).toMatchObject({ isOn: false });
    await h.allowMessages();
    expect((await h.run('digest on')).said).toMatch(/the next one <t:\d+:f>/);
    expect(await h.state()).toMatchObject({ isOn: true });
    expect((await h.run('digest off', {}, { locale: 'de' })).said).toContain('keine Wochenrückblicke mehr');
    expect(await h.state()).toMatchObject({ isOn: false });
  });

  it('shows the week that is over: by category, against the weeks before, with targets, streak and forecast', async () => {
    const h = await world();
    await h.agree(ADA_ID);
    expect((await h.run('digest show')).said).toContain('there is nothing to tell');
    await h.worked(ADA_ID, 'work', LAST_WEEK, 3);
    await h.worked(ADA_ID, 'work', BEFORE, 2);
    await h.run('alloc set', { category: 'Work', hours: '15', week: 'last' });
    await h.run('alloc set', { category: 'Meeting', hours: '1', week: 'last' });
    const { said } = await h.run('digest show');
    expect(said).toContain('**15 h** · 50% more than usual (10 h is the mean');
    expect(said).toMatch(/Work: 15 h · usually 10 h/);
    expect(said).toContain('Targets reached: 1 of 2');
    expect(said).toMatch(/This week will likely be about \d+ h: in four of five such weeks it is between \d+ h and \d+ h/);
    expect(said).not.toContain('discord.com/channels');
    expect((await h.run('digest show', {}, { locale: 'de' })).said).toMatch(/50\s% mehr als sonst/);
  });

  it('tells with the next private reply, once, that it was turned off since it did not arrive', async () => {
    const h = await world();
    await h.documents.of(digest).update({ space: SPACE, user: ADA_ID }, h.by('x'), (kept) => ok({ ...kept, isGivenUp: true }));
    expect(JSON.stringify((await h.run('status')).followUps)).toContain('could not be delivered');
    expect((await h.run('status')).followUps).toEqual([]);
  });
});

describe('the digest that is sent', () => {
  it('goes to who agrees to both by then, once for each week and server', async () => {
    const h = await world();
    await h.worked(ADA_ID, 'work', LAST_WEEK, 3);
    const send = async () => (await h.sender.forMember(SPACE, ADA_ID, h.week))?.();
    expect(await send()).toBeUndefined();
    await h.agree(ADA_ID);
    expect(await send()).toBeUndefined();
    await h.allowMessages();
    expect(await send()).toBe(true);
    const message = JSON.stringify(h.direct);
    expect(message).toMatch(/Your week.*15 h/);
    expect(message).toContain(`In https://discord.com/channels/${GUILD}`);
    expect(message).toContain('`/digest off` ends it');
    // Of a week without any time there is nothing to tell.
    expect(await h.sender.forMember(SPACE, ADA_ID, { from: '20200106', to: '20200112' })).toBeNull();
    expect(h.direct).toHaveLength(1);
  });

  it('of a server is of five people at least, silent, and names nobody', async () => {
    const h = await world();
    const users = Array.from({ length: 6 }, (_, nth) => userId(String(700 + nth)));
    for (const user of users) await h.worked(user, 'work', [...LAST_WEEK, ...BEFORE], 2);
    await h.worked(userId(BOB), 'work', LAST_WEEK, 9);
    await h.worked(users[0]!, 'meeting', [3], 1);
    for (const user of users.slice(0, 4)) await h.agree(user);
    const post = async () => (await h.sender.forServer(SPACE, channelId('600'), h.week))?.();
    expect(await post()).toBeUndefined();
    await h.agree(users[4]!);
    expect((await post())?.ok).toBe(true);
    const [posted] = h.messages.posted;
    const text = JSON.stringify(posted?.view);
    // Five people of two hours on five days, and an hour of a meeting that is not told apart.
    expect(text).toContain('5 people who share insights');
    expect(text).toContain('**51 h**');
    expect(text).not.toMatch(/Meeting|70\d|Bob/);
    expect(text).toMatch(/This week will likely be about/);
  });

  it('goes without a forecast when there is none', async () => {
    const h = await world();
    await h.agree(ADA_ID);
    await h.worked(ADA_ID, 'work', LAST_WEEK, 3);
    expect((await h.run('digest show')).said).not.toContain('🔮');
    h.analyst.forecast = () => Promise.resolve(null);
    await h.worked(ADA_ID, 'work', BEFORE, 2);
    expect((await h.run('digest show')).said).not.toContain('🔮');
    h.analyst.forecast = (_space, input) => Promise.resolve(forecastOf(input));
    h.deps.analyst = h.analyst;
    expect((await h.run('digest show')).said).toContain('🔮');
  });
});
