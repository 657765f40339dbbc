import type { SandboxClock } from './clock.js';
import type { RateLimits } from './rest/rate-limits.js';

type Fields = Readonly<Record<string, unknown>>;

/** Where the sandbox tells about itself. */
export interface SandboxLog {
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
}

export const silentLog: SandboxLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface SandboxOptions {
  /** Default: any free port. */
  readonly port?: number | undefined;
  readonly host?: '127.0.0.1' | undefined;
  /** Folder of the snapshot and the attachments; null (the default): memory only. */
  readonly dataDir?: string | null | undefined;
  /** Default: the one of the snapshot, or a new one. */
  readonly token?: string | undefined;
  /** Folder of the built page; without it only the API is served. */
  readonly webRoot?: string | undefined;
  readonly clock?: SandboxClock | undefined;
  readonly log?: SandboxLog | undefined;
  /** Interactions go here, signed, instead of to the gateway. Not verified; PATCH /applications/@me verifies. */
  readonly interactionsUrl?: string | undefined;
  /** Where people may be sent back to after they have logged in; those of the snapshot unless told. */
  readonly redirectUris?: readonly string[] | undefined;
  readonly rateLimits?: Partial<RateLimits> | undefined;
  /** Identifies per window and key, as `session_start_limit` tells. Default: 16 per 5 s. */
  readonly identify?: { readonly maxConcurrency: number; readonly windowMs: number } | undefined;
  /** What GET /gateway/bot recommends. Default: 1. */
  readonly shards?: number | undefined;
  /** Requests kept for /sandbox/requests. Default: 5,000. */
  readonly requestLog?: number | undefined;
}
