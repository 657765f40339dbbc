import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, marksOfCategory: category } = FIELDS;

/** How far back may be looked, as options and menus say it. */
export const DAYS = ['28', '90', '365'] as const;
export type DaysChoice = (typeof DAYS)[number];
const days = z.enum(DAYS);

/** `owner`: who looks, and the only one who may use it. `member`: whose insights they are. */
export const INSIGHT_IDS = {
  /** The menus of days and of categories. */
  days: defineRoute('insights-days', { owner, member: owner, category }),
  category: defineRoute('insights-cat', { owner, member: owner, days }),
  /** What the figures are made of. */
  explain: defineRoute('insights-why', { owner, member: owner, days, category }),
  /** Agrees, and shows them. */
  agree: defineRoute('insights-agree', { owner, days }),
};
