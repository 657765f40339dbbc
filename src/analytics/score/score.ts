import { clamp, sum } from '../numbers.js';
import { balance } from './balance.js';
import type { Component, Judged } from './component.js';
import { consistency } from './consistency.js';
import { daysIn, factsOf, type ScoreInput } from './facts.js';
import { focus } from './focus.js';
import { patterns } from './patterns.js';
import { quality } from './quality.js';
import { COMPONENTS, RULES, type ComponentName } from './rules.js';
import { trend } from './trend.js';

const OF: Readonly<Record<ComponentName, (judged: Judged) => Component>> = {
  consistency,
  balance,
  patterns,
  quality,
  focus,
  trend,
};

export interface ScoredComponent extends Component {
  readonly name: ComponentName;
  /** How much it counts, 0–1; all of them come to 1. */
  readonly weight: number;
}

export interface Score {
  /** 0–100, not rounded. */
  readonly value: number;
  readonly components: readonly ScoredComponent[];
  /** What would raise it most, and by how many points at most. */
  readonly raise: { readonly name: ComponentName; readonly points: number };
  /** Days with time in the window. */
  readonly activeDays: number;
}

/** A score, or how many days with time are missing for one. */
export type ScoreAnswer =
  { readonly enough: true; readonly score: Score } | { readonly enough: false; readonly missingDays: number };

/**
 * The productivity score of a member over the last `windowDays` days, today among them. What is usual for them is learned from the days before the window, so
 * each day is judged by what was before, and a good day in the window never lowers the score.
 */
export const scoreOf = (input: ScoreInput, windowDays = RULES.windowDays): ScoreAnswer => {
  const facts = factsOf(input);
  const window = { from: facts.today + 1 - windowDays, to: facts.today + 1 };
  const reference = { from: window.from - RULES.referenceDays, to: window.from };
  const activeDays = daysIn(facts, window).length;
  const known = activeDays + daysIn(facts, reference).length;
  const missingDays = Math.max(RULES.activeDaysNeeded - known, activeDays === 0 ? 1 : 0);
  if (missingDays > 0) return { enough: false, missingDays };
  const weights = sum(Object.values(RULES.weights));
  const components = COMPONENTS.map((name): ScoredComponent => {
    const component = OF[name]({ facts, window, reference });
    return { name, ...component, value: clamp(component.value, 0, 1), weight: RULES.weights[name] / weights };
  });
  const gains = components.map(({ name, value, weight, isKnown }) => ({
    name,
    // Nobody can do more than before for ever: of the trend only what it lacks to the middle can be had.
    points: isKnown ? 100 * weight * Math.max(0, (name === 'trend' ? 0.5 : 1) - value) : 0,
  }));
  const raise = gains.reduce((best, one) => (one.points > best.points ? one : best));
  return {
    enough: true,
    score: { value: 100 * sum(components.map(({ value, weight }) => value * weight)), components, raise, activeDays },
  };
};
