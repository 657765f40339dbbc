/** Reads `.env`: its bytes become text, and its text becomes assignments. Nothing here knows which variables there are. */

export type Decoded = { readonly text: string } | { readonly encoding: string };

/**
 * Windows' Editor and PowerShell put a byte-order mark in front, or write UTF-16.
 * @returns the text; or the name of an encoding that cannot be read without guessing
 */
export function decodeEnvFile(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) {
    // The mark of UTF-32 begins with that of UTF-16. A text of ours does not begin with a zero.
    if (third === 0 && bytes[3] === 0) return { encoding: 'UTF-32' };
    return { text: new TextDecoder('utf-16le').decode(bytes) };
  }
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.includes(0)) return { encoding: 'UTF-16 or UTF-32 without a byte-order mark' };
  // The decoder takes the mark of UTF-8 away. What is no UTF-8 becomes U+FFFD, which matters in a value only.
  return { text: new TextDecoder('utf-8').decode(bytes) };
}

/**
 * Why the value may not be what was meant. `hash`: it is cut at a `#` within a word; `comment`: it is cut at a `#` that a space stands before, or
 * that it begins with; `quotes`: its quotation marks are not closed on its line, or something follows them; `encoding`: a letter that is no UTF-8.
 */
export type Doubt = 'hash' | 'comment' | 'quotes' | 'encoding';

export interface Assignment {
  readonly name: string;
  /** As Node's own `--env-file` reads it. */
  readonly value: string;
  readonly doubt: Doubt | null;
}

export interface EnvFile {
  readonly assignments: readonly Assignment[];
  /** Lines that assign nothing and are no comments. */
  readonly strays: readonly string[];
}

/** Follows `util.parseEnv` of Node, and says beside each value what that leaves out. */
export function parseEnvFile(source: string): EnvFile {
  const text = source.replaceAll(/\r\n?/g, '\n');
  const assignments: Assignment[] = [];
  const strays: string[] = [];
  for (let at = 0; at < text.length;) {
    const line = text.slice(at, endOfLine(text, at));
    const trimmed = line.trim();
    const equals = line.indexOf('=');
    let next = at + line.length + 1;
    if (trimmed !== '' && !trimmed.startsWith('#')) {
      if (equals < 0) strays.push(trimmed);
      else {
        const name = line
          .slice(0, equals)
          .trim()
          .replace(/^export\s+/, '');
        const from = at + equals + 1;
        const rest = text.slice(from, at + line.length);
        const quoted = readQuoted(text, from + rest.length - rest.trimStart().length);
        const { value, doubt } = quoted ?? readPlain(rest);
        assignments.push({ name, value, doubt: value.includes('\uFFFD') ? 'encoding' : doubt });
        next = quoted?.next ?? next;
      }
    }
    at = next;
  }
  return { assignments, strays };
}

type Value = Pick<Assignment, 'value' | 'doubt'>;

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

/** @returns null when no quotation mark stands there, or none closes it */
const readQuoted = (text: string, open: number): (Value & { readonly next: number }) | null => {
  const mark = text[open] ?? '';
  const close = '"\'`'.includes(mark) && mark !== '' ? text.indexOf(mark, open + 1) : -1;
  if (close < 0) return null;
  const raw = text.slice(open + 1, close);
  const end = endOfLine(text, close);
  const whole = !raw.includes('\n') && /^\s*(?:#.*)?$/.test(text.slice(close + 1, end));
  return { value: mark === '"' ? raw.replaceAll('\\n', '\n') : raw, doubt: whole ? null : 'quotes', next: end + 1 };
};

const readPlain = (rest: string): Value => {
  const all = rest.trim();
  const hash = all.indexOf('#');
  const value = (hash < 0 ? all : all.slice(0, hash)).trim();
  if (/^["'`]/.test(all)) return { value, doubt: 'quotes' };
  if (hash < 0) return { value, doubt: null };
  return { value, doubt: hash > 0 && /\S/.test(all[hash - 1] ?? '') ? 'hash' : 'comment' };
};
