import { weekdayIndex } from '../../domain/day-number.js';
import { daysIn, type Facts, type Span } from './facts.js';
import type { Component, Judged } from './component.js';

/** Weeks of what came before that say what is usual; with fewer, the window itself does. */
const WEEKS_NEEDED = 3;

/**
 * Are the days kept on which this member usually works? Usual is a weekday of which they worked half or more before the window; days of rest and leave are
 * not due. One kept and one missed are added (Laplace), so that few days prove little and nobody is perfect.
 */
export const consistency = ({ facts, window, reference }: Judged): Component => {
  const first = Math.min(...facts.days.keys());
  const before = { from: Math.max(first, reference.from), to: reference.to };
  const usual = usualWeekdays(
    facts,
    before.to - before.from >= 7 * WEEKS_NEEDED ? before : { ...window, from: Math.max(first, window.from) },
  );
  let [due, kept] = [0, 0];
  for (let day = Math.max(first, window.from); day < window.to; day += 1) {
    const isKept = facts.days.has(day);
    // Today is not over: it can be kept already, and not be missed.
    if (facts.isOff(day) || !usual.has(weekdayIndex(day)) || (day === facts.today && !isKept)) continue;
    due += 1;
    kept += isKept ? 1 : 0;
  }
  return { value: (kept + 1) / (due + 2), isKnown: due > 0, details: { due, kept } };
};

const usualWeekdays = (facts: Facts, { from, to }: Span): ReadonlySet<number> => {
  const [due, worked] = [new Array<number>(7).fill(0), new Array<number>(7).fill(0)];
  for (let day = from; day < to; day += 1) {
    if (facts.isOff(day)) continue;
    const weekday = weekdayIndex(day);
    due[weekday] = (due[weekday] ?? 0) + 1;
  }
  for (const { number } of daysIn(facts, { from, to })) {
    const weekday = weekdayIndex(number);
    if (!facts.isOff(number)) worked[weekday] = (worked[weekday] ?? 0) + 1;
  }
  const shares = due.map((count, weekday) => (count === 0 ? 0 : (worked[weekday] ?? 0) / count));
  const most = Math.max(...shares);
  // Who works now and then has no such weekday: then their most usual ones are meant.
  const enough = Math.min(0.5, most);
  return new Set(shares.flatMap((share, weekday) => (share > 0 && share >= enough ? [weekday] : [])));
};
