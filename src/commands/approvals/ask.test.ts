import { describe, expect, it } from 'vitest';
import { ADA, SPACE } from '../../../test/support/commands-harness.js';
import { answer, ask, asking, askToDelete, inChannel, REQUESTS } from '../../../test/support/approvals-harness.js';
import { added, HOUR, press, said, today } from '../../../test/support/entries-harness.js';
import { domainError } from '../../domain/errors.js';
import { requestId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';

const text = (shown: unknown): string => JSON.stringify(shown);

describe('a change beyond what members may change alone', () => {
  it('is shown with before, after and why, and posted with what the member says; nothing is stored', async () => {
    const h = await asking();
    await added(h, '8:00', '10:00');
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    const longer = { category: ['work'], ...form.filled, end: '11:00', note: 'the *late* train' };
    const card = said(await h.submit(form.form, longer));
    expect(card.labels).toEqual(['Ask for approval', 'Cancel']);
    expect(text(card.embeds)).toMatch(/Until now.*2 h.*From now on.*3 h.*only by up to 30 min at once/);
    const told = await ask(h, card, 'It was *long*');
    expect(text(told.embeds)).toContain(`<#${REQUESTS}>`);
    expect(told.labels).toEqual([]);
    const posted = inChannel(h);
    expect(posted.labels).toEqual(['Approve', 'Approve with a comment…', 'Decline…']);
    expect(text(posted.embeds)).toMatch(/Request: Change an entry.*<@200000000000000001>.*2 h.*3 h.*the .*late.* train/);
    expect(text(posted.embeds)).toContain(String.raw`It was \\*long\\*`);
    expect(h.messages.posted).toMatchObject([{ channel: REQUESTS, view: { content: '', allowed_mentions: { parse: [] } } }]);
    expect(await h.kept()).toMatchObject([{ endedAt: today(h, 10), note: null }]);
    expect(await h.requests()).toMatchObject([
      { reason: 'It was *long*', state: { kind: 'open' }, posted: { channel: REQUESTS, message: '900' } },
    ]);
  });

  it('keeps category, breaks, note and seconds of a new entry on the way through button and form', async () => {
    const h = await asking({ membersAddEntries: false });
    const card = said(await h.run('session add', { category: 'Study', start: '9:30', duration: '2h', note: 'by hand' }));
    expect(text(card.embeds)).toContain('Members do not add entries alone');
    await ask(h, card);
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toMatchObject([
      { category: 'study', startedAt: today(h, 9, 30), endedAt: today(h, 11, 30), note: 'by hand' },
    ]);
  });

  it('first finds its way out of an overlap, and cuts the other entry when it is approved', async () => {
    const h = await asking();
    await added(h, '9:00', '10:00');
    await h.set({ membersAddEntries: false });
    const clash = said(await h.run('session add', { category: 'Study', start: '9:30', end: '11:00' }));
    const card = await press(h, clash, 'Cut the other one');
    expect(card.labels).toEqual(['Ask for approval', 'Cancel']);
    await ask(h, card);
    expect(text(inChannel(h).embeds)).toContain('The other entry changes too');
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toMatchObject([
      { category: 'work', endedAt: today(h, 9, 30) },
      { category: 'study', startedAt: today(h, 9, 30) },
    ]);
  });

  it('of a category alone is asked for too', async () => {
    const h = await asking({ selfEditDays: 1 });
    await added(h, '8:00', '10:00');
    h.clock.set(h.clock.now() + 72 * HOUR);
    const form = said(await h.click(said(await h.run('session list')).button('Edit')));
    await ask(h, said(await h.submit(form.form, { ...form.filled, category: ['study'] })));
    expect(text(inChannel(h).embeds)).toContain('💼 Work → 📚 Study');
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toMatchObject([{ category: 'study' }]);
  });

  it('deletes an entry once it is approved', async () => {
    const h = await asking();
    await added(h, '8:00', '10:00');
    const [entry] = await h.kept();
    await askToDelete(h, entry?.id ?? '');
    expect(text(inChannel(h).embeds)).toMatch(/Request: Delete an entry.*deleted/);
    expect(await h.kept()).toHaveLength(1);
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toEqual([]);
  });

  it('adjusts the time of an entry once it is approved', async () => {
    const h = await asking();
    const summary = await added(h, '8:00', '10:00');
    const form = said(await h.click(summary.button('Adjust time')));
    const card = said(await h.submit(form.form, { duration: '1h' }));
    expect(text(card.embeds)).toContain('This needs approval: Adjust the time of an entry');
    await ask(h, card);
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toMatchObject([{ overrideMs: HOUR }]);
  });

  it('goes on with a session once it is approved', async () => {
    const h = await asking({ selfEditDays: 1 });
    await h.run('clockin', { category: 'Work' });
    h.clock.set(h.clock.now() + HOUR);
    const summary = said(await h.run('clockout'));
    h.clock.set(h.clock.now() + 72 * HOUR);
    await ask(h, said(await h.click(summary.button('Reopen'), {}, summary.embeds)));
    expect(h.state().active).toBeNull();
    await answer(h, inChannel(h), 'Approve');
    expect(h.state().active).toMatchObject({ status: 'RUNNING', pauses: [{}] });
  });

  it('is never stored by a button that was there before', async () => {
    const h = await asking();
    const card = said(await h.run('session add', { category: 'Work', start: '8:00', duration: '1h' }));
    await h.set({ membersAddEntries: false });
    expect((await press(h, card, 'Save')).labels).toEqual(['Ask for approval', 'Cancel']);
    expect(await h.kept()).toEqual([]);
  });

  it('that they may make alone by now is offered to be stored instead', async () => {
    const h = await asking({ membersAddEntries: false });
    const card = said(await h.run('session add', { category: 'Work', start: '8:00', duration: '1h' }));
    await h.set({ membersAddEntries: true });
    expect((await ask(h, card)).labels).toEqual(['Save', 'Cancel']);
    expect(await h.requests()).toEqual([]);
  });
});

describe('nobody is asked', () => {
  const early = { category: 'Work', start: '8:00', duration: '1h' };

  it.each([
    ['no channel is set', null, null],
    ['the bot cannot write there', REQUESTS, domainError('CHANNEL_READ_ONLY')],
  ])('where %s: the refusal says so', async (_, requestChannel, error) => {
    const h = await asking({ membersAddEntries: false, requestChannel });
    h.channels.check = () => Promise.resolve(error === null ? ok(undefined) : err(error));
    expect((await h.run('session add', early)).said).toContain('no channel in which I could ask for approval');
  });

  it('where that has become so since the button was shown', async () => {
    const h = await asking({ membersAddEntries: false });
    const card = said(await h.run('session add', early));
    await h.set({ requestChannel: null });
    await ask(h, card);
    expect(await h.requests()).toEqual([]);
    expect(h.messages.posted).toEqual([]);
  });

  it('by who is suspended', async () => {
    const h = await asking({ membersAddEntries: false });
    const by = { actor: null, requestId: requestId('suspend'), at: h.clock.now(), event: 'x' };
    const suspension = { member: userId(ADA), reason: 'x', by: userId('1'), at: 0, until: null };
    await h.spaces.update(SPACE, by, (config) => ok({ ...config, suspensions: [suspension] }));
    expect((await h.run('session add', early)).said).toContain('suspended');
  });
});

describe('what waits for an answer', () => {
  it('is at most one for each entry', async () => {
    const h = await asking();
    await added(h, '8:00', '10:00');
    const [entry] = await h.kept();
    await askToDelete(h, entry?.id ?? '');
    const card = said(await h.run('session delete', { entry: entry?.id ?? '' }));
    const opened = said(await h.click(card.button('Ask for approval')));
    expect((await h.submit(opened.form, { reason: '' })).said).toContain('asked for a change of this entry already');
    expect(h.messages.posted).toHaveLength(1);
  });

  it('are at most ten', async () => {
    const h = await asking({ membersAddEntries: false });
    const add = (hour: number) => h.run('session add', { category: 'Work', start: `${String(hour)}:00`, duration: '30m' });
    for (let hour = 0; hour < 10; hour += 1) await ask(h, said(await add(hour)));
    expect(await h.requests()).toHaveLength(10);
    const card = said(await add(10));
    const opened = said(await h.click(card.button('Ask for approval'), {}, card.embeds));
    const refused = await h.submit(opened.form, { reason: '' }, {}, { embeds: card.embeds });
    expect(refused.said).toContain('10 of your requests wait for an answer');
    expect(h.messages.posted).toHaveLength(10);
  });

  it('is kept when it cannot be posted, and the member is told', async () => {
    const h = await asking({ membersAddEntries: false });
    h.messages.refuses = 'DISCORD_UNAVAILABLE';
    const told = await ask(h, said(await h.run('session add', { category: 'Work', start: '8:00', duration: '1h' })));
    expect(text(told.embeds)).toContain('could not be posted');
    expect(await h.requests()).toMatchObject([{ posted: null, state: { kind: 'open' } }]);
  });

  it('is refused while Redis is away, and not posted', async () => {
    const h = await asking({ membersAddEntries: false });
    const card = said(await h.run('session add', { category: 'Work', start: '8:00', duration: '1h' }));
    const opened = said(await h.click(card.button('Ask for approval'), {}, card.embeds));
    h.redis.away();
    expect((await h.submit(opened.form, { reason: '' }, {}, { embeds: card.embeds })).said).toContain('database');
    expect(h.messages.posted).toEqual([]);
  });
});
