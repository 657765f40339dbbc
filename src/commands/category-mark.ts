import type { CategoryId } from '../domain/ids.js';

/**
 * A category in seven letters at most, for custom ids, which have no room for the ids of personal categories. It only limits what is shown: that two
 * categories of one space had the same mark is possible and would do no harm. FNV-1a over UTF-16 units.
 */
export const categoryMark = (id: CategoryId): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
};
