import { beforeEach, expect, it } from 'vitest';
import { FixedSpaces, MemoryGiven } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { guildSpace, roleId, userId } from '../../domain/ids.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Concern } from '../desired/definition.js';
import { createRoleConcern } from './concern.js';

const SPACE = guildSpace('100');
const USER = userId('200');
const ROLE = roleId('300');

let clock: FakeClock;
let spaces: FixedSpaces;
let given: MemoryGiven;
let looks: number;
let concern: Concern;

beforeEach(() => {
  clock = new FakeClock();
  spaces = new FixedSpaces();
  given = new MemoryGiven();
  looks = 0;
  const all: MemoryGiven['all'] = (space) => {
    looks += 1;
    return given.all(space);
  };
  concern = createRoleConcern({ spaces, given: { all }, clock });
});

it('is where roles are configured, without a look', async () => {
  spaces.settings = { ...spaces.settings, breakRole: ROLE };
  expect([await concern.of(SPACE), looks]).toEqual([true, 0]);
  spaces.settings = { ...spaces.settings, breakRole: null };
  expect(await concern.of(SPACE)).toBe(false);
});

it('looks once a minute whether anybody has a role from us, however many ask', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => concern.of(SPACE)));
  expect([new Set(answers), looks]).toEqual([new Set([false]), 1]);
  await given.set(SPACE, USER, [ROLE]);
  expect(await concern.of(SPACE)).toBe(false);
  clock.advance(60_000);
  expect([await concern.of(SPACE), looks]).toEqual([true, 2]);
});

it('knows at once what it has looked for, as long as that holds', async () => {
  expect(concern.known(SPACE)).toBeUndefined();
  await concern.of(SPACE);
  expect([concern.known(SPACE), looks]).toEqual([false, 1]);
  clock.advance(60_000);
  expect(concern.known(SPACE)).toBeUndefined();
  spaces.settings = { ...spaces.settings, onRole: ROLE };
  expect([concern.known(SPACE), looks]).toEqual([true, 1]);
});

it('looks again when told that it may be different', async () => {
  await concern.of(SPACE);
  await given.set(SPACE, USER, [ROLE]);
  concern.forget(SPACE);
  expect([await concern.of(SPACE), looks]).toEqual([true, 2]);
});

it('says so when it cannot look, and looks at the next question', async () => {
  given.up = false;
  await expect(concern.of(SPACE)).rejects.toBeInstanceOf(StoreUnavailable);
  given.up = true;
  expect(await concern.of(SPACE)).toBe(false);
});
