import { z } from 'zod';
import { Network } from '../network/network.js';

/** What the worker is given: days of members, some at a time, and then the order to train on all of them. Arrays of numbers go as they are. */
export const Order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('days'),
    series: z.array(z.object({ first: z.int(), hours: z.instanceof(Float64Array), aside: z.instanceof(Uint8Array) })),
  }),
  z.object({
    kind: z.literal('train'),
    /** One network for each: numbers of the first days that are not to be learned from. */
    untils: z.array(z.int()),
    seed: z.int(),
  }),
]);
export type Order = z.infer<typeof Order>;

/** What it says: that it runs, each network (null: too little to learn from), and what went wrong with the native library. */
export const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backend'), backend: z.string() }),
  z.object({ kind: z.literal('warning'), text: z.string() }),
  z.object({ kind: z.literal('network'), network: Network.nullable() }),
  z.object({ kind: z.literal('done') }),
]);
export type Message = z.infer<typeof Message>;
