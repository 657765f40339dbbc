import type { Category } from './category.js';
import type { RoleId } from './ids.js';

/** Settings of a space. Times of day are wall times of `timeZone`. */
export interface SpaceSettings {
  /** BCP 47, one of the shipped locales; for public replies. */
  readonly locale: string;
  /** IANA name; day, week and month boundaries are its. */
  readonly timeZone: string;
  /** Given while on the clock / while paused; null when not used. */
  readonly onRole: RoleId | null;
  readonly breakRole: RoleId | null;
  /** Days that the history is kept after the bot was removed. */
  readonly retentionDays: number;
  /** When the bot was removed from the guild, ms; null while it is there. */
  readonly removedAt: number | null;
}

/** Settings and categories together, as one versioned value. */
export interface SpaceConfig {
  readonly version: number;
  readonly settings: SpaceSettings;
  /** Active ones by `order`, then archived ones. */
  readonly categories: readonly Category[];
}
