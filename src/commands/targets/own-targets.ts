import { targetsOfActor } from '../../actions/targets.js';
import type { Target } from '../../domain/targets.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

type Needs = Pick<Deps, 'documents'>;

/** The weekly targets of whoever asks. Rejects with `StoreUnavailable`. */
export const ownTargets = (ctx: Pick<Context, 'space' | 'user'>, deps: Needs): Promise<readonly Target[]> =>
  targetsOfActor(ctx, deps);

/** The same for what is shown beside something else, which must not fail because of them: none while Redis is away. */
export const ownTargetsOrNone = async (ctx: Context, deps: Needs): Promise<readonly Target[]> => {
  try {
    return await ownTargets(ctx, deps);
  } catch (error) {
    if (error instanceof StoreUnavailable) return [];
    throw error;
  }
};
