import { z } from 'zod';

const Named = z.object({ id: z.string(), name: z.string() });

export const Directory = z.object({
  /** The highest first, without the one of everybody. */
  roles: z.array(Named),
  /** Those that messages can be posted in and that you can see, in the server's order. */
  channels: z.array(Named),
});
export type Directory = z.output<typeof Directory>;
