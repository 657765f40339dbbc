import { expect, it } from 'vitest';
import { ANN, CODING, SPACE } from '../../../test/support/engine.js';
import type { SessionCommand } from '../../domain/commands.js';
import { midnightsOf } from '../../domain/counting.js';
import { requestId, sessionId } from '../../domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../domain/session.js';
import { plan } from '../change/plan.js';
import { fits, keepsActive } from './fits.js';

const command = (type: 'in' | 'pause' | 'out' | 'add', id = 's1'): SessionCommand => {
  if (type === 'in') return { type: 'clockIn', session: sessionId(id), category: CODING, note: null };
  if (type === 'pause') return { type: 'pause' };
  if (type === 'out') return { type: 'clockOut', reason: 'member' };
  const entry = { category: CODING, note: null, startedAt: 0, endedAt: 500, pauses: [], overrideMs: null };
  return { type: 'addEntry', session: sessionId(id), entry };
};
const decided = (state: MemberState, does: SessionCommand, at: number, request: string) => {
  const asked = { space: SPACE, user: ANN, requestId: requestId(request), actor: null, source: 'command' };
  const planned = plan(state, { ...asked, command: does, at, askedAt: at }, { counting: midnightsOf('UTC') });
  if (!planned.ok) throw new Error(planned.error.code);
  return planned.value.commit;
};
const after = (state: MemberState, does: SessionCommand, at: number, request: string): MemberState =>
  decided(state, does, at, request).next;

const running = after(EMPTY_MEMBER, command('in'), 1_000, 'r1');
const paused = after(running, command('pause'), 2_000, 'r2');
const over = after(running, command('out'), 2_000, 'r3');

it('a decision fits the state that it was made on, also one about an older entry', () => {
  expect(fits(decided(EMPTY_MEMBER, command('in'), 1_000, 'r1'), EMPTY_MEMBER)).toBe(true);
  expect(fits(decided(running, command('pause'), 2_000, 'r2'), running)).toBe(true);
  expect(fits(decided(over, command('in', 's2'), 3_000, 'r4'), over)).toBe(true);
  expect(fits(decided(paused, command('add', 's9'), 3_000, 'r4'), paused)).toBe(true);
});

it('no other one, also of the same version', () => {
  expect(paused.version).toBe(over.version);
  // One process saw the session end and another begin; the other process, on what the failover left, that it was paused.
  expect(fits(decided(over, command('in', 's2'), 3_000, 'r4'), paused)).toBe(false);
  expect(fits(decided(paused, command('out'), 3_000, 'r4'), over)).toBe(false);
  expect(fits(decided(paused, command('add', 's9'), 3_000, 'r4'), over)).toBe(false);
  expect(fits(decided(paused, command('out'), 3_000, 'r4'), { ...running, version: paused.version })).toBe(false);
  expect(fits(decided(running, command('pause'), 2_000, 'r2'), paused)).toBe(false);
});

it('put on another state, a decision may not make the session vanish that is active there', () => {
  expect(keepsActive(decided(over, command('in', 's2'), 3_000, 'r4'), paused)).toBe(false);
  expect(keepsActive(decided(over, command('add', 's9'), 3_000, 'r4'), paused)).toBe(false);
  expect(keepsActive(decided(paused, command('out'), 3_000, 'r4'), paused)).toBe(true);
  expect(keepsActive(decided(paused, command('add', 's9'), 3_000, 'r4'), paused)).toBe(true);
  expect(keepsActive(decided(paused, command('out'), 3_000, 'r4'), over)).toBe(true);
});
