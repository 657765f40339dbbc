import { z } from 'zod';
import { NOTION_MODES } from '../../domain/notion.js';
import { defineRoute } from '../kit/custom-id.js';

/** Of a page at Notion, without hyphens; `-`: the first that there is. */
const page = z.string().regex(/^(?:-|[\da-f]{32})$/);
const mode = z.enum(NOTION_MODES);

/** Custom ids of Notion. What they stand on is private to whoever asked. */
export const NOTION_IDS = {
  /** The form for the token. */
  connect: defineRoute('notion-connect', {}),
  /** Shows what a set-up would do. */
  plan: defineRoute('notion-plan', { page, mode }),
  place: defineRoute('notion-place', { mode }),
  setUp: defineRoute('notion-set-up', { page, mode }),
  act: defineRoute('notion-act', { what: z.enum(['pause', 'resume', 'refresh', 'status']) }),
};

/** As custom ids have it: they are short. */
export const shortId = (id: string): string => id.replaceAll('-', '').toLowerCase();
