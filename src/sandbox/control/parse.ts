import { z } from 'zod';
import { Refusal } from '../interactions/model.js';

/** @throws Refusal that says what is wrong */
export const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal(z.prettifyError(parsed.error));
  return parsed.data;
};
