import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { dayNumber } from '../../domain/day-number.js';
import { guildSpace } from '../../domain/ids.js';
import { person } from '../eval/people.js';
import { forecastOf, type ForecastInput } from '../forecast/forecast.js';
import { FEATURES } from '../network/features.js';
import { Network } from '../network/network.js';
import { createNetworkStore } from '../training/store.js';
import { createAnalyst } from './analyst.js';

const SPACE = guildSpace('1');
const FIRST = dayNumber('20260105');
const input: Omit<ForecastInput, 'network'> = {
  series: { first: FIRST, ...person('forgetful', 1, 60) },
  today: { done: 1, ahead: 0.5 },
  leave: new Set([FIRST + 61]),
  weekStart: 'monday',
  targets: new Map([['own', 20]]),
};

/** A network that says the same of each day: for somebody without any habit that is worth something. */
const constant = (until: number): Network => {
  const layers = [{ kernel: Array.from({ length: FEATURES }, () => [0, 0]), bias: [0.7, 0.7] }];
  return Network.parse({ version: 1, features: 1, until, members: 3, seed: 1, backend: 'cpu', layers });
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const open = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'analyst-'));
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  let trusted: number | null = null;
  const trustedAfter = () => (trusted === null ? Promise.reject(new Error('away')) : Promise.resolve(trusted));
  const trust = (after: number): void => {
    trusted = after;
  };
  const analyst = createAnalyst({ directory, trustedAfter, clock: new FakeClock(), log, metrics });
  closing.push(async () => {
    await analyst.close();
    await rm(directory, { recursive: true });
  });
  return { directory, log, metrics, analyst, trust, store: createNetworkStore(directory, log) };
};

describe('the thread of forecasts', () => {
  it('says what the forecast says, with the networks of the space as soon as there are any', async () => {
    const { analyst, trust, store, metrics, log, directory } = await open();
    const without = await analyst.forecast(SPACE, input);
    expect(without).toEqual(forecastOf(input));
    // Of an age at which the network could be judged; it says nothing of a space that is not its own.
    await store.write(SPACE, { trainedAt: 1_000, agreed: 5, network: constant(FIRST + 30) });
    expect(await analyst.forecast(SPACE, input)).toEqual(without);
    trust(999);
    const withNetwork = await analyst.forecast(SPACE, input);
    if (withNetwork?.enough !== true) throw new Error('no forecast');
    expect(withNetwork).not.toEqual(without);
    expect(await analyst.forecast(guildSpace('2'), input)).toEqual(without);
    // Somebody was erased: what was trained before is not used, though it is still there.
    trust(1_000);
    expect(await analyst.forecast(SPACE, input)).toEqual(without);
    trust(0);
    // A damaged one is told of, and done without.
    await store.forget(SPACE);
    await mkdir(join(directory, 'v1', SPACE), { recursive: true });
    await writeFile(join(directory, 'v1', SPACE, '99.json'), '{');
    expect(await analyst.forecast(SPACE, input)).toEqual(without);
    expect(log.lines.map(({ level, message }) => `${level}: ${message.slice(0, 31)}`)).toEqual([
      'warn: a stored network cannot be used',
    ]);
    expect(metrics.counts.get('forecasts{outcome=made}')).toBe(6);
  }, 60_000);

  it('says in the log why it has none', async () => {
    const { analyst, log, metrics } = await open();
    const targets = 5 as unknown as ReadonlyMap<string, number>;
    expect(await analyst.forecast(SPACE, { ...input, targets })).toBeNull();
    expect(log.at('error')).toHaveLength(1);
    // The thread goes on.
    expect(await analyst.forecast(SPACE, input)).not.toBeNull();
    await analyst.close();
    expect(await analyst.forecast(SPACE, input)).toBeNull();
    expect(metrics.counts.get('forecasts{outcome=failed}')).toBe(2);
  }, 60_000);
});
