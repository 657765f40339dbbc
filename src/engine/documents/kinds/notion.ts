import { z } from 'zod';
import { userId } from '../../../domain/ids.js';
import { NOTION_MODES, type LinkedTable } from '../../../domain/notion.js';
import { defineDocument } from '../document-kind.js';

/** An id at Notion: a UUID with or without hyphens, or the short one of a property. */
const id = z.string().max(100);
const table: z.ZodType<LinkedTable> = z.looseObject({
  databaseId: id,
  dataSourceId: id,
  url: z.string().max(2_000).default(''),
  properties: z.record(z.string().max(200), id).default({}),
});

/**
 * What a space is connected to at Notion, as in domain/notion.ts. How far the synchronisation is stands in `NotionStates`, since each change of a document is a row
 * of the ledger.
 */
export const notion = defineDocument({
  name: 'notion',
  scope: 'space',
  concealed: ['token'],
  fields: {
    token: z.string().max(2_000).default(''),
    workspace: z.string().max(400).default(''),
    botId: id.default(''),
    ownerId: id.nullable().default(null),
    connectedBy: z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(userId)
      .nullable()
      .default(null),
    connectedAt: z.int().nullable().default(null),
    mode: z.enum(NOTION_MODES).default('pages'),
    paused: z.boolean().default(false),
    pageId: id.nullable().default(null),
    since: z.int().nullable().default(null),
    tables: z.looseObject({ timers: table.optional(), rollups: table.optional(), options: table.optional() }).default({}),
  },
});
