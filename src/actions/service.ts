import type { SpaceId, UserId } from '../domain/ids.js';

/** What may be wrong with an installation, as everybody may know it. */
export const TROUBLES = ['journal', 'discord', 'redis', 'other'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** How the bot is and was: nothing of servers, members or figures. */
export interface PublicStatus {
  readonly state: 'up' | 'degraded' | 'down';
  /** Now. */
  readonly troubles: readonly Trouble[];
  /** ms */
  readonly at: number;
  readonly startedAt: number;
  /** From when on incidents are known, ms. */
  readonly knownFrom: number;
  /** Of the last day, the newest first; to the minute. `to` is null while it goes on. */
  readonly incidents: readonly { readonly what: Trouble; readonly from: number; readonly to: number | null }[];
}

/** What the API tells of the service; implemented in src/core. */
export interface ServiceDesk {
  /** For everybody; the page `/status` shows the same. */
  status(): PublicStatus;
  /** What /admin system shows to whoever runs the bot. */
  panel(asked: { readonly space: SpaceId; readonly user: UserId; readonly time: '5m' | '1h' | '24h' }): Promise<object>;
}
