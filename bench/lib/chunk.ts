import { z } from 'zod';

/** Operations one after the other: the time and the CPU time of one, µs. */
export const Chunk = z.object({ us: z.number(), cpuUs: z.number() });
export type Chunk = z.output<typeof Chunk>;

/**
 * Runs `operation` for 0 .. count-1, each after the one before.
 * @param collect all garbage before. What a collection leaves behind (a small young generation, sweeping on the other core) can double the time of
 * the next few hundred operations, so short chunks are run without.
 */
export const oneByOne = async (count: number, operation: (index: number) => unknown, collect = true): Promise<Chunk> => {
  if (collect) globalThis.gc?.();
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  for (let index = 0; index < count; index += 1) await operation(index);
  const [ms, used] = [performance.now() - began, process.cpuUsage(cpu)];
  return { us: (ms * 1_000) / count, cpuUs: (used.user + used.system) / count };
};
