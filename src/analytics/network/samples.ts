import { weekdayIndex } from '../../domain/day-number.js';
import type { Random } from '../../domain/ports.js';
import { at, clamp } from '../numbers.js';
import type { Past } from '../forecast/candidates/candidate.js';
import { cleaned } from '../forecast/clean.js';
import type { DaySeries } from '../forecast/series.js';
import { FEATURES, featuresOf, NEEDED, situationOf } from './features.js';

/** Days to learn from, of all members together: more would take minutes and teach little. */
export const SAMPLES_MAX = 16_000;
/** A day of more than this many usual ones teaches what one of this many does. */
const LONGEST = 3;

/** `count` rows of FEATURES inputs, and as many targets in usual days of their members. */
export interface Samples {
  readonly count: number;
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
  /** Members that had enough days. */
  readonly members: number;
}

/**
 * What a network learns from: days of all members before the day `until` (its number), in an order by chance. Each member has about as many, so that no
 * one's habits are everybody's.
 */
export const samplesOf = (series: readonly DaySeries[], until: number, random: Random): Samples => {
  const members = series
    .map((each): DaySeries => {
      const days = clamp(until - each.first, 0, each.hours.length);
      return { first: each.first, hours: each.hours.subarray(0, days), aside: each.aside.subarray(0, days) };
    })
    .filter(({ hours }) => hours.length > NEEDED + 1);
  const each = Math.ceil(SAMPLES_MAX / Math.max(1, members.length));
  const rows = members.flatMap((member) => samplesOfMember(member, each, random));
  const chosen = shuffled(rows, random).slice(0, SAMPLES_MAX);
  const inputs = new Float32Array(chosen.length * FEATURES);
  for (const [nth, row] of chosen.entries()) inputs.set(row.inputs, nth * FEATURES);
  return { count: chosen.length, inputs, targets: Float32Array.from(chosen, ({ target }) => target), members: members.length };
};

interface Sample {
  readonly inputs: readonly number[];
  readonly target: number;
}

const samplesOfMember = (series: DaySeries, most: number, random: Random): readonly Sample[] => {
  const past: Past = { hours: cleaned(series), weekday: weekdayIndex(series.first), first: series.first };
  const days = past.hours.length;
  const wanted = Math.min(most, 4 * (days - NEEDED));
  const samples: Sample[] = [];
  for (let nth = 0; nth < wanted; nth += 1) {
    // Most of what is asked is about the next week.
    const lead = Math.floor(random.next() * (random.next() < 0.75 ? 7 : 28));
    const origin = NEEDED + Math.floor(random.next() * (days - NEEDED));
    const target = origin + lead;
    if (target >= days || at(series.aside, target) !== 0) continue;
    const situation = situationOf(past, origin);
    samples.push({
      inputs: featuresOf(past, origin, lead, situation),
      target: clamp(at(past.hours, target) / situation.unit, 0, LONGEST),
    });
  }
  return samples;
};

/** Fisher & Yates. */
const shuffled = <T>(values: readonly T[], random: Random): readonly T[] => {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.next() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
};
