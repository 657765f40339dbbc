import type { Context } from '../../core/context.js';
import type { ImportDraft, ImportPreview, ImportRun } from './contract.js';

const drafts = ({ space }: Context): string => `/spaces/${space.id}/import-drafts`;
const imports = ({ space }: Context): string => `/spaces/${space.id}/imports`;
const draftAt = (context: Context, id: string): string => `${drafts(context)}/${encodeURIComponent(id)}`;
const importAt = (context: Context, id: string): string => `${imports(context)}/${encodeURIComponent(id)}`;

/* What the page asks of imports; each rejects with `Refused`. */

/** `member`: whose the rows are where the file names nobody; null: the reader's. */
export const bringFile = (context: Context, file: File, member: string | null): Promise<ImportDraft> =>
  context.app.api.upload(drafts(context), file, { name: file.name.slice(0, 200), member });
export const readDraft = (context: Context, id: string): Promise<ImportDraft> => context.app.api.get(draftAt(context, id));
export const sayOf = (context: Context, id: string, body: object): Promise<ImportDraft> =>
  context.app.api.write('PATCH', draftAt(context, id), { body });
export const forgetDraft = (context: Context, id: string): Promise<void> => context.app.api.write('DELETE', draftAt(context, id));
export const readPreview = (context: Context, id: string): Promise<ImportPreview> =>
  context.app.api.get(`${draftAt(context, id)}/preview`);
/** The draft's id is its key, so that it is stored once. */
export const begin = (context: Context, id: string): Promise<ImportRun> =>
  context.app.api.write('POST', imports(context), { body: { draft: id }, key: `import-${id}` });
export const readRun = (context: Context, id: string): Promise<ImportRun> => context.app.api.get(importAt(context, id));
export const stop = (context: Context, id: string): Promise<ImportRun> =>
  context.app.api.write('POST', `${importAt(context, id)}/stop`);
export const takeBack = (context: Context, id: string): Promise<ImportRun> =>
  context.app.api.write('POST', `${importAt(context, id)}/undo`);
export const readRuns = async (context: Context): Promise<readonly ImportRun[]> =>
  (await context.app.api.get<{ imports: readonly ImportRun[] }>(imports(context))).imports;
