import { z } from 'zod';
import type { Dashboard, Dashboards } from '../../../domain/dashboards.js';
import { categoryId, channelId, messageId, userId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

const snowflake = z.string().regex(/^\d{1,20}$/);
const channel = snowflake.transform(channelId);
const message = snowflake.transform(messageId);

const dashboard: z.ZodType<Dashboard> = z.looseObject({
  id: z.string().max(60),
  channel,
  message: message.nullable(),
  former: z.looseObject({ channel, message }).nullable(),
  category: z.string().max(60).transform(categoryId).nullable(),
  by: snowflake.transform(userId),
  at: z.int(),
});
const list: z.ZodType<Dashboards> = z.array(dashboard);

/** The dashboards of a server. What changes with each edit of their messages is kept apart (`engine/shown-dashboards.ts`): a change here is a row of the ledger. */
export const dashboards = defineDocument({
  name: 'dashboards',
  scope: 'space',
  fields: {
    /** Oldest first. */
    dashboards: list.default([]),
  },
});
