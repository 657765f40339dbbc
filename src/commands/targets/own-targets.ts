import type { Target } from '../../domain/targets.js';
import { targets } from '../../engine/documents/kinds/targets.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

type Needs = Pick<Deps, 'documents'>;

/** Names the document with the targets of whoever asks, in the space that they ask in. */
export const ownTargetsId = ({ space, user }: Pick<Context, 'space' | 'user'>) => ({ space, user });

/** The weekly targets of whoever asks. Rejects with `StoreUnavailable`. */
export const ownTargets = async (ctx: Pick<Context, 'space' | 'user'>, { documents }: Needs): Promise<readonly Target[]> =>
  (await documents.of(targets).get(ownTargetsId(ctx))).targets;

/** The same for what is shown beside something else, which must not fail because of them: none while Redis is away. */
export const ownTargetsOrNone = async (ctx: Context, deps: Needs): Promise<readonly Target[]> => {
  try {
    return await ownTargets(ctx, deps);
  } catch (error) {
    if (error instanceof StoreUnavailable) return [];
    throw error;
  }
};
