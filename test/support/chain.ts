import { randomUUID } from 'node:crypto';
import type { SpaceId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { settingsWith } from '../../src/domain/settings.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import { createChain, type Chain, type ChainOptions } from '../../src/engine/chain.js';
import { RecordingLogger, RecordingMetrics } from './fakes.js';

/** The real clock, for tests against real processes. Its timers keep nobody alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, task) => {
    const timer = setInterval(task, ms).unref();
    return () => clearInterval(timer);
  },
};

export const defaultConfig = (space: SpaceId): SpaceConfig => ({
  version: 0,
  settings: { ...settingsWith({ locale: space.startsWith('g') ? 'en' : 'de' }), removedAt: null },
  categories: [],
  grants: {},
  suspensions: [],
});

export interface TestChain extends Chain {
  readonly log: RecordingLogger;
  readonly metrics: RecordingMetrics;
}

/** A chain on a real Redis, as one process has it. */
export const testChain = async (url: string, options: Partial<ChainOptions> = {}): Promise<TestChain> => {
  const [log, metrics] = [new RecordingLogger(), new RecordingMetrics()];
  const ids = { next: () => randomUUID().slice(0, 13), reference: () => 'TEST-0000' };
  const random = { next: () => Math.random() };
  const chain = await createChain({ url, defaults: defaultConfig, clock: realClock, ids, random, log, metrics, ...options });
  return { ...chain, log, metrics };
};
