import { expect, it } from 'vitest';
import { ANN, CODING, SPACE } from '../../../test/support/engine.js';
import { requestId, sessionId } from '../../domain/ids.js';
import { applyCommand } from '../../domain/session-rules.js';
import { EMPTY_MEMBER, type MemberState, type SessionCommand } from '../../domain/session.js';
import { plan } from '../tracker/plan.js';
import { fits } from './fits.js';

const command = (type: 'in' | 'pause' | 'out', id = 's1'): SessionCommand => {
  if (type === 'in') return { type: 'clockIn', session: sessionId(id), category: CODING, note: null };
  return type === 'pause' ? { type: 'pause' } : { type: 'clockOut', reason: 'member' };
};
const after = (state: MemberState, does: SessionCommand, at: number): MemberState => {
  const applied = applyCommand(state, does, at);
  if (!applied.ok) throw new Error(applied.error.code);
  return applied.value.next;
};
const decided = (state: MemberState, does: SessionCommand, at: number) => {
  const request = { space: SPACE, user: ANN, requestId: requestId('r'), actor: null, source: 'command' };
  const planned = plan(state, { ...request, command: does, at, askedAt: at }, { zone: 'UTC' });
  if (!planned.ok) throw new Error(planned.error.code);
  return planned.value.commit;
};

const running = after(EMPTY_MEMBER, command('in'), 1_000);
const paused = after(running, command('pause'), 2_000);
const over = after(running, command('out'), 2_000);

it('a decision fits the state that it was made on', () => {
  expect(fits(decided(EMPTY_MEMBER, command('in'), 1_000), EMPTY_MEMBER)).toBe(true);
  expect(fits(decided(running, command('pause'), 2_000), running)).toBe(true);
  expect(fits(decided(over, command('in', 's2'), 3_000), over)).toBe(true);
});

it('no other one, also of the same version', () => {
  expect(paused.version).toBe(over.version);
  // One process saw the session end and another begin; the other process, on what the failover left, that it was paused.
  expect(fits(decided(over, command('in', 's2'), 3_000), paused)).toBe(false);
  expect(fits(decided(paused, command('out'), 3_000), over)).toBe(false);
  expect(fits(decided(paused, command('out'), 3_000), { ...running, version: paused.version })).toBe(false);
  expect(fits(decided(running, command('pause'), 2_000), paused)).toBe(false);
});
