import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: member, session, moment } = FIELDS;

/**
 * Custom ids of clocking others out. They name whom it is about and not who clicks: that is asked for anew each time. The reason stands on the message.
 * `at`: the end, or `-` for the moment of the click. `asked`: when the question was shown; who came later was not in it.
 */
export const FORCE_IDS = {
  one: defineRoute('out-of', { member, session, at: moment }),
  all: defineRoute('out-of-all', {
    what: z.enum(['role', 'category']),
    which: z.string().regex(/^[\da-z]{1,20}$/),
    asked: moment,
    at: moment,
  }),
  cancel: defineRoute('out-of-cancel', {}),
  form: defineRoute('out-of-form', { member }),
};
