/** Remembers the last `capacity` ids. Discord may deliver an interaction twice (a resumed gateway, a retried request). */
export const createSeen = (capacity: number): { first(id: string): boolean } => {
  const ids = new Set<string>();
  return {
    /** True the first time an id is asked about. */
    first(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > capacity) for (const oldest of ids.values()) if (ids.delete(oldest)) break;
      return true;
    },
  };
};
