import { expect, it } from 'vitest';
import { memoryDocuments, MemoryDocumentStore } from '../../../test/support/memory-documents.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { guildSpace, personalSpace, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import { schedule } from '../documents/kinds/schedule.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import { followSchedules, planTasksJob } from './plan-tasks.js';

const ADA = userId('42');
const HOME = personalSpace('42');
const NOW = 1_800_000_000_000;
const EVERY = 600_000;

const stage = () => {
  const documents = memoryDocuments(new MemoryDocumentStore());
  const due = new MemoryDue();
  const begun: string[] = [];
  const parts = {
    ...{ documents, due, now: () => NOW, store: { load: () => Promise.resolve(EMPTY_MEMBER) } },
    taskPlanning: { begin: (user: string) => void begun.push(user), everyMs: EVERY },
  };
  let turns = 0;
  const turn = (isOn: boolean) =>
    documents
      .of(schedule)
      .update(
        { space: HOME, user: ADA },
        { actor: ADA, requestId: requestId(`r${(turns += 1)}`), at: NOW, event: 'scheduleOn' },
        (kept) => ok({ ...kept, isOn }),
      );
  const row = (path: readonly string[], document = schedule.name) =>
    ({ kind: 'document', document, user: ADA, changes: [{ path }] }) as unknown as LedgerRow;
  const run = (space = HOME) => planTasksJob(parts).run({ space, user: ADA, about: '', at: NOW, payload: null });
  return { due, begun, turn, row, run, follow: followSchedules(parts) };
};

it('begins for who turned it on, again and again, until they turn it off', async () => {
  const { begun, turn, run } = stage();
  expect(await run()).toBe('done');
  await turn(true);
  expect(await run()).toEqual({ again: NOW + EVERY, payload: null });
  expect(begun).toEqual([ADA]);
  await turn(false);
  expect(await run()).toBe('done');
  expect(begun).toHaveLength(1);
});

it('is a matter of persons, not of servers', async () => {
  const { begun, turn, run } = stage();
  await turn(true);
  expect(await run(guildSpace('1'))).toBe('done');
  expect(begun).toEqual([]);
});

it('has a row from the moment on at which it is turned on, and none for other changes', async () => {
  const { due, turn, row, follow } = stage();
  await turn(true);
  await follow(HOME, [row(['days']), row(['isOn'], 'targets')]);
  expect(due.rows(HOME)).toEqual([]);
  await follow(HOME, [row(['isOn'])]);
  expect(due.rows(HOME)).toMatchObject([{ kind: 'plan-tasks', user: ADA, at: NOW }]);
});

it('has no row for who turned it off meanwhile', async () => {
  const { due, turn, row, follow } = stage();
  await turn(false);
  await follow(HOME, [row(['isOn'])]);
  expect(due.rows(HOME)).toEqual([]);
});
