import { z } from 'zod';
import { requestId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** Which exports of their time by others (`exported.ts`) a member has been told of: of those that are kept, so it stays short. */
export const exportsTold = defineDocument({
  name: 'exports-told',
  scope: 'member',
  fields: {
    /** Requests of exports, in no order. */
    ids: z.array(z.string().max(60).transform(requestId)).default([]),
  },
});
