import type { Histories, Trained, TrainOptions } from '../../analytics/training/trainer.js';
import type { NetworkStore } from '../../analytics/training/store.js';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { dayNumber } from '../../domain/day-number.js';
import { isGuildSpace, requestId, spaceId, type SpaceId } from '../../domain/ids.js';
import type { Clock, Ids, Logger, Metrics } from '../../domain/ports.js';
import { spreadOf } from '../../domain/spread.js';
import { membersWhoAgreed } from '../../engine/agreed.js';
import { failureOf } from '../../engine/jobs/failure-of.js';
import type { Night } from '../../engine/jobs/night.js';
import { noteTraining, trustedAfter } from '../../engine/network-trust.js';
import type { Spaces } from '../../engine/spaces.js';
import { histories, type HistoryParts } from './histories.js';

export interface NightParts extends Omit<HistoryParts, 'clock'> {
  readonly spaces: Pick<Spaces, 'get'>;
  readonly networks: NetworkStore;
  readonly train: (options: TrainOptions) => Promise<Trained>;
  readonly clock: Clock;
  /** Moments, ms. */
  readonly now: () => number;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface NightWork extends Night {
  /** What computed the last training of this process: `cpu`, or `tensorflow`; null: there was none. */
  backend(): string | null;
  /** Deletes networks that may not be used any more. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** A network is trained anew after this, ms; the rest of a day is for the hour that the night begins earlier or later. */
const TRAINED_EVERY_MS = 6.5 * DAY_MS;
/** And earlier when so large a part of the members who agreed is new, or gone. */
const CHANGED_MUCH = 0.2;
/** A training takes so many members at most: each gives it a sample at least (`SAMPLES_MAX`). */
const MEMBERS_MAX = 16_000;
/** The first training makes networks of this week and of those before, so that there is something to judge them by: weeks back. */
const FIRST_WEEKS = [5, 4, 3, 2, 1, 0] as const;

type Outcome = 'done' | 'nobody';

/** The work of the nights: one space at a time, in the background, and once a night. */
export const createNight = (parts: NightParts): NightWork => {
  const { spaces, documents, networks, now, ids, log, metrics, clock } = parts;
  /** What came of the last night of a space. In memory: after a restart what is there is looked at once more. */
  const nights = new Map<SpaceId, { readonly night: string; readonly outcome: Outcome }>();
  const ending = new AbortController();
  let underWay: Promise<void> | null = null;
  let backend: string | null = null;

  const countAgreed = async (space: SpaceId): Promise<number> => {
    let count = 0;
    for await (const users of membersWhoAgreed(parts, space)) {
      ending.signal.throwIfAborted();
      count += users.length;
    }
    return count;
  };

  /** Is there a network that is neither old nor of other people? */
  const isFresh = async (space: SpaceId, agreed: number): Promise<boolean> => {
    const after = await trustedAfter(documents, space);
    const [newest] = after === null ? [] : await networks.read(space, after);
    if (newest === undefined || now() - newest.trainedAt > TRAINED_EVERY_MS) return false;
    return Math.abs(agreed - newest.agreed) <= CHANGED_MUCH * newest.agreed;
  };

  const train = async (space: SpaceId, agreed: number): Promise<void> => {
    const [trainedAt, began] = [now(), clock.monotonic()];
    const { zone, dayStart } = countingOf((await spaces.get(space)).settings);
    const today = dayOf(trainedAt, zone, dayStart);
    const after = await trustedAfter(documents, space);
    const isFirst = after === null || (await networks.read(space, after)).length === 0;
    const weeks = isFirst ? FIRST_WEEKS : [0];
    const days: Histories = histories(space, { today, most: MEMBERS_MAX }, parts);
    const trained = await parts.train({
      histories: days,
      untils: weeks.map((back) => dayNumber(today) - 7 * back),
      seed: spreadOf(space, 1_000),
      log,
      signal: ending.signal,
    });
    backend = trained.backend;
    if (trained.networks.length === 0) {
      log.debug({ space, agreed }, 'too few days to train a network on');
      return;
    }
    const by = { actor: null, requestId: requestId(ids.next()), at: trainedAt, event: 'networkTrained', source: 'due' };
    const noted = await noteTraining(documents, space, by);
    if (!noted.ok) throw failureOf('a training cannot be noted', noted.error);
    if (!noted.value) {
      log.info({ space }, 'somebody withdrew or was erased meanwhile: what was trained is thrown away');
      return;
    }
    for (const network of trained.networks) await networks.write(space, { trainedAt, agreed, network });
    const ms = clock.monotonic() - began;
    metrics.observe('training_ms', ms);
    log.info({ space, agreed, networks: trained.networks.length, backend, ms: Math.round(ms) }, 'networks were trained');
  };

  const night = async (space: SpaceId): Promise<Outcome> => {
    const agreed = await countAgreed(space);
    if (agreed === 0) {
      await networks.forget(space);
      return 'nobody';
    }
    if (!(await isFresh(space, agreed))) await train(space, agreed);
    return 'done';
  };

  const begin = async (space: SpaceId, name: string): Promise<void> => {
    let outcome: Outcome = 'done';
    try {
      outcome = await night(space);
      metrics.count('nights', { outcome });
    } catch (error) {
      if (ending.signal.aborted) return;
      // The next night is soon enough: forecasts do without a network meanwhile.
      metrics.count('nights', { outcome: 'failed' });
      log.warn({ space, err: error }, 'the work of a night failed');
    }
    nights.set(space, { night: name, outcome });
  };

  const tidy = async (): Promise<void> => {
    for (const name of await networks.spaces()) {
      const after = await trustedAfter(documents, spaceId(name));
      await networks.forget(name, after ?? Infinity);
    }
  };

  return {
    work: async (space, name) => {
      if (!isGuildSpace(space)) return 'nobody';
      const last = nights.get(space);
      if (last?.night === name) {
        if (last.outcome === 'nobody') nights.delete(space);
        return last.outcome;
      }
      if (!ending.signal.aborted && underWay === null)
        underWay = begin(space, name).finally(() => {
          underWay = null;
        });
      return Promise.resolve('underWay');
    },
    backend: () => backend,
    tidy,
    close: async () => {
      ending.abort(new Error('the process ends'));
      await underWay;
    },
  };
};
