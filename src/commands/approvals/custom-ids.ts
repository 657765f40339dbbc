import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user, session, sessionOrNew, request, moment, marks } = FIELDS;
const draft = { owner: user, session: sessionOrNew, start: moment, end: moment, marks };
/** What is asked for of an entry; `value` is the effective time in the way of moments, or `-` for what was measured. */
const change = { owner: user, session, what: z.enum(['deleteEntry', 'adjust', 'reopen']), value: moment };
const own = { owner: user, request };
const others = { member: user, request };

/** Custom ids of requests for approval. What members do with their own names them as `owner`; those that answer are asked for anew who they are. */
export const APPROVAL_IDS = {
  /** The button that asks for what a draft says, and its form. */
  ask: defineRoute('ask', draft),
  askForm: defineRoute('ask-form', draft),
  /** The same for what is no draft. */
  askChange: defineRoute('ask-change', change),
  askChangeForm: defineRoute('ask-change-form', change),
  show: defineRoute('request', own),
  withdraw: defineRoute('request-withdraw', own),
  sendAgain: defineRoute('request-send', own),
  approve: defineRoute('approve', others),
  /** The buttons that open forms, and the forms. */
  approveWithReason: defineRoute('approve-why', others),
  approveForm: defineRoute('approve-form', others),
  decline: defineRoute('decline', others),
  declineForm: defineRoute('decline-form', others),
};
