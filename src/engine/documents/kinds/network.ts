import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

/** Which networks of a space may be used: those themselves lie on the disks of the processes, and are a cache. */
export const network = defineDocument({
  name: 'network',
  scope: 'space',
  fields: {
    /** When the reading began of the days that the newest one was trained on, ms; null: none may be used. */
    trainedAt: z.int().nullable().default(null),
    /** When somebody last withdrew their agreement, or was erased, ms: no network of then or before may be used. */
    forgottenAt: z.int().nullable().default(null),
  },
});
