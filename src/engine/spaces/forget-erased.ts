import { spaceId } from '../../domain/ids.js';
import { readErased } from '../redis/erasures.js';
import type { Guarded } from '../redis/guarded.js';
import type { Shelf } from './shelf.js';

/** Takes the settings of spaces that were erased while this process did not run off the disk. Rejects with `StoreUnavailable`. */
export const forgetErased = async (redis: Guarded, shelf: Pick<Shelf, 'forget'>): Promise<void> => {
  for await (const page of readErased(redis))
    for (const [what] of page) if (what.endsWith('/*')) shelf.forget(spaceId(what.slice(0, -2)));
};
