import { z } from 'zod';
import { FIELDS } from '../../custom-ids.js';
import { defineRoute } from '../../kit/custom-id.js';

const { user: member, session, sessionOrNew, moment, marks, marksOfCategory, page } = FIELDS;
const draft = { member, session: sessionOrNew, start: moment, end: moment, marks };

/**
 * Custom ids of what is done with the entries of somebody else. They name the member and not who clicks: that is asked for anew each time. The reason stands on the
 * message.
 */
export const MANAGED_IDS = {
  entries: defineRoute('entries-of', {
    member,
    from: moment,
    to: moment,
    category: marksOfCategory,
    way: z.enum(['older', 'newer']),
    at: moment,
    skip: page,
  }),
  edit: defineRoute('edit-of', { member, session }),
  /** The forms that it opens. */
  editForm: defineRoute('edit-of-form', { member, session }),
  editFormWithName: defineRoute('edit-of-name', { member, session }),
  editActiveForm: defineRoute('edit-of-active', { member, session }),
  editActiveFormWithName: defineRoute('edit-of-active-name', { member, session }),
  review: defineRoute('review-of', draft),
  save: defineRoute('save-of', draft),
  cancel: defineRoute('cancel-of', { member }),
  /** The button that opens the form for a new entry, and the forms. */
  add: defineRoute('add-of', { member }),
  addForm: defineRoute('add-of-form', { member }),
  addFormWithName: defineRoute('add-of-name', { member }),
  /** The menu that chooses an entry to delete, the form that asks why, and the button that answers the command. */
  remove: defineRoute('remove-of', { member }),
  removeForm: defineRoute('remove-of-form', { member, session }),
  delete: defineRoute('delete-of', { member, session }),
};
