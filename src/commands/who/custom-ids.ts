import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, marksOfCategory, page } = FIELDS;

/** Custom ids of `/who`. `of`: two buttons of one message may lead to the same page. */
export const WHO_IDS = {
  page: defineRoute('who', { owner, category: marksOfCategory, page, of: z.enum(['page', 'refresh']) }),
};
