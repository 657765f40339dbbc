import { FileRefused } from '../refused.js';

/** How deep lists and objects may lie in each other; what is read needs six. */
const DEPTH_MAX = 32;

/** @throws FileRefused IMPORT_NESTED, IMPORT_FILE_DAMAGED */
export const parseJson = (text: string): unknown => {
  if (depthOf(text) > DEPTH_MAX) throw new FileRefused('IMPORT_NESTED');
  try {
    return JSON.parse(text);
  } catch {
    throw new FileRefused('IMPORT_FILE_DAMAGED');
  }
};

/** Null where it is none. */
export const jsonOrNull = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof FileRefused) return null;
    throw error;
  }
};

/** Counted before it is parsed, since a parser that goes as deep as a file wants may run out of stack. Stops where it is too much. */
const depthOf = (text: string): number => {
  let [depth, deepest] = [0, 0];
  let isQuoted = false;
  for (let at = 0; at < text.length && deepest <= DEPTH_MAX; at += 1) {
    const code = text.charCodeAt(at);
    if (isQuoted) {
      if (code === 92) at += 1;
      else if (code === 34) isQuoted = false;
    } else if (code === 34) isQuoted = true;
    else if (code === 91 || code === 123) deepest = Math.max(deepest, (depth += 1));
    else if (code === 93 || code === 125) depth -= 1;
  }
  return deepest;
};
