import type { CategoryId } from '../../domain/ids.js';
import { clamp, mean, sum } from '../numbers.js';
import { HOUR_MS } from '../forecast/series.js';
import type { Component, Judged } from './component.js';
import { daysIn, type ScoredDay } from './facts.js';
import { RULES } from './rules.js';

const { shares, breakFromHours, breakMinutes, longDayHours, tooLongDayHours } = RULES.balance;

/**
 * Is time spent on what it is meant for, with breaks, and not too long? Meant for: own targets, each up to what was aimed at; without targets, how
 * productive the server takes the categories to be. Breaks and long days are averages over the days with time.
 */
export const balance = (judged: Judged): Component => {
  const days = daysIn(judged.facts, judged.window);
  const [aim, breaks, longDays] = [aimOf(judged, days), mean(days.map(breaksOf)), mean(days.map(lengthOf))];
  const value = (shares.aim * aim + shares.breaks * breaks + shares.longDays * longDays) / sum(Object.values(shares));
  return { value, isKnown: true, details: { aim, breaks, longDays } };
};

const aimOf = ({ facts: { input, isLeave }, window }: Judged, days: readonly ScoredDay[]): number => {
  const spent = new Map<CategoryId, number>();
  for (const { categories } of days) for (const [id, hours] of categories) spent.set(id, (spent.get(id) ?? 0) + hours);
  const targets = [...input.targets].filter(([, hours]) => hours > 0);
  let wanted = 0;
  for (let day = window.from; day < window.to; day += 1) wanted += isLeave(day) ? 0 : 1;
  // Nobody aims at anything on leave; what is done on it counts all the same.
  const weeks = Math.max(1, wanted) / 7;
  if (targets.length > 0) return mean(targets.map(([id, hours]) => clamp((spent.get(id) ?? 0) / (hours * weeks), 0, 1)));
  const total = sum(spent.values());
  const weighed = sum([...spent].map(([id, hours]) => hours * (input.weights.get(id) ?? NEUTRAL_WEIGHT)));
  return total === 0 ? 0.5 : clamp(weighed / total / MOST_WEIGHT, 0, 1);
};

const MOST_WEIGHT = 5;
/** Of a category that is gone. */
const NEUTRAL_WEIGHT = 2.5;

/** Long days need a break; what lies between two stretches of work is one, by whatever name. */
const breaksOf = ({ hours, stretches }: ScoredDay): number => {
  if (hours <= breakFromHours) return 1;
  let [rested, end] = [0, stretches[0]?.start ?? 0];
  for (const stretch of stretches) {
    rested += Math.max(0, stretch.start - end);
    end = Math.max(end, stretch.end);
  }
  return clamp(rested / HOUR_MS / (breakMinutes / 60), 0, 1);
};

const lengthOf = ({ hours }: ScoredDay): number => clamp((tooLongDayHours - hours) / (tooLongDayHours - longDayHours), 0, 1);
