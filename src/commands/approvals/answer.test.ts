import { describe, expect, it } from 'vitest';
import { ADA, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { until } from '../../../test/support/engine.js';
import { answer, ask, asking, askToDelete, bob, cleo, inChannel, requestsKept } from '../../../test/support/approvals-harness.js';
import { added, HOUR, said, today } from '../../../test/support/entries-harness.js';
import { domainError } from '../../domain/errors.js';
import { personalSpace, requestId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { Corrections } from '../../engine/api.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';

const text = (shown: unknown): string => JSON.stringify(shown);
const ada = { user: ADA, manager: true };

/** Ada has asked for an entry of two hours. */
const asked = async (settings: Parameters<typeof asking>[0] = {}) => {
  const h = await asking({ membersAddEntries: false, ...settings });
  await ask(h, said(await h.run('session add', { category: 'Work', start: '8:00', duration: '2h' })), 'the app was closed');
  return h;
};
type Asked = Awaited<ReturnType<typeof asked>>;

/** Ada has asked for an entry of hers to be longer. */
const askedToEdit = async () => {
  const h = await asking();
  await added(h, '8:00', '10:00');
  const form = said(await h.click(said(await h.run('session list')).button('Edit')));
  await ask(h, said(await h.submit(form.form, { category: ['work'], ...form.filled, end: '11:00' })));
  return h;
};

/** The engine answers otherwise, until what is given back is called. */
const instead = (h: Asked, answers: Partial<Corrections>): (() => void) => {
  const real = h.deps.entries;
  h.deps.entries = { ...real, ...answers };
  return () => {
    h.deps.entries = real;
  };
};
const lost = err(domainError('COMMIT_UNCERTAIN'));

const rows = async (h: Pick<Asked, 'deps'>) =>
  (await h.deps.timesheet.history(SPACE, userId(ADA))).records.filter(({ kind }) => kind === 'entry');
const labels = async (h: Asked, from: object = bob) => said(await answer(h, inChannel(h), 'Approve', null, from)).labels;

describe('approving', () => {
  it('makes the change in the name of who approved, and the message says who and why', async () => {
    const h = await asked();
    const decided = said(await answer(h, inChannel(h), 'Approve with a comment…', { comment: 'fine by *me*' }));
    expect(decided.labels).toEqual([]);
    expect(text(decided.embeds)).toMatch(/Approved: Add an entry.*2 h.*the app was closed.*Approved by <@200000000000000002>/);
    expect(text(decided.embeds)).toContain(String.raw`Comment: fine by \\*me\\*`);
    expect(await h.kept()).toMatchObject([{ startedAt: today(h, 8), endedAt: today(h, 10), status: 'ENDED_UNCONFIRMED' }]);
    expect(await rows(h)).toMatchObject([{ event: 'entryAdded', actor: bob.user, user: ADA, source: 'approval' }]);
    const explained = said(await h.run('explain')).text;
    expect(explained).toContain(`by <@${bob.user}>, by approving a request`);
  });

  it('is told at the next private reply, once, and not as a change by others', async () => {
    const h = await asked();
    await answer(h, inChannel(h), 'Approve');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'approved', isApplied: true } }]);
    const told = (await h.run('status')).followUps;
    expect(told).toHaveLength(1);
    expect(text(told)).toMatch(/Your request was answered.*Approved.*<@200000000000000002>.*Add an entry.*2 h/);
    expect(await h.requests()).toEqual([]);
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('is told by direct message instead, only to who agreed', async () => {
    const h = await asked();
    const by = { actor: null, requestId: requestId('agreed'), at: h.clock.now(), event: 'x' };
    const own = { space: personalSpace(ADA), user: userId(ADA) };
    await h.documents.of(preferences).update(own, by, (kept) => ok({ ...kept, directMessages: true }));
    await answer(h, inChannel(h), 'Approve');
    await until(() => h.direct.length === 1);
    expect(text(h.direct)).toContain('Your request was answered');
    await until(() => h.configs.events.includes('approvalTold'));
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('goes on after a restart, by another process', async () => {
    const h = await asked();
    const again = await createHarness({ beside: h });
    expect(said(await answer(again, inChannel(h), 'Approve')).labels).toEqual([]);
    expect(await h.kept()).toHaveLength(1);
  });

  it('is for those who may approve, and never for whoever asked', async () => {
    const h = await asked();
    for (const label of ['Approve', 'Approve with a comment…', 'Decline…']) {
      expect((await answer(h, inChannel(h), label, null, { user: cleo.user })).said).toContain('the permission “Approve”');
      expect((await answer(h, inChannel(h), label, null, ada)).said).toContain('Nobody answers their own requests');
    }
    const { form } = said(await h.click(inChannel(h).button('Decline…'), bob));
    expect((await h.submit(form, { reason: 'no' }, { user: cleo.user })).said).toContain('the permission “Approve”');
    expect((await h.submit(form, { reason: 'no' }, ada)).said).toContain('Nobody answers their own requests');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
  });
});

describe('declining', () => {
  it('wants a reason that can be seen, shows it, and tells the member', async () => {
    const h = await asked();
    expect((await answer(h, inChannel(h), 'Decline…', { reason: ' \u200e ' })).said).toContain('“Reason”');
    const decided = said(await answer(h, inChannel(h), 'Decline…', { reason: 'You were on leave' }));
    expect(decided.labels).toEqual([]);
    expect(text(decided.embeds)).toMatch(/Declined: Add an entry.*Declined by <@200000000000000002>.*You were on leave/);
    expect(await h.kept()).toEqual([]);
    expect(text((await h.run('status')).followUps)).toMatch(/Declined.*Reason: You were on leave/);
    expect(await h.requests()).toEqual([]);
  });
});

describe('an answer is given once', () => {
  it('of two at the same time one wins, and the other sees what was decided', async () => {
    const h = await asked();
    const other = await createHarness({ beside: h });
    const shown = inChannel(h);
    const { form } = said(await other.click(shown.button('Decline…'), cleo));
    const both = await Promise.all([answer(h, shown, 'Approve'), other.submit(form, { reason: 'no' }, cleo)]);
    const [request] = await h.requests();
    const winner = request?.state.kind === 'approved' ? bob.user : cleo.user;
    for (const one of both) expect(text(one.responses)).toMatch(new RegExp(`(?:Approved|Declined) by <@${winner}>`));
    expect(both.filter((one) => one.said.includes('has been answered already'))).toHaveLength(1);
    expect(await h.kept()).toHaveLength(winner === bob.user ? 1 : 0);
  });

  it('whoever comes later sees it too', async () => {
    const h = await asked();
    const shown = inChannel(h);
    await answer(h, shown, 'Approve');
    const late = await answer(h, shown, 'Approve', null, cleo);
    expect(late.said).toContain('has been answered already');
    expect(text(late.responses)).toContain(`Approved by <@${bob.user}>`);
    expect(await h.kept()).toHaveLength(1);
  });
});

describe('between the approval and its change', () => {
  it('an outage: the next click on the message makes it', async () => {
    const h = await asked();
    const back = instead(h, { addEntry: () => Promise.resolve(err(domainError('STORE_UNAVAILABLE'))) });
    const waiting = await answer(h, inChannel(h), 'Approve');
    expect(said(waiting).labels).toEqual(['Make the change now']);
    expect(waiting.said).toContain('the change is still to be made');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'approved', isApplied: false, by: bob.user } }]);
    back();
    const made = said(await h.click(said(waiting).button('Make the change now'), cleo));
    expect(made.labels).toEqual([]);
    expect(text(made.embeds)).toContain(`Approved by <@${bob.user}>`);
    expect(await rows(h)).toMatchObject([{ actor: bob.user, source: 'approval' }]);
  });

  it('a crash: the next reply to the member makes it and tells them, and the message in the channel says so', async () => {
    const h = await asked();
    const back = instead(h, { addEntry: () => Promise.reject(new Error('killed')) });
    expect((await answer(h, inChannel(h), 'Approve')).said).toContain('REF0-0001');
    back();
    expect(inChannel(h).labels).toContain('Approve');
    const again = await createHarness({ beside: h });
    expect(text((await again.run('status')).followUps)).toContain('Your request was answered');
    expect(await h.kept()).toHaveLength(1);
    expect(inChannel(h).labels).toEqual([]);
    expect(await requestsKept(again)).toEqual([]);
  });

  it.each([
    ['a new entry', asked, 'entryAdded'],
    ['a change of one', askedToEdit, 'entryEdited'],
  ])('it was made, and nobody heard of it: %s is not made twice', async (_, begin, event) => {
    const h = await begin();
    const back = instead(h, {
      addEntry: (request) => h.tracker.addEntry(request).then(() => lost),
      editEntry: (request) => h.tracker.editEntry(request).then(() => lost),
    });
    const waiting = said(await answer(h, inChannel(h), 'Approve'));
    back();
    h.clock.set(h.clock.now() + HOUR);
    expect(said(await h.click(waiting.button('Make the change now'), bob)).labels).toEqual([]);
    expect((await rows(h)).filter((row) => row.event === event)).toHaveLength(1);
    expect(await h.requests()).toMatchObject([{ state: { kind: 'approved', isApplied: true } }]);
  });

  it('it was made, and what it made is deleted by now: it is not made again, however much came after it', async () => {
    const h = await asked({ selfEditBy: null });
    const back = instead(h, { addEntry: (request) => h.tracker.addEntry(request).then(() => lost) });
    const waiting = said(await answer(h, inChannel(h), 'Approve'));
    back();
    const [entry] = await h.kept();
    h.clock.set(h.clock.now() + HOUR);
    // More than a state remembers of the requests that made it: by its moment the approved one is looked for in the ledger.
    const by = (id: string) => ({
      ...{ space: SPACE, user: userId(ADA), requestId: requestId(id), at: h.clock.now(), source: 'button' },
    });
    await h.tracker.deleteEntry({ ...by('delete'), session: entry!.id });
    await h.tracker.clockIn({ ...by('in'), category: entry!.category, note: null });
    await h.tracker.pause(by('pause'));
    await h.tracker.resume(by('resume'));
    h.clock.set(h.clock.now() + HOUR);
    // A process that remembers nothing of it.
    const again = await createHarness({ beside: h });
    await again.click(waiting.button('Make the change now'), bob);
    expect(await requestsKept(again)).toMatchObject([{ state: { kind: 'approved', isApplied: true } }]);
    expect(await again.deps.timesheet.entries(SPACE, userId(ADA), 0, Infinity)).toEqual([]);
  });

  it('another change came first: nothing is made, and the request is open again', async () => {
    const h = await askedToEdit();
    const back = instead(h, { editEntry: () => Promise.resolve(err(domainError('NOT_RECORDED'))) });
    const waiting = said(await answer(h, inChannel(h), 'Approve'));
    back();
    const [entry] = await h.kept();
    const by = { space: SPACE, user: userId(ADA), requestId: requestId('meanwhile'), at: h.clock.now(), source: 'button' };
    await h.tracker.editEntry({ ...by, session: entry!.id, patch: { endedAt: today(h, 9, 45) } });
    const refused = await h.click(waiting.button('Make the change now'), bob);
    expect(refused.said).toContain('no longer as it was');
    expect(inChannel(h).labels).toContain('Decline…');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
    expect(await h.kept()).toMatchObject([{ endedAt: today(h, 9, 45) }]);
  });
});

describe('what cannot be approved', () => {
  it('an entry that has changed since: it may be declined', async () => {
    const h = await askedToEdit();
    const [entry] = await h.kept();
    const by = { space: SPACE, user: userId(ADA), requestId: requestId('meanwhile'), at: h.clock.now(), source: 'button' };
    await h.tracker.editEntry({ ...by, session: entry!.id, patch: { endedAt: today(h, 9, 45) } });
    expect((await answer(h, inChannel(h), 'Approve')).said).toContain('no longer as it was');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
    expect(said(await answer(h, inChannel(h), 'Decline…', { reason: 'ask again' })).labels).toEqual([]);
  });

  it('but one that was only confirmed or noted meanwhile can be', async () => {
    const h = await askedToEdit();
    const [entry] = await h.kept();
    const by = { space: SPACE, user: userId(ADA), at: h.clock.now(), source: 'button', session: entry!.id };
    await h.tracker.confirm({ ...by, requestId: requestId('confirm') });
    await h.tracker.setNote({ ...by, requestId: requestId('note'), note: 'later' });
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toMatchObject([{ endedAt: today(h, 11), note: 'later' }]);
  });

  it('what the engine refuses: the request stays open, and who approves reads why', async () => {
    const h = await asked();
    await h.set({ membersAddEntries: true });
    await added(h, '9:00', '9:30');
    const refused = await answer(h, inChannel(h), 'Approve');
    expect(refused.said).toContain('overlap with another entry of the member');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
    expect(await h.kept()).toHaveLength(1);
    await h.set({ overlap: 'allow' });
    expect(await labels(h)).toEqual([]);
    expect(await h.kept()).toHaveLength(2);
  });

  it('time for somebody who is suspended by now', async () => {
    const h = await asked();
    await h.run('admin member suspend', { member: ADA, reason: 'x' }, bob);
    expect((await answer(h, inChannel(h), 'Approve')).said).toContain('The member is suspended');
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
    await h.run('admin member restore', { member: ADA }, bob);
    expect(await labels(h)).toEqual([]);
  });

  it('anything while Redis is away', async () => {
    const h = await asked();
    h.redis.away();
    expect((await answer(h, inChannel(h), 'Approve')).said).toContain('database');
    h.redis.back();
    expect(await h.requests()).toMatchObject([{ state: { kind: 'open' } }]);
    expect(await h.kept()).toEqual([]);
  });

  it('anything of an erased member: the message loses what it said of them, and nothing is kept anew', async () => {
    const h = await asked();
    await h.deps.personal.erase({ space: SPACE, user: userId(ADA), requestId: requestId('erase'), at: h.clock.now() });
    const clicked = await answer(h, inChannel(h), 'Approve');
    expect(clicked.said).toContain('no longer there');
    expect(said(clicked).embeds).toEqual([]);
    const { form } = said(await h.click(inChannel(h).button('Decline…'), bob));
    expect((await h.submit(form, { reason: 'no' }, bob)).said).toContain('no longer there');
    expect((await h.deps.personal.kept(SPACE, userId(ADA))).documents).toEqual([]);
    expect(await h.kept()).toEqual([]);
  });

  it('and when they have it erased themselves, the message in the channel loses it at once', async () => {
    const h = await asked();
    const { form } = said(await h.run('privacy erase', { where: 'here' }));
    await h.submit(form, { word: 'ERASE' });
    expect(inChannel(h)).toMatchObject({ embeds: [], labels: [] });
    expect(await h.requests()).toEqual([]);
  });

  it('a deletion that was withdrawn', async () => {
    const h = await asking();
    await added(h, '8:00', '10:00');
    const [entry] = await h.kept();
    await askToDelete(h, entry!.id);
    const open = inChannel(h);
    const detail = said(await h.click(said(await h.run('session requests')).button('Show')));
    await h.click(detail.button('Withdraw'));
    expect((await answer(h, open, 'Approve')).said).toContain('no longer there');
    expect(await h.kept()).toHaveLength(1);
  });
});
