import { z } from 'zod';
import { SYSTEM_TIMES } from '../../../views/system/model.js';
import { FIELDS } from '../../custom-ids.js';
import { defineRoute } from '../../kit/custom-id.js';

const { user: owner } = FIELDS;

export const SYSTEM_IDS = {
  /** The menu of times. */
  times: defineRoute('system-times', { owner }),
  /** The same panel, as it is now. */
  refresh: defineRoute('system', { owner, time: z.enum(SYSTEM_TIMES) }),
};
