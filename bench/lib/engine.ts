import { systemClock } from '../../src/core/clock.js';
import { createIds } from '../../src/core/ids.js';
import { createLogger } from '../../src/core/logging.js';
import { createMetrics } from '../../src/core/metrics.js';
import { systemRandom } from '../../src/core/random.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { categoryId, guildSpace, requestId, userId } from '../../src/domain/ids.js';
import { createChain, type Chain, type ChainOptions } from '../../src/engine/chain.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import type { Subject } from './load.js';
import { categoryOf, guildIdOf, memberId, noteOf } from './people.js';

/** The engine as the program composes it: real metrics, real log, real journal. */
export interface BenchEngine extends Engine {
  readonly chain: Chain;
  close(): Promise<void>;
}

/** Clock, ids, random, log and metrics as core/main.ts has them; the metrics are the process's. */
export const surroundings = () => {
  const clock = systemClock;
  const log = createLogger({ level: 'warn', format: 'json', secrets: [] });
  return { clock, ids: createIds(clock), random: systemRandom, log, metrics: createMetrics(clock) };
};

export const openChain = (url: string, options: Partial<ChainOptions> = {}): Promise<Chain> =>
  createChain({
    ...surroundings(),
    url,
    defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: 'Europe/Berlin' }),
    ...options,
  });

export const openEngine = async (port: number, journalDir: string, options: Partial<ChainOptions> = {}): Promise<BenchEngine> => {
  const tell = surroundings();
  const chain = await openChain(`redis://127.0.0.1:${port}`, { ...tell, ...options });
  const engine = createEngine({ ...tell, ...chain, journalDir });
  await engine.start();
  return {
    ...engine,
    chain,
    close: async () => {
      await engine.drain(10_000);
      await chain.close();
      tell.metrics.close();
    },
  };
};

/** Ids as Discord gives them: the time, and a count. */
export const createSnowflakes = (): (() => string) => {
  const EPOCH = 1_420_070_400_000n;
  let count = 0n;
  return () => {
    count += 1n;
    return String(((BigInt(Date.now()) - EPOCH) << 22n) | (count & 0x3fffffn));
  };
};

/** Members that clock in and out through the tracker, each request with an id of its own. */
export const engineSubject = ({ tracker }: Pick<Engine, 'tracker'>, guilds: number): Subject => {
  const nextId = createSnowflakes();
  const request = (member: number) => ({
    space: guildSpace(guildIdOf(member, guilds)),
    user: userId(memberId(member)),
    requestId: requestId(nextId()),
    at: Date.now(),
    source: 'command',
  });
  return {
    clockIn: async (member, turn) => {
      const asked = { ...request(member), category: categoryId(categoryOf(turn)), note: noteOf(turn) };
      return stored(await tracker.clockIn(asked));
    },
    clockOut: async (member) => stored(await tracker.clockOut(request(member))),
  };
};

/** Only what Redis and the journal both hold counts as done. */
const stored = (result: Awaited<ReturnType<Engine['tracker']['clockOut']>>): boolean =>
  result.ok && result.value.durability === 'stored' && !result.value.replayed;
