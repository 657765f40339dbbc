import type { SystemSnapshot } from '../system-snapshot.js';

/** What the figures are of: the last five minutes, hour or day. */
export const SYSTEM_TIMES = ['5m', '1h', '24h'] as const;
export type SystemTime = (typeof SYSTEM_TIMES)[number];
export const MINUTES_OF: Readonly<Record<SystemTime, number>> = { '5m': 5, '1h': 60, '24h': 1_440 };

/** How long something took, ms. What is said of it depends on how many there were: see `quantileText`. */
export interface Quantiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Something of one server that is kept in agreement with Discord. */
export interface OwnDesired {
  /** To be brought up to date. */
  readonly waiting: number;
  /** What Discord refuses until somebody mends it. */
  readonly refused: number;
}

/** How one server fares. What could not be read, since Redis is away, is null. */
export interface OwnFigures {
  readonly roles: OwnDesired;
  readonly dashboards: OwnDesired;
  /** `since`: when the first event that is not told yet happened, ms. `rows`: those, counted up to 100. */
  readonly log: {
    readonly isOn: boolean;
    readonly rows: number;
    readonly since: number | null;
    /** Channels that refuse messages. */
    readonly refused: number;
  } | null;
  /** `since`: the moment of the first one that is overdue, ms. */
  readonly due: { readonly overdue: number; readonly since: number | null } | null;
  /** Commands, buttons and forms. */
  readonly clicks: number;
}

/** What this process did in the time that was chosen. */
export interface SystemFigures {
  readonly answers: Quantiles;
  /** Interactions that were answered with a failure of ours, or not at all. */
  readonly failed: number;
  readonly pings: Quantiles;
  /** How often the link to Redis was lost. */
  readonly linkLost: number;
  readonly breakerOpened: number;
  /** What the writer had no room for: clicks, and what can wait. */
  readonly refusedClicks: number;
  readonly refusedOthers: number;
  readonly journalSyncs: Quantiles;
  readonly journalFailures: number;
  readonly replayed: number;
  /** Changes that were recorded and did not fit afterwards. */
  readonly unapplied: number;
  readonly l1: { readonly hits: number; readonly misses: number };
  /** Calls of ours to Discord. */
  readonly requests: number;
  /** Of these, the ones without an answer or with one of 5xx. */
  readonly requestsFailed: number;
  /** Over HTTP: what came without a valid signature, or was no interaction. */
  readonly refusedInteractions: number;
}

/** The last hour, minute by minute, the oldest first; null: this process was not there, or nothing happened. */
export interface LastHour {
  /** ms */
  readonly answers: readonly ({ readonly count: number; readonly average: number; readonly slowest: number } | null)[];
  /** Of the server that asks; only those that this process saw. */
  readonly clicks: readonly (number | null)[];
  /** The most writes that waited at a time. */
  readonly queue: readonly (number | null)[];
  /** Clicks of all servers, for operators; null for others. */
  readonly allClicks: readonly (number | null)[] | null;
}

/** What only those who run the bot see: it is about all servers. */
export interface OperatorFigures {
  readonly servers: number;
  readonly clicks: number;
  /** How late the first due row of any server is, ms, and how many failed; null: another process works them off. */
  readonly due: { readonly lagMs: number; readonly failing: number } | null;
}

/** All that `/admin system` shows. */
export interface SystemPanel {
  readonly now: SystemSnapshot;
  /** ms since the epoch. */
  readonly at: number;
  readonly time: SystemTime;
  /** How long this process has been counting, ms. */
  readonly ageMs: number;
  /** One of several processes, and what it is called; null: the only one. */
  readonly process: { readonly name: string; readonly of: number } | null;
  readonly figures: SystemFigures;
  readonly own: OwnFigures;
  readonly lastHour: LastHour;
  /** Operations that the writer holds at most. */
  readonly writerCapacity: number;
  /** Null for whoever does not run the bot. */
  readonly operator: OperatorFigures | null;
}
