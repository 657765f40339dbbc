import { ascending, at, clamp, mean, quantileOf } from '../numbers.js';
import type { Past } from '../forecast/candidates/candidate.js';

/** Counts what a network is fed with: weights of another number do not fit. */
export const FEATURES_VERSION = 1;
export const FEATURES = 21;
/** A network begins to speak when there is this much past, days. */
export const NEEDED = 28;

const WEEK = 7;
/** Hours; the unit of somebody who hardly works. */
const LEAST_UNIT = 0.5;

/** What does not depend on how far ahead one looks. */
export interface Situation {
  /** Hours that are one for the network: a usual day with work. So members of any size are alike. */
  readonly unit: number;
  readonly shared: readonly number[];
}

/** What a member's days before an origin look like. */
export const situationOf = ({ hours }: Past, origin: number): Situation => {
  const worked: number[] = [];
  for (let day = Math.max(0, origin - 56); day < origin; day += 1) if (at(hours, day) > 0) worked.push(at(hours, day));
  const unit = Math.max(LEAST_UNIT, quantileOf(ascending(worked), 0.5));
  const lately = (days: number): number => mean([...hours.subarray(Math.max(0, origin - days), origin)]) / unit;
  const active = (days: number): number => {
    let count = 0;
    for (let day = Math.max(0, origin - days); day < origin; day += 1) count += at(hours, day) > 0 ? 1 : 0;
    return count / Math.min(days, Math.max(1, origin));
  };
  const run = (isWork: boolean): number => {
    let days = 0;
    while (days < 28 && days < origin && at(hours, origin - 1 - days) > 0 === isWork) days += 1;
    return days / 28;
  };
  return { unit, shared: [lately(7), lately(28), active(7), active(28), run(true), run(false)] };
};

/** The inputs for a day `days` ahead of an origin: FEATURES numbers. */
export const featuresOf = (past: Past, origin: number, days: number, { unit, shared }: Situation): number[] => {
  const { hours } = past;
  const last = origin + (days % WEEK) - WEEK;
  const lags = [0, 1, 2, 3].map((weeks) => clamp(at(hours, last - weeks * WEEK) / unit, 0, 3));
  let [count, worked, total] = [0, 0, 0];
  for (let day = last; day >= 0 && count < 8; day -= WEEK) {
    count += 1;
    worked += at(hours, day) > 0 ? 1 : 0;
    total += at(hours, day);
  }
  const weekday = (past.weekday + origin + days) % WEEK;
  const oneHot = [0, 1, 2, 3, 4, 5, 6].map((of) => (of === weekday ? 1 : 0));
  const usual = count === 0 ? [0, 0] : [worked / count, clamp(total / count / unit, 0, 3)];
  return [...lags, ...shared, ...usual, ...oneHot, days / 28, days < WEEK ? 1 : 0];
};
