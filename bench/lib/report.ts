import { z } from 'zod';

const Figure = z.object({ median: z.number(), min: z.number(), max: z.number(), n: z.number() });
const Row = z.object({
  what: z.string(),
  unit: z.string(),
  ours: Figure,
  baseline: Figure.extend({ name: z.string() }).nullable(),
  ratio: Figure.nullable(),
  bar: z.object({ direction: z.enum(['at least', 'at most']), limit: z.number(), of: z.enum(['ratio', 'figure']) }).nullable(),
  pass: z.boolean().nullable(),
  cpu: z.object({ ours: Figure, baseline: Figure.nullable() }).nullable(),
  note: z.string().nullable(),
});

/** A run as it is written to JSON. */
export const Report = z.object({
  when: z.string(),
  commit: z.string(),
  node: z.string(),
  redis: z.string(),
  cpus: z.number(),
  cpu: z.string(),
  /** One minute's load average before the first cell. */
  loadAtStart: z.number(),
  quick: z.boolean(),
  reps: z.number(),
  results: z.array(
    z.object({ name: z.string(), title: z.string(), rows: z.array(Row).readonly(), error: z.string().nullable() }),
  ),
});
export type Report = z.output<typeof Report>;
