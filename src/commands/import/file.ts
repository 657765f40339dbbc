import { mayImportFor, openImport } from '../../actions/imports.js';
import { IMPORT_FORMATS, UPLOAD_MAX } from '../../import/api.js';
import { defineCommand } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import type { ImportDeps } from './deps.js';
import { cardAt, FIRST } from './pages.js';

/** What other programs export. What a file really holds is looked at. */
const TYPES = ['.csv', '.tsv', '.txt', '.json', '.jsonl', '.gz', '.zip', '.ics', '.data'] as const;

/** A file of another program: what was recognised of it, to begin with. Nothing is stored by it. */
export const file = defineCommand({
  name: 'file',
  visibility: 'ephemeral',
  guards: [],
  options: {
    file: opt.attachment({ types: TYPES, maxBytes: UPLOAD_MAX }).required(),
    format: opt.choice(IMPORT_FORMATS).optional(),
    user: opt.user().optional(),
  },
  async run(ctx, { file: uploaded, format = null, user = ctx.user }, deps: ImportDeps) {
    const may = await mayImportFor(ctx, user, deps);
    if (!may.ok) return failure(may.error);
    const bytes = await deps.uploads.read(uploaded, UPLOAD_MAX);
    if (!bytes.ok) return failure(bytes.error);
    const draft = await openImport(ctx, { member: user, name: uploaded.name, bytes: bytes.value, format }, deps);
    if (!draft.ok) return failure(draft.error);
    const card = await cardAt(ctx, draft.value, FIRST, deps);
    return card.ok ? message(card.value) : failure(card.error);
  },
});
