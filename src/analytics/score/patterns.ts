import { at, sum } from '../numbers.js';
import type { Component, Judged } from './component.js';
import { daysIn, hoursOfDay } from './facts.js';
import { RULES } from './rules.js';

const { share, hoursNeeded, daysNeeded, neutral } = RULES.patterns;

/** The hours of the day (0–23) that hold most of somebody's time: as few as hold `share` of it. */
const productiveHours = (hours: Float64Array): ReadonlySet<number> => {
  const order = [...hours.keys()].sort((a, b) => at(hours, b) - at(hours, a) || a - b);
  const [wanted, found] = [share * sum(hours), new Set<number>()];
  let held = 0;
  for (const hour of order) {
    if (held >= wanted) break;
    held += at(hours, hour);
    found.add(hour);
  }
  return found;
};

/** Is work done in the member's own productive hours, as the days before the window show them? Neutral until these are known. */
export const patterns = ({ facts, window, reference }: Judged): Component => {
  const { zone } = facts.input.usual;
  const before = daysIn(facts, reference);
  const learned = hoursOfDay(before, zone);
  const now = hoursOfDay(daysIn(facts, window), zone);
  const total = sum(now);
  if (before.length < daysNeeded || sum(learned) < hoursNeeded || total === 0)
    return { value: neutral, isKnown: false, details: { daysKnown: before.length } };
  const productive = productiveHours(learned);
  const value = sum([...productive].map((hour) => at(now, hour))) / total;
  return { value, isKnown: true, details: { share: value, hours: productive.size } };
};
