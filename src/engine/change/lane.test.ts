import { expect, it } from 'vitest';
import { userId } from '../../domain/ids.js';
import { laneOf } from './lane.js';

const [ann, bob] = [userId('1'), userId('2')];

it('lets what members do themselves go before what is done for them, and before imports', () => {
  expect(laneOf({ user: ann, actor: ann, command: { type: 'pause' } })).toBe('critical');
  expect(laneOf({ user: ann, actor: bob, command: { type: 'pause' } })).toBe('normal');
  expect(laneOf({ user: ann, actor: null, command: { type: 'clockOut', reason: 'member_left' } })).toBe('normal');
  expect(laneOf({ user: ann, actor: ann, command: { type: 'importEntries', entries: [] } })).toBe('normal');
  expect(laneOf({ user: ann, actor: ann, command: { type: 'recount', sessions: [] } })).toBe('normal');
});
