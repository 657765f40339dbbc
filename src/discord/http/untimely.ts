import type { Clock, Logger } from '../../domain/ports.js';
import type { DiscordTime } from '../time.js';

/** What was refused so long ago says nothing about now, ms. */
const FORGOTTEN_MS = 10 * 60_000;

/**
 * Requests that Discord signed, and that are refused since our clock says that they are old, or not yet made: every click fails then, and nobody
 * but the operator can tell why.
 */
export interface Untimely {
  refused(signedAt: number): void;
  /** A request came that was neither. */
  accepted(): void;
  /** Sentences for health; empty when all is well. */
  concerns(): readonly string[];
}

export const watchUntimely = (deps: { readonly clock: Clock; readonly time: DiscordTime; readonly log: Logger }): Untimely => {
  const { clock, time, log } = deps;
  /** `seconds`: by how much our clock is ahead of the signature. */
  let last: { readonly seconds: number; readonly at: number } | null = null;
  let saidAt = -Infinity;

  return {
    refused(signedAt) {
      const at = clock.monotonic();
      const seconds = Math.round((clock.now() - signedAt) / 1_000);
      // Nobody but Discord can sign a moment that is still to come: our clock is behind. An old one may be a recording.
      if (seconds < 0) time.atLeast(signedAt);
      last = { seconds, at };
      if (at - saidAt < FORGOTTEN_MS) return;
      saidAt = at;
      log.error({ seconds }, sentenceOf(seconds));
    },
    accepted() {
      last = null;
    },
    concerns: () => (last === null || clock.monotonic() - last.at > FORGOTTEN_MS ? [] : [sentenceOf(last.seconds)]),
  };
};

const sentenceOf = (seconds: number): string =>
  `an interaction with a right signature of Discord was refused since its time is ${Math.abs(seconds)} s ` +
  `${seconds > 0 ? 'behind' : 'ahead of'} our clock: the clock should be set (NTP), or somebody sends recorded requests again`;
