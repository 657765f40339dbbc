import { z } from 'zod';
import { isDay } from '../../../domain/week.js';
import { FIELDS } from '../../custom-ids.js';
import { defineRoute } from '../../kit/custom-id.js';

const { user: member, page } = FIELDS;
const day = z.string().refine(isDay, 'is not a day');

/**
 * Custom ids of those who look after a team. They name whom it is about and not who clicks: that is asked for anew each time. `of`: two buttons of one
 * message may lead to the same page.
 */
export const TEAM_IDS = {
  page: defineRoute('team', { from: day, to: day, page, of: z.enum(['page', 'refresh']) }),
  /** The card of a member, looked at again. */
  member: defineRoute('glance-of', { member }),
  /** The button that opens the form, and the form. */
  suspend: defineRoute('suspend-of', { member }),
  suspendForm: defineRoute('suspend-of-form', { member }),
  restore: defineRoute('restore-of', { member }),
  /** Opens the form that asks when and why. */
  force: defineRoute('force-of', { member }),
  /** `of`: from the card it is a message of its own. */
  explain: defineRoute('explain-of', { member, day, page, of: z.enum(['card', 'page']) }),
};
