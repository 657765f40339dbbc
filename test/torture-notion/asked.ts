import { z } from 'zod';

/** What a worker is asked by its parent. */
export const Asked = z.object({
  id: z.string(),
  what: z.enum(['clockIn', 'clockOut', 'pause', 'resume', 'add', 'edit', 'delete', 'settled']),
  user: z.string(),
  category: z.string(),
  session: z.string(),
  startedAt: z.int(),
  endedAt: z.int(),
  /** Ms that moments are ahead of the machine's. */
  ahead: z.int(),
});
export type AskedOfWorker = z.infer<typeof Asked>;

/** What it answers: did it go well? */
export const Answered = z.object({ id: z.string(), ok: z.boolean() });
