import { beforeEach, expect, it } from 'vitest';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { guildSpace, personalSpace, requestId, userId, type SpaceId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { network } from '../documents/kinds/network.js';
import { sharing } from '../documents/kinds/sharing.js';
import { noteTraining, trustedAfter } from '../network-trust.js';
import { spacesOn } from '../spaces/on-documents.js';
import { followAgreements, nightJob, type Night } from './night.js';

const SPACE = guildSpace('100000000000000001');
const ANN = userId('11');
const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

let now: number;
let docs: ReturnType<typeof memoryDocuments>;
let store: MemoryDocumentStore;
let due: MemoryDue;
let state: Awaited<ReturnType<Night['work']>>;
let asked: string[];
let requests = 0;

const by = (event: string) => ({ actor: null, requestId: requestId(`r${(requests += 1)}`), at: now, event });
const agrees = (insights: boolean, space: SpaceId = SPACE) =>
  docs.of(sharing).update({ space, user: ANN }, by('privacySet'), (kept) => ok({ ...kept, insights }));
const setZone = (timeZone: string) =>
  spacesOn(docs).update(SPACE, by('settings'), (config) => ok({ ...config, settings: { ...config.settings, timeZone } }));
const parts = () => ({
  ...{ documents: docs, spaces: spacesOn(docs), due, now: () => now },
  night: {
    work: (_space: SpaceId, night: string) => {
      asked.push(night);
      return Promise.resolve(state);
    },
  },
});
let read = 0;
/** The consumer reads what the ledger has since. */
const follow = async (space: SpaceId = SPACE): Promise<void> => {
  const records = store.records.slice(read);
  read = store.records.length;
  await followAgreements(parts())(space, records);
};
const run = () => nightJob(parts()).run({ space: SPACE, user: null, about: '', at: now, payload: null });
const rows = async () => (await due.earliest(SPACE, 10, 0)).rows;

beforeEach(async () => {
  [now, read, asked, state] = [at('2026-03-28T12:00Z'), 0, [], 'done'];
  store = new MemoryDocumentStore();
  docs = memoryDocuments(store);
  due = new MemoryDue();
  await setZone('Europe/Berlin');
});

it('has a row from the first agreement on, at a quiet hour of the space, also where the clocks change', async () => {
  await follow();
  expect(await rows()).toEqual([]);
  await agrees(true);
  await follow();
  const [row] = await rows();
  // On the 29th the clocks jump from two to three: what would be at 3:xx in winter is an hour earlier by UTC.
  expect(row?.at).toBeGreaterThanOrEqual(at('2026-03-29T01:00Z'));
  expect(row?.at).toBeLessThan(at('2026-03-29T02:00Z'));
  now = row?.at ?? 0;
  const next = await run();
  expect(next).toEqual({ again: now + 24 * HOUR, payload: null });
  // A change of something else is no reason for another one.
  await docs.of(sharing).update({ space: SPACE, user: ANN }, by('privacySet'), (kept) => ok({ ...kept, boards: true }));
  await follow();
  expect(await rows()).toEqual([row]);
});

it('looks again soon while work is under way, in the same night, and goes when nobody agrees', async () => {
  now = at('2026-03-29T12:00Z');
  state = 'underWay';
  expect(await run()).toEqual({ again: now + 60_000, payload: null });
  now += 60_000;
  state = 'done';
  await run();
  now += 24 * HOUR;
  state = 'nobody';
  expect(await run()).toBe('done');
  expect(asked[0]).toBe(asked[1]);
  expect(asked[2]).not.toBe(asked[1]);
});

it('forgets what was trained before somebody withdrew, and only that', async () => {
  await agrees(true);
  await follow();
  expect(await trustedAfter(docs, SPACE)).toBeNull();
  expect(await noteTraining(docs, SPACE, by('networkTrained'))).toEqual(ok(true));
  expect(await trustedAfter(docs, SPACE)).toBe(0);
  now += HOUR;
  const began = by('networkTrained');
  now += 1;
  await agrees(false);
  await follow();
  expect(await trustedAfter(docs, SPACE)).toBeNull();
  // What had begun before is thrown away when it ends.
  expect(await noteTraining(docs, SPACE, began)).toEqual(ok(false));
  expect(await trustedAfter(docs, SPACE)).toBeNull();
  const withdrawn = now;
  now += HOUR;
  await noteTraining(docs, SPACE, by('networkTrained'));
  expect(await trustedAfter(docs, SPACE)).toBe(withdrawn);
  // The ledger is read once more from its beginning: what came later stays.
  read = 0;
  await follow();
  expect(await trustedAfter(docs, SPACE)).toBe(withdrawn);
  expect(await docs.of(network).get(SPACE)).toMatchObject({ trainedAt: now, forgottenAt: withdrawn });
});

it("trains nothing of a person's own space", async () => {
  const own = personalSpace(ANN);
  await agrees(true, own);
  await follow(own);
  expect((await due.earliest(own, 10, 0)).rows).toEqual([]);
});
