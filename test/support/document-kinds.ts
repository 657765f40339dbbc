import { z } from 'zod';
import { defineDocument } from '../../src/engine/documents/document-kind.js';
import { DOCUMENT_KINDS } from '../../src/engine/documents/kinds/index.js';

/** Kinds of documents that nobody uses but tests: what a real one would declare, and nothing more. */
export const preferences = defineDocument({
  name: 'wishes',
  scope: 'member',
  shelf: 'prefs',
  fields: {
    digest: z.boolean().default(true),
    quiet: z.looseObject({ from: z.string().default('22:00') }).prefault({}),
    note: z.string().default(''),
  },
});
export const dashboards = defineDocument({
  name: 'walls',
  scope: 'space',
  shelf: 'boards',
  fields: { shown: z.array(z.looseObject({ channel: z.string(), title: z.string().default('') })).default([]) },
});
export const scratch = defineDocument({
  name: 'scratch',
  scope: 'space',
  inBackups: false,
  fields: { count: z.int().default(0) },
});
export const operator = defineDocument({
  name: 'operator',
  scope: 'installation',
  fields: { notice: z.string().default('') },
});

export const TEST_KINDS = [...DOCUMENT_KINDS, preferences, dashboards, scratch, operator];
