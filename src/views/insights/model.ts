import type { APIActionRowComponent, APISelectMenuComponent } from 'discord-api-types/v10';
import type { ForecastAnswer } from '../../analytics/forecast/forecast.js';
import type { InsightDays, Insights } from '../../analytics/insights/insights.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { ShownStreak } from '../status-card.js';
import type { CategoryLook } from '../text.js';

/** A weekly target of a category with its chance. */
export interface TargetOutlook {
  readonly category: CategoryLook;
  /** Hours a week. */
  readonly target: number;
  /** Hours that are missing now, and the chance that they come, 0–1; null where too little is known of the category, or nothing could be computed now. */
  readonly outlook: { readonly missing: number; readonly chance: number } | null;
}

/** Where the member stands on the leaderboard of this month, from 1. */
export interface BoardStand {
  readonly rank: number;
  readonly of: number;
}

/** Everything that is shown of a member's insights. */
export interface InsightsModel {
  /** Whose they are; null: of whoever looks at them. */
  readonly member: UserId | null;
  readonly days: InsightDays;
  /** Null: all categories. */
  readonly category: CategoryLook | null;
  readonly insights: Insights;
  /** IANA name: the clocks by which times of day are told. */
  readonly zone: string;
  readonly weekStart: 'monday' | 'sunday';
  readonly lookOf: (category: CategoryId) => CategoryLook;
  /** Hours of the last days that are over, the newest last; shown before the forecast. */
  readonly lately: readonly number[];
  /** Hours of today up to now. */
  readonly done: number;
  /** Null: it cannot be computed now. */
  readonly forecast: ForecastAnswer | null;
  readonly targets: readonly TargetOutlook[];
  /** Null: not known now. */
  readonly streak: ShownStreak | null;
  /** Null where there is no board, or the member is not on it. */
  readonly stand: BoardStand | null;
}

export const PICTURES = ['score', 'hours', 'categories', 'outlook'] as const;
export type PictureName = (typeof PICTURES)[number];

/** Where a picture is, and its text for whoever cannot see it. */
export interface ShownPicture {
  readonly url: string;
  readonly alt: string;
}

export interface InsightsControls {
  /** Those that could be drawn. */
  readonly pictures: Partial<Readonly<Record<PictureName, ShownPicture>>>;
  readonly days: APIActionRowComponent<APISelectMenuComponent>;
  readonly category: APIActionRowComponent<APISelectMenuComponent>;
  /** Custom id of the button that explains. */
  readonly explain: string;
}
