import { expect, it } from 'vitest';
import { categoryId, sessionId } from './ids.js';
import { dayBar } from './day-bar.js';
import { midnightsOf } from './counting.js';
import type { Session } from './session.js';

const at = (text: string): number => Date.parse(`2026-01-05T${text}:00Z`);
const session = (start: string, end: string | null, over: Partial<Session> = {}): Session => ({
  id: sessionId('1'),
  category: categoryId('work'),
  status: end === null ? 'RUNNING' : 'ENDED_CONFIRMED',
  note: null,
  startedAt: at(start),
  pauses: [],
  pausedSince: null,
  endedAt: end === null ? null : at(end),
  endReason: null,
  overrideMs: null,
  counting: null,
  ...over,
});
const shown = (sessions: readonly Session[], now: string, zone = 'UTC'): string =>
  dayBar(sessions, midnightsOf(zone), at(now))
    .cells.map((cell) => ({ worked: '#', break: '-', nothing: '.', ahead: ' ' })[cell])
    .join('');

it('shows work and breaks where they were, and what runs up to now', () => {
  const morning = session('08:00', '12:00', { pauses: [{ start: at('09:30'), end: at('10:00') }] });
  const afternoon = session('13:00', null, { pausedSince: at('14:00'), status: 'PAUSED' });
  expect(shown([morning, afternoon], '15:00')).toBe(`${'.'.repeat(16)}###-####..##--.${' '.repeat(17)}`);
});

it('takes what there is most of, and what lies on another day not at all', () => {
  const late = session('23:00', '23:10');
  const before = { ...late, startedAt: at('00:00') - 3_600_000, endedAt: at('00:05') };
  expect(shown([before], '00:10')).toBe(`#${' '.repeat(47)}`);
});

it('has as many half hours as the day', () => {
  const spring = Date.parse('2026-03-29T10:00:00Z');
  const autumn = Date.parse('2026-10-25T10:00:00Z');
  expect(dayBar([], midnightsOf('Europe/Berlin'), spring).cells).toHaveLength(46);
  expect(dayBar([], midnightsOf('Europe/Berlin'), autumn).cells).toHaveLength(50);
});
