import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { session as anySession } from '../../test/support/domain-arbitraries.js';
import { effectiveMs } from './effective.js';
import { categoryId, sessionId } from './ids.js';
import { breaksForOthers, firstClash, fitToNeighbours, waysOut, withBreak, workedStretches } from './overlap.js';
import type { Interval, Session } from './session.js';

const MINUTE = 60_000;
/** Minutes after midnight of some day, ms. */
const at = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return Date.UTC(2026, 0, 5) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
};
const pause = (from: string, to: string): Interval => ({ start: at(from), end: at(to) });
const entry = (id: string, from: string, to: string | null, pauses: readonly Interval[] = []): Session => ({
  id: sessionId(id),
  category: categoryId('work'),
  status: to === null ? 'RUNNING' : 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: at(from),
  pauses,
  pausedSince: null,
  endedAt: to === null ? null : at(to),
  endReason: to === null ? null : 'member',
  overrideMs: null,
  counting: null,
});
const NOON = at('12:00');
const clashOf = (session: Session, ...others: readonly Session[]) => firstClash(session, others, NOON)?.other.id ?? null;

describe('a clash', () => {
  const meeting = entry('meeting', '9:00', '10:00');

  it.each([
    ['touching before', entry('a', '8:00', '9:00'), null],
    ['touching after', entry('a', '10:00', '11:00'), null],
    ['a minute too early', entry('a', '9:59', '11:00'), 'meeting'],
    ['within', entry('a', '9:10', '9:20'), 'meeting'],
    ['around', entry('a', '8:00', '11:00'), 'meeting'],
    ['in its break', entry('a', '9:10', '9:20'), null, entry('meeting', '9:00', '10:00', [pause('9:05', '9:30')])],
    ['with a break around it', entry('a', '8:00', '11:00', [pause('9:00', '10:00')]), null],
    ['itself', entry('meeting', '9:30', '10:30'), null],
    ['the running one', entry('a', '11:00', '11:30'), 'running', entry('running', '10:30', null)],
    ['after the running one', entry('a', '12:00', '13:00'), null, entry('running', '10:30', null)],
    ['before the running one', entry('a', '9:00', '10:30'), null, entry('running', '10:30', null)],
    ['what lies ahead', entry('running', '8:00', null), null, entry('ahead', '13:00', '14:00')],
  ] as const)('%s', (_, session, expected, other = meeting) => {
    expect(clashOf(session, other)).toBe(expected);
    // It is the same from the other side.
    expect(clashOf(other, session)).toBe(expected === null ? null : session.id);
  });

  it('is the first of several, in time', () => {
    const late = entry('late', '10:30', '10:45');
    expect(firstClash(entry('a', '8:00', '11:00'), [late, meeting], NOON)).toEqual({
      other: meeting,
      from: at('9:00'),
      to: at('10:00'),
    });
  });

  it('stretches of a session are what counts of it', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const until = session.startedAt + 400 * 3_600_000;
        const worked = workedStretches(session, until).reduce((sum, { start, end }) => sum + end - start, 0);
        expect(worked).toBe(effectiveMs({ ...session, overrideMs: null }, until));
      }),
    );
  });
});

describe('seconds that nobody sees', () => {
  const before = entry('before', '12:00', '13:00:23');
  const fitted = (from: string, to: string | null, other = before) => {
    const { startedAt, endedAt } = fitToNeighbours(
      { startedAt: at(from), endedAt: to === null ? null : at(to) },
      [other],
      at('20:00'),
    );
    return [startedAt, endedAt];
  };

  it('an entry from 13:00 after one that ended 13:00:23 begins at 13:00:23', () => {
    expect(fitted('13:00', '14:00')).toEqual([at('13:00:23'), at('14:00')]);
    expect(clashOf({ ...entry('new', '13:00', '14:00'), startedAt: at('13:00:23') }, before)).toBeNull();
  });

  it('a minute that is seen is not moved', () => {
    expect(fitted('12:59', '14:00')).toEqual([at('12:59'), at('14:00')]);
    expect(fitted('13:01', '14:00')).toEqual([at('13:01'), at('14:00')]);
  });

  it('an end in the minute in which the other one began becomes that moment', () => {
    expect(fitted('11:00', '12:00:40', entry('after', '12:00:10', '13:00'))).toEqual([at('11:00'), at('12:00:10')]);
  });

  it('the end of what runs is not there', () => {
    expect(fitted('13:00', null)).toEqual([at('13:00:23'), null]);
  });
});

describe('ways out', () => {
  const after = (way: ReturnType<typeof waysOut>) => ({ ...way });

  it.each([
    ['over its end', ['9:30', '11:00'], { startAt: '10:00', endAt: null, cut: { endedAt: '9:30' } }],
    ['over its start', ['8:00', '9:30'], { startAt: null, endAt: '9:00', cut: { startedAt: '9:30' } }],
    ['around it', ['8:00', '11:00'], { startAt: '10:00', endAt: '9:00', cut: null }],
    ['the same', ['9:00', '10:00'], { startAt: null, endAt: null, cut: null }],
    ['within it', ['9:20', '9:30'], { startAt: null, endAt: null, cut: { pauses: [pause('9:20', '9:30')] } }],
  ] as const)('%s', (_, [from, to], { startAt, endAt, cut }) => {
    const ways = waysOut(entry('new', from, to), entry('meeting', '9:00', '10:00'), NOON);
    const ms = (clock: string | null): number | null => (clock === null ? null : at(clock));
    const moments =
      cut === null
        ? null
        : Object.fromEntries(Object.entries(cut).map(([key, value]) => [key, typeof value === 'string' ? at(value) : value]));
    expect(after(ways)).toEqual({ startAt: ms(startAt), endAt: ms(endAt), cut: moments });
  });

  it('the running one can be cut at its start only', () => {
    const running = entry('running', '10:00', null);
    expect(waysOut(entry('new', '9:00', '10:30'), running, NOON)).toEqual({
      startAt: null,
      endAt: at('10:00'),
      cut: { startedAt: at('10:30') },
    });
    expect(waysOut(entry('new', '10:30', '11:00'), running, NOON).cut).toBeNull();
  });

  it('each leaves nothing that counts twice', () => {
    const clock = fc.integer({ min: 0, max: 40 }).map((n) => NOON + n * 7 * MINUTE);
    const span = fc.tuple(clock, clock).filter(([from, to]) => from < to);
    fc.assert(
      fc.property(span, span, ([from, to], [otherFrom, otherTo]) => {
        const session = { ...entry('new', '0:00', '0:01'), startedAt: from, endedAt: to };
        const other = { ...entry('other', '0:00', '0:01'), startedAt: otherFrom, endedAt: otherTo };
        if (firstClash(session, [other], to) === null) return;
        const { startAt, endAt, cut } = waysOut(session, other, to);
        if (startAt !== null) expect(firstClash({ ...session, startedAt: startAt }, [other], to)).toBeNull();
        if (endAt !== null) expect(firstClash({ ...session, endedAt: endAt }, [other], to)).toBeNull();
        if (cut !== null) {
          const shorter = { ...other, ...cut };
          expect(firstClash(session, [shorter], to)).toBeNull();
          expect(effectiveMs(shorter, to)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('a clock that was stopped over an entry written down ahead', () => {
  it('leaves it its time: 11:00–12:00 ahead, in at 8:00, out at 12:30', () => {
    const session = { ...entry('clocked', '8:00', '12:30', [pause('9:00', '9:15')]), endedAt: at('12:30') };
    const ahead = entry('ahead', '11:00', '12:00');
    const pauses = breaksForOthers(session, [ahead]);
    expect(pauses).toEqual([pause('9:00', '9:15'), pause('11:00', '12:00')]);
    expect(firstClash({ ...session, pauses: pauses ?? [] }, [ahead], at('12:30'))).toBeNull();
  });

  it('is left alone when nothing counts twice, also in its breaks', () => {
    const session = { ...entry('clocked', '8:00', '12:30', [pause('11:00', '12:00')]), endedAt: at('12:30') };
    expect(breaksForOthers(session, [entry('ahead', '11:00', '12:00'), entry('later', '12:30', '13:00')])).toBeNull();
  });

  it('joins breaks that touch', () => {
    expect(withBreak([pause('9:00', '9:15'), pause('10:00', '10:30')], pause('9:15', '10:00'))).toEqual([pause('9:00', '10:30')]);
  });
});
