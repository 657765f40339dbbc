/** Discord's error codes that we act upon (docs: Opcodes and Status Codes, JSON error codes). */
export const DISCORD_CODE = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownRole: 10_011,
  unknownUser: 10_013,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  unknownVoiceState: 10_065,
  /** Of messages older than an hour in one channel. */
  tooManyOldEdits: 30_046,
  missingAccess: 50_001,
  missingPermissions: 50_013,
  alreadyAcknowledged: 40_060,
} as const;

/**
 * A request to Discord that failed. Carries no URL and no body: those of interactions hold a token.
 * `status` null: no answer came (network, time-out).
 */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number | null;
  /** Discord's JSON error code, or null when the answer had none. */
  readonly code: number | null;

  constructor(request: string, status: number | null, code: number | null, reason: string) {
    super(`${request}: ${reason}`);
    this.status = status;
    this.code = code;
  }

  /** The same request may succeed later: no answer, 5xx, rate limit, or a token that is not accepted now. */
  get retryable(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429 || this.status === 408 || this.status === 401;
  }
}

/** Is `error` Discord's answer with one of these codes? */
export const hasCode = (error: unknown, ...codes: readonly number[]): error is DiscordError =>
  error instanceof DiscordError && error.code !== null && codes.includes(error.code);

/** Discord says that the bot is not in the guild (any more). */
export const isNotInGuild = (error: unknown): boolean => hasCode(error, DISCORD_CODE.unknownGuild, DISCORD_CODE.missingAccess);

/** Discord says that the person is not in the guild (any more). */
export const isMemberGone = (error: unknown): boolean => hasCode(error, DISCORD_CODE.unknownMember, DISCORD_CODE.unknownUser);

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
