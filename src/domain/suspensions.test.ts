import { describe, expect, it } from 'vitest';
import { userId } from './ids.js';
import { restored, suspended, SUSPENSION_LIMITS, suspensionError, suspensionOf, type Suspension } from './suspensions.js';

const [ADA, BOB] = [userId('1'), userId('2')];
const NOW = 1_000;
const one = (more: Partial<Suspension> = {}): Suspension => ({
  member: ADA,
  reason: 'x',
  by: BOB,
  at: NOW,
  until: null,
  ...more,
});

describe('a suspension', () => {
  it('holds until its end, or without one', () => {
    expect(suspensionOf([one()], ADA, NOW)).not.toBeNull();
    expect(suspensionOf([one({ until: NOW + 1 })], ADA, NOW)).not.toBeNull();
    expect(suspensionOf([one({ until: NOW })], ADA, NOW)).toBeNull();
    expect(suspensionOf([one()], BOB, NOW)).toBeNull();
  });

  it('takes the place of another of the same member, and ended ones are left out', () => {
    const before = [one({ until: NOW + 5 }), one({ member: BOB, until: NOW })];
    expect(suspended(before, one({ reason: 'y' }))).toEqual({ ok: true, value: [one({ reason: 'y' })] });
  });

  it('is one of at most so many that hold', () => {
    const others = (until: number | null) =>
      Array.from({ length: SUSPENSION_LIMITS.holding }, (_, at) => one({ member: userId(String(100 + at)), until }));
    expect(suspended(others(null), one())).toMatchObject({ ok: false, error: { code: 'SUSPENSION_LIMIT_REACHED' } });
    expect(suspended(others(NOW), one())).toMatchObject({ ok: true, value: [one()] });
  });

  it('is taken back, and what has ended goes with it', () => {
    expect(restored([one(), one({ member: BOB, until: NOW })], ADA, NOW)).toEqual({ ok: true, value: [] });
    expect(restored([one({ until: NOW })], ADA, NOW)).toMatchObject({ ok: false, error: { code: 'NOT_SUSPENDED' } });
  });

  it('is explained with its reason and its end', () => {
    expect(suspensionError(one())).toEqual({ code: 'MEMBER_SUSPENDED', params: { reason: 'x' } });
    expect(suspensionError(one({ until: 5 }))).toEqual({ code: 'MEMBER_SUSPENDED_UNTIL', params: { reason: 'x', until: 5 } });
  });
});
