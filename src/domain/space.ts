import type { Category } from './category.js';
import type { Grants } from './capabilities.js';
import type { Settings } from './settings.js';
import type { Suspension } from './suspensions.js';

/** Settings of a space (domain/settings.ts), and what is known of it besides. Times of day are wall times of `timeZone`. */
export interface SpaceSettings extends Settings {
  /** When the bot was removed from the guild, ms; null while it is there. Nobody sets it: it is a fact. */
  readonly removedAt: number | null;
}

/** Settings and categories together, as one versioned value. */
export interface SpaceConfig {
  readonly version: number;
  readonly settings: SpaceSettings;
  /** Active ones by `order`, then archived ones. */
  readonly categories: readonly Category[];
  /** What roles and members may do beyond the defaults. */
  readonly grants: Grants;
  readonly suspensions: readonly Suspension[];
}
