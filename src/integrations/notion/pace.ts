import type { Cancel, Clock, Metrics, Random } from '../../domain/ports.js';
import { isPassing, NotionError } from './api/errors.js';

/** Requests a second for one token, below what Notion has allowed at any time. */
const PER_SECOND = 2.5;
/** Under way at once: one that hangs does not hold up the others. */
const AT_ONCE = 4;
/** How often something is tried; what somebody waits for less often. */
const TRIES = 6;
const URGENT_TRIES = 3;
/** Growing waits between tries, ms, when Notion does not say how long. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Somebody who waits is told rather than kept waiting longer than this. ms */
const URGENT_PATIENCE_MS = 10_000;

export interface Manner {
  /** Does the same request twice come to the same as once? Else it is only tried again when it was for nothing for sure. */
  readonly repeatable: boolean;
  /** Somebody waits for it: it goes before what nobody waits for. */
  readonly urgent: boolean;
}

/**
 * The turn of every request with one token: 2.5 a second, and none before Notion's `Retry-After` is over, whichever request was told so. What fails in passing is
 * tried again, later and later.
 */
export interface Pace {
  /** Rejects with `NotionError`: with the last one, or the first that will not pass. */
  run<Answer>(request: () => Promise<Answer>, manner: Manner): Promise<Answer>;
  /** Requests that wait for their turn. */
  readonly waiting: number;
  /** Nothing is begun any more; what waits rejects. */
  close(): void;
}

export interface PaceParts {
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly random: Random;
  readonly metrics: Metrics;
  /** 2.5 unless told. */
  readonly perSecond?: number;
}

interface Waiting {
  readonly urgent: boolean;
  readonly begin: () => void;
  readonly refuse: (error: NotionError) => void;
}

export const createPace = ({ clock, random, metrics, perSecond = PER_SECOND }: PaceParts): Pace => {
  const spacingMs = 1_000 / perSecond;
  const queue: Waiting[] = [];
  let underWay = 0;
  /** Monotonic, ms: nothing begins before. */
  let notBefore = 0;
  let closed = false;
  let cancel: Cancel | null = null;

  const look = (): void => {
    cancel?.();
    cancel = null;
    if (closed || queue.length === 0 || underWay >= AT_ONCE) return;
    const now = clock.monotonic();
    if (now < notBefore) {
      cancel = clock.after(Math.ceil(notBefore - now), look);
      return;
    }
    const urgent = queue.findIndex((each) => each.urgent);
    const [next] = queue.splice(Math.max(0, urgent), 1);
    notBefore = now + spacingMs;
    underWay += 1;
    next?.begin();
    look();
  };

  const turn = (urgent: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new NotionError('lost', { code: 'stopped' }));
        return;
      }
      queue.push({ urgent, begin: resolve, refuse: reject });
      look();
    });

  const once = async <Answer>(request: () => Promise<Answer>, urgent: boolean): Promise<Answer> => {
    await turn(urgent);
    try {
      const answer = await request();
      metrics.count('notion_requests', { outcome: 'ok' });
      return answer;
    } catch (error) {
      metrics.count('notion_requests', { outcome: error instanceof NotionError ? error.kind : 'unexpected' });
      throw error;
    } finally {
      underWay -= 1;
      look();
    }
  };

  const backOffMs = (failures: number): number =>
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + random.next() / 2);

  return {
    get waiting() {
      return queue.length;
    },
    run: async (request, { repeatable, urgent }) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(request, urgent);
        } catch (error) {
          if (!(error instanceof NotionError)) throw error;
          const { retryAfterMs, mayHaveHappened } = error.facts;
          const waitMs = retryAfterMs ?? backOffMs(tries);
          // What Notion says is meant for every request with this token.
          if (retryAfterMs !== null) notBefore = Math.max(notBefore, clock.monotonic() + retryAfterMs);
          const goesOn = isPassing(error) && (repeatable || !mayHaveHappened) && tries < (urgent ? URGENT_TRIES : TRIES);
          if (closed || !goesOn || (urgent && waitMs > URGENT_PATIENCE_MS)) throw error;
          await new Promise<void>((resolve) => clock.after(Math.ceil(waitMs), resolve));
        }
      }
    },
    close: () => {
      closed = true;
      cancel?.();
      for (const each of queue.splice(0)) each.refuse(new NotionError('lost', { code: 'stopped' }));
    },
  };
};
