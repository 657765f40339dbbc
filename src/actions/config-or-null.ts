import type { SpaceId } from '../domain/ids.js';
import type { SpaceConfig } from '../domain/space.js';
import { StoreUnavailable } from '../engine/store.js';
import type { Means } from './means.js';

/** For what was already recorded, or must go on: that must not fail because names, colours and settings cannot be read. */
export const configOrNull = async ({ spaces }: Pick<Means, 'spaces'>, space: SpaceId): Promise<SpaceConfig | null> => {
  try {
    return spaces.loaded(space) ?? (await spaces.get(space));
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};
