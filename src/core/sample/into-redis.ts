import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig } from '../../domain/defaults.js';
import { guildSpace, userId } from '../../domain/ids.js';
import type { Clock, Ids, Logger, Metrics, Random } from '../../domain/ports.js';
import { createChain } from '../../engine/chain.js';
import { createEngine } from '../../engine/index.js';
import { writeSample } from '../../sample/write.js';
import type { Config } from '../config.js';
import { readTlsFiles } from '../redis-tls.js';
import { SampleRefused, type SampleCounts } from './refused.js';

export interface IntoRedisParts {
  readonly config: Pick<Config, 'redisTls' | 'defaults'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** The made-up people's ids: of a time in which Discord had nobody yet. */
const FIRST_USER = 1_000_000;

/**
 * Writes a sample history into a Redis that was named for it, through an engine of its own.
 * @throws SampleRefused when it cannot be reached, or is not empty; UnusableRedis
 */
export const sampleIntoRedis = async (
  url: string,
  plan: { readonly members: number; readonly days: number; readonly seed: number; readonly guild: string },
  { config, ...tell }: IntoRedisParts,
): Promise<SampleCounts> => {
  const tls = await readTlsFiles(config.redisTls);
  const chain = await createChain({ ...tell, url, tls, defaults: (space) => defaultConfig(space, config.defaults) });
  const journalDir = await mkdtemp(join(tmpdir(), 'punchcard-sample-'));
  try {
    if (!chain.link.up) throw new SampleRefused('Redis cannot be reached');
    if ((await chain.store.spaces()).length > 0 || (await chain.companions()) > 0)
      throw new SampleRefused('this Redis is not empty: a sample history is never mixed with what people have recorded');
    const engine = createEngine({ ...tell, ...chain, journalDir });
    await engine.start();
    const members = Array.from({ length: plan.members }, (_, n) => ({ user: userId(String(FIRST_USER + n)), mayRun: true }));
    try {
      return await writeSample(
        {
          writing: engine.tracker,
          spaces: chain.spaces,
          documents: chain.documents,
          timesheet: chain.store,
          now: () => tell.clock.now(),
        },
        { space: guildSpace(plan.guild), members, days: plan.days, seed: plan.seed },
      );
    } finally {
      await engine.drain(5_000);
    }
  } finally {
    await chain.close();
    await rm(journalDir, { recursive: true, force: true });
  }
};
