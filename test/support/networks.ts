import { FEATURES } from '../../src/analytics/network/features.js';
import { Network } from '../../src/analytics/network/network.js';
import { seeded } from '../../src/domain/seeded.js';

/** A network that nobody trained: weights by a seed. */
export const madeNetwork = (seed: string, until: number): Network => {
  const random = seeded(seed);
  const widths = [FEATURES, 5, 2];
  const layers = widths.slice(1).map((width, nth) => ({
    kernel: Array.from({ length: widths[nth]! }, () => Array.from({ length: width }, () => random.next() - 0.4)),
    bias: Array.from({ length: width }, () => random.next() - 0.5),
  }));
  return Network.parse({ version: 1, features: 1, until, members: 3, seed: 1, backend: 'cpu', layers });
};
