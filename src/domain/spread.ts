/**
 * A whole number in [0, parts), by an id: so that what all would do at the same moment is spread, and each does it at the same place each time. FNV-1a; a list of
 * ids that follow one another is spread as well.
 */
export const spreadOf = (id: string, parts: number): number => {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The last bits of FNV are poor.
  return ((hash ^ (hash >>> 15)) >>> 0) % parts;
};
