import { expect, it } from 'vitest';
import { refusedEdits } from '../../src/integrations/notion/inbound/refused.js';
import { value } from '../support/engine.js';
import { onStage, type OnStage } from '../support/notion/on-stage.js';
import { ADA } from '../support/notion/stage.js';

let world: OnStage['world'];
let stage: OnStage['stage'];

onStage('2026-12-01T09:00:20Z', async (there) => {
  ({ world, stage } = there);
  await stage.categories('Math', 'Art');
  await stage.connect();
});

const select = (name: string) => ({ select: { name } });
const date = (start: string | null) => ({ date: start === null ? null : { start } });
const words = (content: string) => ({ rich_text: [{ text: { content } }] });
const only = async (): Promise<Record<string, unknown>> => {
  const pages = await stage.pages('timers');
  expect(pages).toHaveLength(1);
  return pages[0]!;
};
const source = async (): Promise<string> => (await stage.connection()).tables.timers!.dataSourceId;
const edit = async (properties: Record<string, unknown>): Promise<void> =>
  world.notion.byHand.edit(String((await only())['id']), properties);
const active = async () => (await stage.chain.store.reload(stage.space, ADA)).active;
const last = async () => (await stage.chain.store.reload(stage.space, ADA)).last;
/** A session of Ada with its page; her name is known at Notion from then on. */
const tracked = async () => {
  const session = await stage.clockIn(ADA);
  await stage.sync();
  return session;
};

it('does not take its own writes for edits of a person', async () => {
  await tracked();
  stage.minutes(30);
  await stage.clockOut(ADA);
  await stage.sync();
  const rows = (await stage.chain.store.history(stage.space, ADA)).records.length;
  await stage.sync();
  await stage.sync();
  expect((await stage.chain.store.history(stage.space, ADA)).records).toHaveLength(rows);
  expect(await only()).toMatchObject({ remark: '', effective: 0.5 });
});

it('ends the session whose box was ticked, at that minute', async () => {
  await tracked();
  stage.minutes(45);
  await edit({ stop: { checkbox: true } });
  stage.minutes(2);
  await stage.sync();
  expect(await active()).toBeNull();
  expect(await last()).toMatchObject({
    startedAt: Date.parse('2026-12-01T09:00:20Z'),
    endedAt: Date.parse('2026-12-01T09:45:59.999Z'),
  });
  expect(await only()).toMatchObject({ state: 'Ended', stop: true, effective: 0.7611 });
  const [newest] = (await stage.chain.store.history(stage.space, ADA)).records;
  expect(newest).toMatchObject({ source: 'notion', actor: ADA, event: 'clockedOut' });
});

it('ends a session at the time that was given, and moves the start of another', async () => {
  await tracked();
  stage.minutes(60);
  await edit({ end: date('2026-12-01T09:50:00Z'), overrideStart: date('2026-12-01T10:05:00+01:00') });
  await stage.sync();
  expect(await last()).toMatchObject({
    startedAt: Date.parse('2026-12-01T09:05:00Z'),
    endedAt: Date.parse('2026-12-01T09:50:00Z'),
  });
  expect(await only()).toMatchObject({ start: '2026-12-01T09:05:00.000Z', overrideStart: null, effective: 0.75, remark: '' });
});

it('begins a session for a page that a person made, once, and knows it from then on', async () => {
  await tracked();
  stage.minutes(10);
  await stage.clockOut(ADA);
  await stage.sync();
  stage.minutes(10);
  const id = world.notion.byHand.create(await source(), {
    category: select('Art'),
    member: select('Ada'),
    note: words('Sketches'),
  });
  await stage.sync();
  await stage.sync();
  expect(await active()).toMatchObject({ category: 'art', note: 'Sketches', startedAt: Date.parse('2026-12-01T09:20:20Z') });
  const pages = await stage.pages('timers');
  expect(pages).toHaveLength(2);
  expect(pages.find((page) => page['id'] === id)).toMatchObject({
    memberId: ADA,
    state: 'Running',
    entryId: (await active())?.id,
  });
});

it('writes down a page with an end as an entry', async () => {
  await tracked();
  const [memberId, start, end] = [words(ADA), date('2026-12-01T07:00:00Z'), date('2026-12-01T08:30:00Z')];
  world.notion.byHand.create(await source(), { category: select('Art'), memberId, start, end });
  await stage.sync();
  const entries = await stage.chain.store.entries(stage.space, ADA, 0, world.now);
  expect(entries).toMatchObject([{ category: 'art', endedAt: Date.parse('2026-12-01T08:30:00Z') }]);
});

it('waits for a category, and says on the page what it cannot take', async () => {
  const id = world.notion.byHand.create(await source(), { note: words('?') });
  await stage.sync();
  expect(await only()).toMatchObject({ remark: '' });
  world.notion.byHand.edit(id, { category: select('Math') });
  await stage.sync();
  expect(await only()).toMatchObject({ remark: expect.stringContaining('whose timer') as string, entryId: '' });
  expect(await refusedEdits(stage.space, stage.chain.notionStates)).toMatchObject([{ error: { code: 'NOTION_MEMBER_UNKNOWN' } }]);
  const before = world.notion.seen.length;
  await stage.sync('inbound');
  // One look, and nothing said again.
  expect(world.notion.seen.length - before).toBe(1);
  world.notion.byHand.edit(id, { memberId: words(ADA) });
  await stage.sync();
  expect(await only()).toMatchObject({ remark: '', state: 'Running' });
});

it('holds people to the rules that they have elsewhere', async () => {
  await stage.set('noteRequired', true);
  await tracked();
  stage.minutes(30);
  await edit({ stop: { checkbox: true } });
  await stage.sync();
  expect(await active()).not.toBeNull();
  expect(await only()).toMatchObject({ stop: false, remark: expect.stringContaining('note') as string });
  await edit({ stop: { checkbox: true }, note: words('Done') });
  await stage.sync();
  expect(await last()).toMatchObject({ note: 'Done', status: 'ENDED_UNCONFIRMED' });
  stage.people.leave(ADA, '9001');
  await edit({ end: date('2026-12-01T09:20:00Z') });
  await stage.sync();
  expect(await only()).toMatchObject({ remark: expect.stringContaining('whose timer') as string });
  expect((await last())?.endedAt).toBeGreaterThan(Date.parse('2026-12-01T09:29:00Z'));
});

it('puts right what it works out, and says so', async () => {
  await tracked();
  stage.minutes(30);
  await stage.clockOut(ADA);
  await stage.sync();
  await edit({ effective: { number: 8 } });
  await stage.sync();
  expect(await only()).toMatchObject({ effective: 0.5, remark: expect.stringContaining('worked out') as string });
});

it('lets the later change win: here', async () => {
  const session = await tracked();
  stage.minutes(30);
  await stage.clockOut(ADA);
  await stage.sync();
  stage.minutes(5);
  await edit({ end: date('2026-12-01T09:10:00Z') });
  stage.minutes(2);
  const endedAt = Date.parse('2026-12-01T09:20:00Z');
  value(await stage.tracker.editEntry({ ...stage.request(ADA), session: session.id, patch: { endedAt } }));
  await stage.sync();
  expect(await last()).toMatchObject({ endedAt });
  expect(await only()).toMatchObject({
    end: '2026-12-01T09:20:00.000Z',
    remark: expect.stringContaining('later than at Notion') as string,
  });
  expect(await stage.chain.notices.pending(stage.space, ADA)).toMatchObject([
    { command: 'notion', error: { code: 'NOTION_CHANGED_HERE_LATER' } },
  ]);
  const records = [];
  for await (const record of stage.chain.store.ledger(stage.space, ADA)) records.push(record);
  expect(records.at(-1)).toMatchObject({ kind: 'unapplied', command: 'notion' });
});

it('lets the later change win: at Notion', async () => {
  const session = await tracked();
  stage.minutes(30);
  await stage.clockOut(ADA);
  await stage.sync();
  stage.minutes(5);
  const endedAt = Date.parse('2026-12-01T09:20:00Z');
  value(await stage.tracker.editEntry({ ...stage.request(ADA), session: session.id, patch: { endedAt } }));
  stage.minutes(2);
  await edit({ end: date('2026-12-01T09:10:00Z') });
  await stage.sync();
  expect(await last()).toMatchObject({ endedAt: Date.parse('2026-12-01T09:10:00Z') });
  expect(await only()).toMatchObject({ remark: expect.stringMatching(/instead of .*end .*9:20/s) as string, effective: 0.1611 });
});

it('goes along again with a page that was taken back out of the trash', async () => {
  await tracked();
  const id = String((await only())['id']);
  world.notion.byHand.trash(id);
  stage.minutes(5);
  await stage.clockOut(ADA);
  await stage.sync();
  world.notion.byHand.trash(id, false);
  await stage.sync();
  expect(await only()).toMatchObject({ state: 'Ended', stop: true });
});

it('says of a copy that it is one', async () => {
  const session = await tracked();
  world.notion.byHand.create(await source(), { category: select('Math'), memberId: words(ADA), entryId: words(session.id) });
  await stage.sync();
  const copy = (await stage.pages('timers'))[1];
  expect(copy).toMatchObject({ remark: expect.stringContaining('copy') as string });
});

it('takes an edit once, though the process died after it was stored', async () => {
  await tracked();
  stage.minutes(30);
  await edit({ note: words('By hand') });
  stage.death.at = () => true;
  await expect(stage.sync()).rejects.toThrow('killed');
  stage.death.at = () => false;
  const rows = (await stage.chain.store.history(stage.space, ADA)).records.length;
  await stage.sync();
  expect(await active()).toMatchObject({ note: 'By hand' });
  expect((await stage.chain.store.history(stage.space, ADA)).records).toHaveLength(rows);
  expect(await only()).toMatchObject({ note: 'By hand', remark: '' });
});

it('takes the same edit again when it is made again', async () => {
  const session = await tracked();
  for (const note of ['One', 'Two', 'One', 'Two']) {
    stage.minutes(3);
    if (note === 'One') value(await stage.tracker.setNote({ ...stage.request(ADA), session: session.id, note }));
    else await edit({ note: words(note) });
    await stage.sync();
    expect([(await active())?.note, (await only())['note']]).toEqual([note, note]);
  }
});
