import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { session as anySession } from '../../test/support/domain-arbitraries.js';
import { categoryId, sessionId } from './ids.js';
import type { Session } from './session.js';
import { nextStep, ranFor, type ReminderPlan, type Watched } from './still-working.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A Monday, 00:00. */
const DAY = Date.UTC(2026, 10, 30);
const at = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return DAY + hours * HOUR + minutes * MINUTE;
};
const running = (start: string, ...breaks: readonly (readonly [string, string])[]): Session => ({
  id: sessionId('s'),
  category: categoryId('work'),
  status: 'RUNNING',
  note: null,
  startedAt: at(start),
  pauses: breaks.map(([from, to]) => ({ start: at(from), end: at(to) })),
  pausedSince: null,
  endedAt: null,
  endReason: null,
  overrideMs: null,
  counting: null,
});
const PLAN: ReminderPlan = { afterMs: 8 * HOUR, againMs: HOUR, graceMs: HOUR, limitMs: 24 * HOUR };
const step = (
  now: string,
  {
    session = running('9:00'),
    goOn = null,
    asked = [],
    present = null,
    plan = PLAN,
  }: {
    session?: Session;
    goOn?: string | null;
    asked?: readonly string[];
    present?: string | null;
    plan?: ReminderPlan;
  } = {},
) => {
  const watched: Watched = {
    session,
    goOnAt: goOn === null ? null : at(goOn),
    askedAt: asked.map(at),
    presentAt: present === null ? session.startedAt : at(present),
  };
  return nextStep(plan, watched, at(now));
};
const wait = (clock: string) => ({ kind: 'wait', at: at(clock) });

describe('a session that may have been forgotten', () => {
  it.each([
    ['before its time, it waits', step('12:00'), wait('17:00')],
    ['after eight hours, the member is asked', step('17:00'), { kind: 'ask', nth: 1 }],
    ['after an outage too, late as it is', step('19:30'), { kind: 'ask', nth: 1 }],
    ['breaks do not run', step('17:00', { session: running('9:00', ['12:00', '12:45']) }), wait('17:45')],
    ['asked once, it waits to ask again', step('17:30', { asked: ['17:00'] }), wait('18:00')],
    ['and asks again', step('18:00', { asked: ['17:00'] }), { kind: 'ask', nth: 2 }],
    ['and waits for the grace time', step('18:30', { asked: ['17:00', '18:00'] }), wait('19:00')],
    [
      'without a second question it waits from the first',
      step('17:30', { asked: ['17:00'], plan: { ...PLAN, againMs: null } }),
      wait('18:00'),
    ],
    ['nobody answered', step('19:00', { asked: ['17:00', '18:00'] }), { kind: 'end', endedAt: at('9:00'), reason: 'unanswered' }],
    [
      'in 9:00, last seen 10:10, cut at 18:00 by the rule: it ends 10:10',
      step('18:00', { asked: ['16:00', '17:00'], present: '10:10' }),
      { kind: 'end', endedAt: at('10:10'), reason: 'unanswered' },
    ],
    ['whoever is seen has more time', step('19:00', { asked: ['17:00', '18:00'], present: '18:20' }), wait('19:20')],
    ['who goes on is asked after as long again', step('18:10', { asked: ['17:00'], goOn: '17:05' }), wait('25:05')],
    [
      'a break after the question is an answer',
      step('18:00', { session: running('9:00', ['17:10', '17:20']), asked: ['17:00'] }),
      wait('25:20'),
    ],
    [
      'at the limit it ends, whatever was answered',
      step('33:00', { asked: ['17:00'], goOn: '32:30', present: '32:30' }),
      { kind: 'end', endedAt: at('32:30'), reason: 'limit' },
    ],
    [
      'no question is later than the limit',
      step('18:00', { goOn: '17:59', plan: { ...PLAN, limitMs: 10 * HOUR } }),
      wait('19:00'),
    ],
    ['without questions only the limit is left', step('20:00', { plan: { ...PLAN, afterMs: null } }), wait('33:00')],
    [
      'without grace time only the limit is left',
      step('20:00', { asked: ['17:00', '18:00'], plan: { ...PLAN, graceMs: null } }),
      wait('33:00'),
    ],
    [
      'without either there is nothing to do',
      step('90:00', { plan: { afterMs: null, againMs: null, graceMs: null, limitMs: null } }),
      { kind: 'nothing' },
    ],
    [
      'on a break nothing runs',
      step('30:00', { session: { ...running('9:00'), status: 'PAUSED', pausedSince: at('10:00') } }),
      { kind: 'nothing' },
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('never ends before its start or after now, and a step that waits comes to another one', () => {
    const ms = fc.option(fc.integer({ min: MINUTE, max: 40 * HOUR }));
    const plans = fc.record({ afterMs: ms, againMs: ms, graceMs: ms, limitMs: ms });
    const times = fc.record({
      later: fc.integer({ min: 0, max: 90 * HOUR }),
      goOn: fc.option(fc.integer({ min: 0, max: 50 * HOUR })),
      asked: fc.array(fc.integer({ min: 0, max: 50 * HOUR }), { maxLength: 2 }),
      present: fc.integer({ min: 0, max: 60 * HOUR }),
    });
    fc.assert(
      fc.property(anySession, plans, times, (made, plan, { later, goOn, asked, present }) => {
        const session: Session = { ...made, status: 'RUNNING', endedAt: null, endReason: null, overrideMs: null };
        const { startedAt } = session;
        const now = Math.max(startedAt, session.pauses.at(-1)?.end ?? 0) + later;
        const watched: Watched = {
          session,
          goOnAt: goOn === null ? null : startedAt + goOn,
          askedAt: asked.map((ago) => startedAt + ago).toSorted((a, b) => a - b),
          presentAt: startedAt + present,
        };
        const found = nextStep(plan, watched, now);
        if (found.kind === 'end') {
          expect(found.endedAt).toBeGreaterThanOrEqual(startedAt);
          expect(found.endedAt).toBeLessThanOrEqual(now);
        }
        if (found.kind === 'wait') {
          expect(found.at).toBeGreaterThan(now);
          expect(nextStep(plan, watched, found.at).kind).not.toBe('wait');
        }
      }),
    );
  });
});

it('running time is what a clock would have counted', () => {
  fc.assert(
    fc.property(anySession, fc.integer({ min: 0, max: 50 * HOUR }), fc.integer({ min: 1, max: 50 * HOUR }), (made, later, ms) => {
      const session: Session = { ...made, endedAt: null };
      const from = session.startedAt + later;
      const until = ranFor(session, from, ms);
      const paused = session.pauses.reduce(
        (sum, { start, end }) => sum + Math.max(0, Math.min(end, until) - Math.max(start, from)),
        0,
      );
      expect(until - from - paused).toBe(ms);
    }),
  );
});
