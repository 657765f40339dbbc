import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner } = FIELDS;

export const SCHEDULE_IDS = {
  /** Carries out what was previewed, as it is then. */
  run: defineRoute('schedule-run', { owner }),
};
