import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import type { DaySeries } from '../forecast/series.js';
import { FEATURES, FEATURES_VERSION } from '../network/features.js';
import { OUTPUTS, type Layer, type Network } from '../network/network.js';
import { samplesOf } from '../network/samples.js';
import { seeded } from '../../domain/seeded.js';

export interface Training {
  readonly series: readonly DaySeries[];
  /** The number of the first day that is not to be learned from. */
  readonly until: number;
  readonly seed: number;
}

/** Fewer days teach nothing. */
const SAMPLES_MIN = 200;
const HIDDEN = [24, 12] as const;
const EPOCHS = 10;
const BATCH = 64;
const RATE = 0.003;

/** Off by how much on the middle, and by its square on the average: the first is least at the median, the other at the mean. */
const loss = (truth: tf.Tensor, said: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    const [middle, average] = tf.split(said, OUTPUTS, 1);
    const target = tf.slice(truth, [0, 0], [-1, 1]);
    if (middle === undefined || average === undefined) throw new RangeError(`the network has not ${OUTPUTS} outputs`);
    return tf.add(tf.mean(tf.abs(tf.sub(middle, target))), tf.mean(tf.squaredDifference(average, target)));
  });

/**
 * Trains a network on the backend that was set; the same members, seed and backend give the same network. Null: too few days to learn from. It takes
 * seconds of one core, so it belongs into a worker (`worker.ts`).
 */
export const train = async ({ series, until, seed }: Training): Promise<Network | null> => {
  const samples = samplesOf(series, until, seeded(`network/${seed}`));
  if (samples.count < SAMPLES_MIN) return null;
  // Without this it greets us on the terminal.
  tf.enableProdMode();
  const model = sequential();
  const widths = [...HIDDEN, OUTPUTS];
  for (const [nth, units] of widths.entries())
    model.add(
      layers.dense({
        units,
        ...(nth === 0 ? { inputShape: [FEATURES] } : {}),
        activation: nth === widths.length - 1 ? 'linear' : 'relu',
        kernelInitializer: initializers.glorotUniform({ seed: seed * 31 + nth }),
        biasInitializer: 'zeros',
      }),
    );
  model.compile({ optimizer: tf.train.adam(RATE), loss });
  const inputs = tf.tensor2d(samples.inputs, [samples.count, FEATURES]);
  // A custom loss needs truth and forecast of one shape.
  const targets = tf.tile(tf.tensor2d(samples.targets, [samples.count, 1]), [1, OUTPUTS]);
  try {
    await model.fit(inputs, targets, { epochs: EPOCHS, batchSize: BATCH, shuffle: false, yieldEvery: 'never' });
    const network = { version: 1 as const, features: FEATURES_VERSION as 1, until, members: samples.members, seed };
    return { ...network, backend: tf.getBackend(), layers: model.layers.map(weightsOf) };
  } finally {
    inputs.dispose();
    targets.dispose();
    model.dispose();
  }
};

const weightsOf = (layer: { getWeights(): tf.Tensor[] }): Layer => {
  const [kernel, bias] = layer.getWeights();
  if (kernel === undefined || bias === undefined) throw new RangeError('a layer without weights');
  const [flat, width] = [kernel.dataSync(), bias.size];
  const rows = Array.from({ length: kernel.size / bias.size }, (_, row) => [...flat.slice(row * width, (row + 1) * width)]);
  return { kernel: rows, bias: [...bias.dataSync()] };
};
