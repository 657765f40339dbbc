import { Recent } from '../../domain/recent.js';

/** Remembers at least the last `atLeast` ids. Discord may deliver an interaction twice (a resumed gateway, a retried request). */
export const createSeen = (atLeast: number): { first(id: string): boolean } => {
  const ids = new Recent<true>(atLeast);
  return {
    /** True the first time an id is asked about. */
    first(id) {
      if (ids.get(id) === true) return false;
      ids.set(id, true);
      return true;
    },
  };
};
