import { z } from 'zod';
import { EXPORT_INTERVALS, SCHEDULED_DETAILS } from '../../domain/export-schedules.js';
import { channelId } from '../../domain/ids.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, marksOfCategory: category } = FIELDS;
/** Of an export: the id of the interaction that asked for it. */
const id = z.string().regex(/^[\w-]{1,32}$/);
const channel = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(channelId);
const format = z.string().regex(/^[a-zA-Z]{1,12}$/);

/** `owner`: the only one who may use it. */
export const EXPORT_IDS = {
  cancel: defineRoute('export-cancel', { owner, id }),
  fetch: defineRoute('export-fetch', { owner, id }),
  /** Sets up what the card beside it asks about. */
  schedule: defineRoute('export-post', {
    owner,
    channel,
    format,
    every: z.enum(EXPORT_INTERVALS),
    detail: z.enum(SCHEDULED_DETAILS),
    category,
  }),
  leave: defineRoute('export-leave', { owner }),
};
