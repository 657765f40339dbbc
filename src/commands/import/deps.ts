import { importRights } from '../../actions/import-rights.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { DraftKey, ImportRights } from '../../import/api.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

export type ImportDeps = Pick<Deps, 'imports' | 'uploads' | 'spaces' | 'documents' | 'clock' | 'log'>;

/** Names a draft, or an import, of whoever asks: nobody else can have it. */
export const keyOf = ({ space, user }: Pick<Context, 'space' | 'user'>, id: string): DraftKey => ({ space, by: user, id });

/** What whoever asks may store, and the configuration that says so. Rejects with `StoreUnavailable`. */
export const rightsOf = async (
  ctx: Context,
  { spaces }: Pick<Deps, 'spaces'>,
): Promise<{ readonly rights: ImportRights; readonly config: SpaceConfig }> => {
  const config = await spaces.get(ctx.space);
  return { rights: importRights(ctx, config), config };
};
