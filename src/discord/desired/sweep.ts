import type { SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { StoreUnavailable } from '../../engine/store.js';
import { reasonOf } from '../errors.js';
import type { DesiredState } from './definition.js';
import type { Problems } from './problems.js';
import type { Reconciler } from './reconciler.js';

/**
 * Has everything of a kind in a space looked at. So what went wrong, was missed while we were away, or was changed by hand is mended; what
 * has a problem gets one more try.
 * `wanted`: may whoever asked for it still ask, when a key's turn comes?
 */
export const sweepSpace = async <Id extends string>(
  { name, list }: Pick<DesiredState<Id, never, never, never>, 'name' | 'list'>,
  deps: { readonly problems: Problems; readonly reconciler: Pick<Reconciler<Id, never>, 'verify'>; readonly log: Logger },
  space: SpaceId,
  wanted?: () => boolean,
): Promise<void> => {
  const { problems, reconciler, log } = deps;
  try {
    const listed = await list(space);
    if (listed === null) return;
    const ids = new Set(listed.ids);
    problems.keepOnly(space, listed.subjects ?? ids);
    problems.probe(space);
    for (const id of ids) reconciler.verify(space, id, wanted);
  } catch (error) {
    const fields = { of: name, space, reason: reasonOf(error) };
    if (error instanceof StoreUnavailable) log.info(fields, 'a space could not be swept; Redis is away');
    else log.error(fields, 'a space could not be swept');
  }
};
