import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

/** What was decided in the guided first run of a server, as far as its configuration does not show it. */
export const setup = defineDocument({
  name: 'setup',
  scope: 'space',
  fields: {
    /** Steps (domain/setup.ts) where somebody has chosen to leave everything as it is. */
    answered: z.array(z.string().max(20)).default([]),
  },
});
