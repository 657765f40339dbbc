export type { ImportDraft, ImportPreview, ImportRun } from '../../../../src/api/schemas/imports.js';
import type { ImportDraft } from '../../../../src/api/schemas/imports.js';

export type Question = ImportDraft['questions'][number];
export type CategoryChoice = NonNullable<ImportDraft['labels'][number]['choice']>;
export type PersonChoice = NonNullable<ImportDraft['people'][number]['choice']>;

/** Bytes that a file may have, as the server says too (src/import/api.ts). */
export const UPLOAD_MAX = 25 << 20;
