import { defineButton } from '../kit/component.js';
import { defineGroup } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import type { Feature } from '../kit/routes.js';
import { answerComponents } from './answers.js';
import { IMPORT_IDS } from './custom-ids.js';
import { keyOf, type ImportDeps } from './deps.js';
import { file } from './file.js';
import { showDraft } from './pages.js';
import { list, runComponents, undo } from './runs.js';

const show = defineButton({
  route: IMPORT_IDS.show,
  guards: [ownedBy('owner')],
  run: async (ctx, { id, step, n }, deps: ImportDeps) =>
    showDraft(ctx, await deps.imports.draft(keyOf(ctx, id)), { step, n }, deps),
});

/** Time from other programs: what was recognised, what becomes of it, what would be stored, and storing and taking it back. */
export const importing: Feature = {
  commands: [defineGroup({ name: 'import', guards: [], children: [file, list, undo] })],
  components: [show, ...answerComponents, ...runComponents],
};
