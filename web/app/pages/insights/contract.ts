import type { z } from 'zod';
import type { ForecastAnswer } from '../../../../src/analytics/forecast/forecast.js';
import type { Insights } from '../../../../src/analytics/insights/insights.js';
import type { InsightsAnswer } from '../../../../src/api/schemas/figures.js';

/** Days in a row with time. */
interface Streak {
  readonly present: number;
  readonly longest: number;
  readonly todayCounts: boolean;
}

/** What there is to know of somebody's time. Hours; chances and shares 0–1. The parts are what src/analytics makes, as JSON. */
export type InsightFigures = Omit<z.output<typeof InsightsAnswer>, 'insights' | 'forecast' | 'streak'> & {
  readonly insights: Insights;
  readonly forecast: ForecastAnswer | null;
  readonly streak: Streak | null;
};

/** Somebody who shows the reader theirs. */
export interface Showing {
  readonly user: string;
  readonly name: string | null;
}

/** How far back may be looked. */
export const DAYS = [28, 90, 365] as const;
export type Days = (typeof DAYS)[number];
