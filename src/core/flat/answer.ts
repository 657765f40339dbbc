import { z } from 'zod';

/** What `POST /update?partial=true` answers, as far as programs read it. Rows go by their place in the array, from 0. */
export const UpdateAnswer = z.object({
  /** How many rows are new. */
  added: z.number().int().min(0),
  /** How many were there already, by whichever way they came. */
  alreadyThere: z.number().int().min(0),
  /** Rows whose duration is not what start and end come to; hours. Start and end have won. */
  differences: z.array(z.object({ index: z.number().int(), said: z.number(), is: z.number() })),
  /** Rows that were not taken. */
  errors: z.array(z.object({ index: z.number().int(), message: z.string() })),
});
export type UpdateAnswer = z.output<typeof UpdateAnswer>;

/** Why nothing was taken (RFC 9457), as far as programs show it. */
export const Refusal = z.object({ code: z.string().optional(), detail: z.string().optional(), title: z.string().optional() });
