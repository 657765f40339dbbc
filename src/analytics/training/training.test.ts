import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, describe, expect, it } from 'vitest';
import { madeNetwork } from '../../../test/support/networks.js';
import { dayNumber } from '../../domain/day-number.js';
import { person } from '../eval/people.js';
import { backTest } from '../forecast/back-test.js';
import { CANDIDATES } from '../forecast/candidates/index.js';
import type { DaySeries } from '../forecast/series.js';
import { FEATURES } from '../network/features.js';
import { networkCandidate, run, type Network } from '../network/network.js';
import { samplesOf } from '../network/samples.js';
import { seeded } from '../../domain/seeded.js';
import { chooseBackend } from './backend.js';
import { createNetworkStore, KEPT, type StoredNetwork } from './store.js';
import { trainNetworks } from './trainer.js';

const FIRST = dayNumber('20260105');
const members: readonly DaySeries[] = [0, 1].map((number) => ({ first: FIRST, ...person('steady', number, 70) }));
const silent = { warn: () => undefined };
const made = (seed: string, until = FIRST): Network => madeNetwork(seed, until);

describe('training', () => {
  it('happens in a thread, comes to the same for the same seed, and learns', async () => {
    const untils = [FIRST + 70, FIRST + 5, FIRST + 70];
    const { backend, networks } = await trainNetworks({ histories: members.map((one) => [one]), untils, seed: 3, log: silent });
    expect(backend).toBe('cpu');
    // There was too little to learn from five days.
    expect(networks).toHaveLength(2);
    const [network, again] = networks;
    expect(again).toEqual(network);
    const { inputs, targets, count } = samplesOf(members, FIRST + 70, seeded('other'));
    const errors = { network: 0, nothing: 0 };
    for (let nth = 0; nth < count; nth += 1) {
      const said = run(network!, [...inputs.subarray(nth * FEATURES, (nth + 1) * FEATURES)]);
      errors.network += Math.abs(said[0]! - targets[nth]!);
      errors.nothing += Math.abs(0.7 - targets[nth]!);
    }
    expect(errors.network).toBeLessThan(0.8 * errors.nothing);
  }, 120_000);

  it('can be stopped', async () => {
    const stop = new AbortController();
    const training = trainNetworks({ histories: [members], untils: [FIRST + 70], seed: 3, log: silent, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(training).rejects.toThrow('enough');
  });
});

describe('a network', () => {
  it('says what TensorFlow says', () => {
    const network = made('weights');
    const inputs = Array.from({ length: FEATURES }, (_, nth) => Math.sin(nth));
    const theirs = tf.tidy(() => {
      let values: tf.Tensor2D = tf.tensor2d([inputs]);
      for (const [nth, { kernel, bias }] of network.layers.entries()) {
        const sums: tf.Tensor2D = tf.add(tf.matMul(values, tf.tensor2d(kernel)), tf.tensor1d(bias));
        values = nth === 0 ? tf.relu(sums) : sums;
      }
      return [...values.dataSync()];
    });
    for (const [nth, value] of run(network, inputs).entries()) expect(value).toBeCloseTo(theirs[nth]!, 4);
  });

  it('says nothing of days that it has learned from, and earns its weight', () => {
    const series = { first: FIRST, ...person('freelancer', 2, 120) };
    const of = (until: number) =>
      backTest(series, { candidates: [...CANDIDATES, networkCandidate([made('bad', FIRST + until)])], withPoints: true });
    const { origins } = of(60);
    for (const { day, points } of origins) expect({ day, speaks: points.at(-1) !== null }).toEqual({ day, speaks: day >= 60 });
    // One that knows nothing has no say in the end, and one that nobody could judge yet has none either.
    expect(origins.at(-1)?.weights.typical.at(-1)).toBe(0);
    expect(of(120).origins.at(-1)?.weights.typical.at(-1)).toBe(0);
  });
});

describe('the backend', () => {
  const missing = Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' });

  it('is JavaScript where nothing else is installed, and that is nothing to warn of', async () => {
    const warnings: string[] = [];
    const backend = await chooseBackend(
      (why) => void warnings.push(why),
      () => Promise.reject(missing),
    );
    expect({ backend, warnings }).toEqual({ backend: 'cpu', warnings: [] });
  });

  it('is the native one where it is installed', async () => {
    const load = (): Promise<void> => {
      tf.registerBackend('tensorflow', tf.findBackendFactory('cpu'));
      return Promise.resolve();
    };
    expect(await chooseBackend(() => undefined, load)).toBe('tensorflow');
    await tf.setBackend('cpu');
    tf.removeBackend('tensorflow');
  });

  it('is JavaScript where the native one is damaged, and that is told', async () => {
    const warnings: string[] = [];
    const damaged = (): Promise<never> => Promise.reject(new Error('no libtensorflow'));
    expect(await chooseBackend((why) => void warnings.push(why), damaged)).toBe('cpu');
    expect(warnings).toEqual(['@tensorflow/tfjs-node is installed and cannot be loaded: no libtensorflow']);
  });
});

describe('the store', () => {
  const dirs: string[] = [];
  afterEach(async () => {
    for (const dir of dirs.splice(0)) await rm(dir, { recursive: true });
  });
  const open = async (warn: (fields: object) => void = () => undefined) => {
    const dir = await mkdtemp(join(tmpdir(), 'networks-'));
    dirs.push(dir);
    return { dir, store: createNetworkStore(join(dir, 'networks'), { warn }) };
  };

  const stored = (nth: number): StoredNetwork => ({ trainedAt: nth * 100, agreed: 4, network: made('x', FIRST + nth) });

  it('keeps the newest of a space, and forgets all of it when asked', async () => {
    const { store } = await open();
    expect(await store.read('g1')).toEqual([]);
    expect(await store.spaces()).toEqual([]);
    for (let nth = 0; nth < KEPT + 2; nth += 1) await store.write('g1', stored(nth));
    await store.write('g2', stored(0));
    const kept = await store.read('g1');
    expect(kept.map(({ network }) => network.until - FIRST)).toEqual([7, 6, 5, 4, 3, 2]);
    expect(kept[0]).toEqual(stored(7));
    await store.forget('g1');
    expect(await store.read('g1')).toEqual([]);
    expect(await store.spaces()).toEqual(['g2']);
    expect(await store.read('g2')).toHaveLength(1);
    await expect(async () => store.read('../g2')).rejects.toThrow(RangeError);
  });

  it('reads nothing of before a moment, and forgets it', async () => {
    const { store } = await open();
    for (const nth of [1, 2, 3]) await store.write('g1', stored(nth));
    const days = async (after?: number) => (await store.read('g1', after)).map(({ network }) => network.until - FIRST);
    expect(await days(200)).toEqual([3]);
    expect(await days()).toEqual([3, 2, 1]);
    await store.forget('g1', 200);
    expect(await days()).toEqual([3]);
  });

  it('does without what is damaged, and forgets it with the rest', async () => {
    const told: object[] = [];
    const { dir, store } = await open((fields) => void told.push(fields));
    await store.write('g1', stored(1));
    const folder = join(dir, 'networks', 'v1', 'g1');
    await writeFile(join(folder, '99999.json'), '{"version":1');
    const odd = { ...stored(1), network: { ...made('x'), layers: [{ kernel: [[1]], bias: [1] }] } };
    await writeFile(join(folder, '99998.json'), JSON.stringify(odd));
    expect(await store.read('g1')).toHaveLength(1);
    expect(told).toHaveLength(2);
    await store.forget('g1', 0);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
