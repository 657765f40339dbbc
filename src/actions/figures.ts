import type { ForecastAnswer } from '../analytics/forecast/forecast.js';
import type { InsightDays, Insights } from '../analytics/insights/insights.js';
import type { DomainError } from '../domain/errors.js';
import type { CategoryId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/** What there is to know of a member's time, as numbers. Hours, and chances from 0 to 1. */
export interface InsightFigures {
  readonly days: InsightDays;
  readonly zone: string;
  readonly weekStart: string;
  readonly done: number;
  readonly lately: readonly number[];
  readonly insights: Insights;
  readonly forecast: ForecastAnswer | null;
  readonly targets: readonly {
    readonly category: { readonly name: string };
    readonly target: number;
    readonly outlook: { readonly missing: number; readonly chance: number } | null;
  }[];
  readonly streak: object | null;
  readonly stand: { readonly rank: number; readonly of: number } | null;
}

/** Reads insights of a member. Whether whoever asks may see them has been asked before. Rejects with `StoreUnavailable`. */
export interface InsightsDesk {
  read(
    asked: { readonly space: SpaceId; readonly member: UserId; readonly days: InsightDays; readonly category: CategoryId | null },
    reader: UserId,
  ): Promise<Result<InsightFigures, DomainError>>;
}
