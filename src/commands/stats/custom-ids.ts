import { z } from 'zod';
import { STATS_PAGES, STATS_PERIODS } from '../../views/stats/model.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { marksOfCategory: category } = FIELDS;
const page = z.enum(STATS_PAGES);
const days = z.enum(STATS_PERIODS);

/** They say what is shown, and not to whom: the message is private, and who may see it is asked for anew each time. */
export const STATS_IDS = {
  /** `of`: two buttons of one message may lead to the same page. */
  page: defineRoute('stats', { page, days, category, of: z.enum(['page', 'refresh']) }),
  /** The menu of periods. */
  period: defineRoute('stats-days', { page, category }),
  /** The menu of categories. */
  category: defineRoute('stats-of', { days }),
};
