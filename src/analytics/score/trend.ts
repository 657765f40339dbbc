import { mean } from '../numbers.js';
import type { Component, Judged } from './component.js';
import type { Facts, Span } from './facts.js';
import { RULES } from './rules.js';

const { noise, steepness, daysNeeded } = RULES.trend;

/** Hours of the days of a span on which work may be: not those of rest and leave without any, nor today as long as nothing is done. */
const hoursIn = ({ days, isOff, today }: Facts, { from, to }: Span): readonly number[] => {
  const hours: number[] = [];
  for (let day = from; day < to; day += 1) {
    const worked = days.get(day)?.hours ?? 0;
    if (worked > 0 || !(isOff(day) || day === today)) hours.push(worked);
  }
  return hours;
};

/**
 * Is it more than before, or less? The average day of the window against the one of the time before, in standard errors by how much days differed
 * then. Within one of these it is noise, and neutral.
 */
export const trend = ({ facts, window, reference }: Judged): Component => {
  const first = Math.min(...facts.days.keys());
  const before = hoursIn(facts, { from: Math.max(first, reference.from), to: reference.to });
  const now = hoursIn(facts, window);
  if (before.length < daysNeeded || now.length === 0)
    return { value: 0.5, isKnown: false, details: { daysKnown: before.length } };
  const [usual, average] = [mean(before), mean(now)];
  const spread = Math.sqrt(before.reduce((sum, hours) => sum + (hours - usual) ** 2, 0) / (before.length - 1));
  const error = Math.max(spread, 0.25) * Math.sqrt(1 / before.length + 1 / (window.to - window.from));
  const change = (average - usual) / error;
  const beyond = Math.sign(change) * Math.max(0, Math.abs(change) - noise);
  const details = { change: average - usual, standardErrors: change };
  return { value: 0.5 + 0.5 * Math.tanh(steepness * beyond), isKnown: true, details };
};
