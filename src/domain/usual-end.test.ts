import { describe, expect, it } from 'vitest';
import { categoryId, sessionId } from './ids.js';
import type { Session } from './session.js';
import { usualEnd } from './usual-end.js';

const ZONE = 'Europe/Berlin';
const at = (text: string): number => Date.parse(text);
const session = (start: string, end: string | null, reason: Session['endReason'] = 'member'): Session => ({
  id: sessionId(start),
  category: categoryId('work'),
  status: end === null ? 'RUNNING' : 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: at(start),
  pauses: [],
  pausedSince: null,
  endedAt: end === null ? null : at(end),
  endReason: end === null ? null : reason,
  overrideMs: null,
  counting: null,
});
/** March 2026: the clocks go forward on the 29th. */
const week = ['16:50', '17:00', '17:10', '17:30', '19:00'].map((end, day) =>
  session(`2026-03-2${day}T09:00+01:00`, `2026-03-2${day}T${end}+01:00`),
);

describe('when a member usually ends', () => {
  const running = session('2026-03-30T08:30+02:00', null);
  it('is the median by the clocks on the wall, also after they were put forward', () => {
    expect(usualEnd(running, week, ZONE, at('2026-03-30T20:00+02:00'))).toBe(at('2026-03-30T17:10+02:00'));
  });
  it.each<[string, Session, readonly Session[], string]>([
    ['with too few sessions', running, week.slice(1), '2026-03-30T20:00+02:00'],
    ['before it has come', running, week, '2026-03-30T17:09+02:00'],
    ['when the session began after it', session('2026-03-30T18:00+02:00', null), week, '2026-03-30T20:00+02:00'],
    [
      'when others or the rule ended them',
      running,
      week.map((one) => ({ ...one, endReason: 'unanswered' as const })),
      '2026-03-30T20:00+02:00',
    ],
  ])('is not known %s', (_, one, others, now) => {
    expect(usualEnd(one, others, ZONE, at(now))).toBeNull();
  });
  it('of a night shift is on the next day', () => {
    const nights = [0, 1, 2, 3, 4].map((day) => session(`2026-03-1${day}T22:00+01:00`, `2026-03-1${day + 1}T06:00+01:00`));
    const night = session('2026-03-20T21:30+01:00', null);
    expect(usualEnd(night, nights, ZONE, at('2026-03-21T12:00+01:00'))).toBe(at('2026-03-21T06:00+01:00'));
  });
});
