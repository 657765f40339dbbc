import { z } from 'zod';
import { Network } from '../network/network.js';

/** What the worker is given; arrays of numbers go as they are. */
export const Task = z.object({
  series: z.array(z.object({ first: z.int(), hours: z.instanceof(Float64Array), aside: z.instanceof(Uint8Array) })),
  /** One network for each: numbers of the first days that are not to be learned from. */
  untils: z.array(z.int()),
  seed: z.int(),
});
export type Task = z.infer<typeof Task>;

/** What it says: that it runs, each network (null: too little to learn from), and what went wrong with the native library. */
export const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backend'), backend: z.string() }),
  z.object({ kind: z.literal('warning'), text: z.string() }),
  z.object({ kind: z.literal('network'), network: Network.nullable() }),
  z.object({ kind: z.literal('done') }),
]);
export type Message = z.infer<typeof Message>;
