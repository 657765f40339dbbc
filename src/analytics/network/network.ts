import { z } from 'zod';
import { at, clamp } from '../numbers.js';
import { ahead, type Candidate } from '../forecast/candidates/candidate.js';
import { FEATURES, FEATURES_VERSION, featuresOf, NEEDED, situationOf } from './features.js';

const Layer = z.object({
  /** By input, then by output. */
  kernel: z.array(z.array(z.number())),
  bias: z.array(z.number()),
});

/** A trained network as it is stored. */
export const Network = z
  .object({
    version: z.literal(1),
    features: z.literal(FEATURES_VERSION),
    /** The number of the first day that it has not seen: it may speak at origins from then on. */
    until: z.int(),
    /** How many members' days it was trained on. */
    members: z.int().nonnegative(),
    seed: z.int(),
    /** What computed it: `cpu`, or `tensorflow` where tfjs-node is installed. */
    backend: z.string(),
    layers: z.array(Layer).min(1).max(8),
  })
  .refine(({ layers }) => fits(layers), 'the layers do not fit together');
export type Network = z.infer<typeof Network>;
export type Layer = z.infer<typeof Layer>;

/** Two outputs: the middle of what may come, and its average. */
export const OUTPUTS = 2;

const fits = (layers: readonly Layer[]): boolean => {
  let width = FEATURES;
  for (const { kernel, bias } of layers) {
    if (kernel.length !== width || kernel.some((row) => row.length !== bias.length)) return false;
    width = bias.length;
  }
  return width === OUTPUTS;
};

/** Runs the network: dense layers, rectified but for the last one. It is small, so this needs no library. */
export const run = ({ layers }: Pick<Network, 'layers'>, inputs: readonly number[]): readonly number[] => {
  let values = inputs;
  for (const [nth, { kernel, bias }] of layers.entries()) {
    const sums = [...bias];
    for (const [from, row] of kernel.entries()) {
      const value = at(values, from);
      if (value === 0) continue;
      for (let to = 0; to < sums.length; to += 1) sums[to] = at(sums, to) + value * at(row, to);
    }
    values = nth === layers.length - 1 ? sums : sums.map((sum) => Math.max(0, sum));
  }
  return values;
};

/**
 * Networks as a candidate. At an origin the newest one speaks that has seen nothing from that day on, else a back-test would praise it for what it has
 * learned by heart; where there is none, it has nothing to say.
 */
export const networkCandidate = (networks: readonly Network[]): Candidate => ({
  name: 'network',
  // It has to earn its place: it is new to each member, and most have little to show it.
  prior: 0.1,
  over: (past) => {
    const sorted = networks.toSorted((a, b) => b.until - a.until);
    return (origin) => {
      const network = origin < NEEDED ? undefined : sorted.find(({ until }) => until <= past.first + origin);
      if (network === undefined) return null;
      const situation = situationOf(past, origin);
      const said = ahead((days) => days).map((days) => run(network, featuresOf(past, origin, days, situation)));
      const hours = (output: number): number[] => said.map((values) => clamp(at(values, output) * situation.unit, 0, 24));
      return { typical: hours(0), expected: hours(1) };
    };
  },
});
