/**
 * The words behind the first `#` of a line: tags, and what stands behind the next `#` between them. A word in quotation marks may hold blanks and `#`; `\"` is a
 * quotation mark in it. Null where one is not closed.
 */
export const wordsOf = (text: string): readonly [tags: readonly string[], note: readonly string[]] | null => {
  const parts: [string[], string[]] = [[], []];
  let isNote = false;
  for (let at = 0; at < text.length;) {
    const char = text[at];
    if (char === ' ' || char === '\t') {
      at += 1;
    } else if (char === '#' && !isNote && (at + 1 === text.length || text[at + 1] === ' ' || text[at + 1] === '"')) {
      isNote = true;
      at += 1;
    } else {
      const word = char === '"' ? quoted(text, at) : bare(text, at);
      if (word === null) return null;
      parts[isNote ? 1 : 0].push(word.text);
      at = word.end;
    }
  }
  // A note without quotation marks is all of its words.
  return [parts[0], parts[1].length > 1 ? [parts[1].join(' ')] : parts[1]];
};

interface Word {
  readonly text: string;
  readonly end: number;
}

const bare = (text: string, from: number): Word => {
  let end = from;
  while (end < text.length && text[end] !== ' ' && text[end] !== '\t') end += 1;
  return { text: text.slice(from, end), end };
};

const quoted = (text: string, from: number): Word | null => {
  let inside = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') return { text: inside, end: at + 1 };
    if (char === '\\' && at + 1 < text.length) {
      at += 1;
      inside += text[at] ?? '';
    } else inside += char;
  }
  return null;
};
