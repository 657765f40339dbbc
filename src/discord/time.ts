/**
 * Who learns from Discord what time it is there. Discord's moments decide when a session began, and the clock of this machine may be wrong;
 * both the ids that Discord makes and the `Date` header of its answers tell the time.
 */
export interface DiscordTime {
  /** Is another `Date` header worth reading? So that not every click pays for it. */
  readonly wantsDate: boolean;
  /** An answer carried this `Date` header. `sentAt`: when its request was sent, by the monotonic clock, ms. */
  dated(header: string, sentAt: number): void;
  /** Discord named a moment (ms) that has been: it is at least that late there. Moments may come in any order, and late. */
  atLeast(moment: number): void;
}

/** For who asks Discord before there is anything that needs the time. */
export const NO_TIME: DiscordTime = { wantsDate: false, dated: () => undefined, atLeast: () => undefined };
