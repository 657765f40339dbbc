import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../../test/support/commands-harness.js';
import { until } from '../../../../test/support/engine.js';
import { shownBy } from '../../../../test/support/shown.js';
import { personalSpace, requestId, sessionId, userId } from '../../../domain/ids.js';
import { ok } from '../../../domain/result.js';
import { changesByOthers } from '../../../engine/documents/kinds/changes-by-others.js';
import { preferences } from '../../../engine/documents/kinds/preferences.js';
import { ROUTES } from '../../index.js';
import { MANAGED_IDS } from './custom-ids.js';
import { guards } from './desk.js';

const HOUR = 3_600_000;
/** Bob, who manages the server, and Ada, whose time it is. */
const bob = { user: BOB, manager: true };
const member = ADA;

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof createHarness>>['run']>>;
const said = (answer: Answer) => shownBy(answer.responses.at(-1));

/** Ada has worked an hour from nine on. */
const setUp = async () => {
  const h = await createHarness();
  await h.run('clockin', { category: 'Work' });
  h.clock.set(h.clock.now() + HOUR);
  await h.run('clockout');
  h.clock.set(h.clock.now() + 3 * HOUR);
  const [entry] = await h.deps.timesheet.entries(SPACE, userId(ADA), 0, Infinity);
  if (entry === undefined) throw new Error('no entry');
  const kept = () => h.deps.timesheet.entries(SPACE, userId(ADA), 0, Infinity);
  const rows = async () => (await h.deps.timesheet.history(SPACE, userId(ADA))).records;
  const untold = async () => (await h.documents.of(changesByOthers).get({ space: SPACE, user: userId(ADA) })).untold;
  const press = async (shown: ReturnType<typeof said>, label: string) =>
    said(await h.click(shown.button(label), bob, shown.embeds));
  return { ...h, entry, kept, rows, untold, press };
};
type SetUp = Awaited<ReturnType<typeof setUp>>;

const edit = async (h: SetUp, values: Readonly<Record<string, string | readonly string[]>>) => {
  const opened = said(await h.click(MANAGED_IDS.edit.encode({ member: userId(member), session: h.entry.id }), bob));
  return h.submit(opened.form, { ...opened.filled, category: ['work'], ...values }, bob);
};
const add = (h: SetUp, more: Readonly<Record<string, string>> = {}) =>
  h.run(
    'admin session add',
    { member, category: 'Work', start: 'yesterday 9:00', reason: 'forgot it', duration: '2h', ...more },
    bob,
  );

describe('/admin session', () => {
  it('lists the entries of a member, also by right click', async () => {
    const h = await setUp();
    const listed = await h.run('admin session list', { member }, bob);
    expect(listed.said).toContain(`Time of <@${ADA}>`);
    expect(listed.said).toContain(MANAGED_IDS.edit.encode({ member: userId(ADA), session: h.entry.id }));
    const resolved = { users: { [ADA]: { id: ADA } }, members: { [ADA]: { roles: [] } } };
    expect((await h.menu(2, 'Time card', ADA, resolved, bob)).said).toContain(`Time of <@${ADA}>`);
    expect((await h.menu(2, 'Time card', ADA, resolved, { ...bob, locale: 'de' })).said).toContain(`Zeit von <@${ADA}>`);
    expect((await h.run('admin session list', { member: BOB }, bob)).said).toContain('There are no entries here');
  });

  it('edits: shows before it stores, with the manager as actor, and keeps the reason', async () => {
    const h = await setUp();
    const review = said(await edit(h, { breaks: '', reason: 'the *meeting* was shorter', end: '2026-01-05 09:30' }));
    expect(JSON.stringify(review.embeds)).toContain(`<@${ADA}>`);
    expect(await h.untold()).toEqual([]);
    const saved = await h.press(review, 'Save');
    expect(JSON.stringify(saved.embeds)).toContain('Saved: ');
    const rows = await h.rows();
    expect(rows.find((row) => row.kind === 'entry' && row.event === 'entryEdited')).toMatchObject({ actor: BOB, user: ADA });
    expect(await h.untold()).toMatchObject([{ by: BOB, reason: 'the *meeting* was shorter' }]);
  });

  it('a change without a time is stored at once; one that changes nothing is refused', async () => {
    const h = await setUp();
    expect((await edit(h, { reason: 'wrong', category: ['meeting'] })).said).toContain('Saved: ');
    expect((await h.kept())[0]?.category).toBe('meeting');
    expect((await edit(h, { reason: 'wrong', category: ['meeting'] })).said).toContain('nothing to change');
    expect(await h.untold()).toHaveLength(1);
  });

  it('wants a reason that can be seen', async () => {
    const h = await setUp();
    expect((await edit(h, { reason: ' \u200e ', category: ['meeting'] })).said).toContain('Reason');
    expect((await add(h, { reason: '\u202e' })).said).toContain('Reason');
    expect((await h.run('admin session delete', { member, entry: h.entry.id, reason: ' ' }, bob)).said).toContain('Reason');
    expect(await h.kept()).toEqual([h.entry]);
  });

  it('adds time, and shows a clash with what the member has', async () => {
    const h = await setUp();
    const review = said(await add(h));
    expect(JSON.stringify(await h.press(review, 'Save'))).toContain('Added: ');
    expect(await h.kept()).toHaveLength(2);
    expect((await add(h)).said).toContain('This overlaps with another entry');
    const form = said(await h.click(MANAGED_IDS.add.encode({ member: userId(ADA) }), bob)).form;
    const typed = { category: ['work'], start: 'yesterday 12:00', end: 'yesterday 13:00', note: 'by hand', reason: 'x' };
    const second = said(await h.submit(form, typed, bob));
    await h.press(second, 'Save');
    expect((await h.kept()).map(({ note }) => note)).toContain('by hand');
  });

  it('deletes, by command and from the list', async () => {
    const h = await setUp();
    expect((await h.run('admin session delete', { member, entry: 'no id at all', reason: 'x' }, bob)).said).toContain(
      'no longer there',
    );
    const asked = said(await h.run('admin session delete', { member, entry: h.entry.id, reason: 'twice' }, bob));
    expect(await h.kept()).toHaveLength(1);
    const deleted = await h.press(asked, 'Delete');
    expect(JSON.stringify(deleted.embeds)).toContain('Deleted: ');
    expect(JSON.stringify(deleted.embeds)).not.toContain('/session undo');
    expect(await h.kept()).toEqual([]);
    const review = said(await add(h));
    await h.press(review, 'Save');
    const [again] = await h.kept();
    const chosen = said(await h.choose(MANAGED_IDS.remove.encode({ member: userId(ADA) }), [again?.id ?? ''], bob));
    expect((await h.submit(chosen.form, { reason: 'not hers' }, bob)).said).toContain('Deleted: ');
    expect(await h.kept()).toEqual([]);
  });

  it('is not held to how far members change their own time, except for their own', async () => {
    const h = await setUp();
    const early = { start: '2025-11-03 09:00' };
    expect((await add(h, early)).said).toContain('Add this entry?');
    expect((await add(h, { ...early, member: BOB })).said).toContain('only up to 14 days back');
  });

  it('completes entries of the member that was chosen', async () => {
    const h = await setUp();
    const complete = async (values: Record<string, string>, from: object = bob) =>
      (await h.send(h.payload.command('admin session edit', { ...values, entry: '' }, from, 'entry'))).said;
    expect(await complete({ member: ADA })).toContain(h.entry.id);
    expect(await complete({ member: BOB })).toContain('"choices":[]');
    expect(await complete({})).toContain('"choices":[]');
    expect(await complete({ member: ADA }, {})).not.toContain(h.entry.id);
  });

  it('asks on every control who it is', async () => {
    const h = await setUp();
    const routes = Object.values(MANAGED_IDS).map(({ name }) => name);
    for (const name of routes) expect(ROUTES.component(name)?.guards, name).toEqual(guards);
    const review = said(await add(h));
    const { said: refused } = await h.click(review.button('Save'), { user: ADA }, review.embeds);
    expect(refused).toContain('You may not do that here');
    expect((await h.click(MANAGED_IDS.edit.encode({ member: userId(BOB), session: sessionId('1') }))).said).toContain(
      'You may not',
    );
    const resolved = { users: { [BOB]: { id: BOB } } };
    expect((await h.menu(2, 'Time card', BOB, resolved, { user: ADA })).said).toContain('You may not do that here');
    expect(await h.kept()).toHaveLength(1);
  });

  it('a button without the reason on its message is out of date', async () => {
    const h = await setUp();
    const review = said(await add(h));
    expect((await h.click(review.button('Save'), bob, [])).said).toContain('out of date');
    expect(await h.kept()).toHaveLength(1);
  });
});

describe('the member is told', () => {
  it('at the next private reply, once, with before, after and reason', async () => {
    const h = await setUp();
    await edit(h, { reason: 'was a meeting', category: ['meeting'] });
    const told = await h.run('status');
    const text = JSON.stringify(told.followUps);
    expect(text).toContain('Somebody changed your time');
    expect(text).toContain('was a meeting');
    expect(text).toContain(`<@${BOB}>`);
    expect(h.direct).toEqual([]);
    expect((await h.run('status')).followUps).toEqual([]);
    expect(await h.untold()).toEqual([]);
  });

  it('by direct message instead, only when they agreed', async () => {
    const h = await setUp();
    const by = { actor: null, requestId: requestId('agreed'), at: h.clock.now(), event: 'x' };
    const own = { space: personalSpace(ADA), user: userId(ADA) };
    await h.documents.of(preferences).update(own, by, (kept) => ok({ ...kept, directMessages: true }));
    await edit(h, { reason: 'was a meeting', category: ['meeting'] });
    await until(() => h.direct.length === 1);
    expect(h.direct[0]?.user).toBe(ADA);
    expect(JSON.stringify(h.direct[0]?.view)).toContain('was a meeting');
    await until(() => h.configs.events.includes('changesTold'));
    expect(await h.untold()).toEqual([]);
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('nothing of a change that was announced and never made', async () => {
    const h = await setUp();
    const change = { id: requestId('77'), by: userId(BOB), at: h.clock.now(), reason: 'never', imported: null };
    const by = { actor: null, requestId: requestId('77'), at: h.clock.now(), event: 'x' };
    const id = { space: SPACE, user: userId(ADA) };
    await h.documents.of(changesByOthers).update(id, by, (kept) => ok({ ...kept, untold: [change] }));
    expect((await h.run('status')).followUps).toEqual([]);
    expect(await h.untold()).toHaveLength(1);
    h.clock.set(h.clock.now() + 2 * HOUR);
    expect((await h.run('status')).followUps).toEqual([]);
    expect(await h.untold()).toEqual([]);
  });

  it('and nothing is changed while Redis is away', async () => {
    const h = await setUp();
    const review = said(await add(h));
    h.redis.away();
    expect((await h.click(review.button('Save'), bob, review.embeds)).said).toContain('database');
    h.redis.back();
    expect(await h.kept()).toHaveLength(1);
  });
});
