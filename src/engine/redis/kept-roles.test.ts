import { beforeEach, expect, it } from 'vitest';
import { MemoryGiven } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { guildSpace, roleId, userId } from '../../domain/ids.js';
import { keepGivenRoles, type KeptRoles } from './kept-roles.js';

const SPACE = guildSpace('1');
const [ANNA, BEN] = [userId('10'), userId('11')];
const [ON, BREAK] = [roleId('100'), roleId('101')];

let memory: MemoryGiven;
let clock: FakeClock;
let log: RecordingLogger;
let comeUp: () => void;
let kept: KeptRoles;
let lost: string[];

beforeEach(() => {
  memory = new MemoryGiven();
  clock = new FakeClock();
  log = new RecordingLogger();
  lost = [];
  const link = {
    onUp: (listener: () => void) => {
      comeUp = listener;
      return () => undefined;
    },
  };
  kept = keepGivenRoles(memory, { link, clock, log });
  kept.onLost((_space, user) => lost.push(user));
});

it('brings back what Redis lost, before anybody reads', async () => {
  await kept.set(SPACE, ANNA, [ON]);
  memory.rows.clear();
  comeUp();
  expect(await kept.get(SPACE, ANNA)).toEqual([ON]);
  expect(await kept.all(SPACE)).toEqual(new Map([[ANNA, [ON]]]));
  expect(lost).toEqual([ANNA]);
});

it('has a member looked at whose role Redis remembers again although it was taken', async () => {
  await kept.set(SPACE, ANNA, []);
  await memory.set(SPACE, ANNA, [ON]);
  comeUp();
  await kept.get(SPACE, ANNA);
  expect(lost).toEqual([ANNA]);
});

it('keeps what another process gave meanwhile', async () => {
  await kept.set(SPACE, ANNA, [ON]);
  await memory.set(SPACE, ANNA, [BREAK]);
  comeUp();
  expect([...(await kept.get(SPACE, ANNA))].sort()).toEqual([ON, BREAK]);
});

it('bothers nobody about what is there, what is old, and what was erased', async () => {
  await kept.set(SPACE, BEN, [ON]);
  clock.advance(61_000);
  await kept.set(SPACE, ANNA, [ON]);
  await memory.set(SPACE, BEN, []);
  comeUp();
  await kept.get(SPACE, ANNA);
  expect(lost).toEqual([]);

  kept.forget(SPACE);
  memory.rows.clear();
  comeUp();
  expect(await kept.get(SPACE, ANNA)).toEqual([]);
});

it('tries again with the next link when this one does not last', async () => {
  await kept.set(SPACE, ANNA, [ON]);
  memory.rows.clear();
  memory.up = false;
  comeUp();
  await expect(kept.get(SPACE, ANNA)).rejects.toThrow('the fake is down');
  memory.up = true;
  comeUp();
  expect(await kept.get(SPACE, ANNA)).toEqual([ON]);
  expect(log.lines).toEqual([]);
});
