/** A property of a calendar file. */
export interface Line {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/;
const PARAMETER = /;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;:"]*))/g;
/** Characters of a line that is put together of others. */
const LINE_MAX = 100_000;

/** The lines of a calendar file: those that go on with a blank in the next one are put together. What is no line of one is passed over. */
export function* linesOf(text: string): Generator<Line> {
  let whole = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (whole.length < LINE_MAX) whole += line.slice(1);
      continue;
    }
    const before = lineOf(whole);
    if (before !== null) yield before;
    whole = line;
  }
  const last = lineOf(whole);
  if (last !== null) yield last;
}

const lineOf = (text: string): Line | null => {
  const [, name, parameters = '', value = ''] = LINE.exec(text) ?? [];
  if (name === undefined) return null;
  const pairs = [...parameters.matchAll(PARAMETER)].map(
    ([, key = '', quoted, bare]) => [key.toUpperCase(), quoted ?? bare ?? ''] as const,
  );
  return { name: name.toUpperCase(), parameters: new Map(pairs), value };
};

/** The text of a value: `\n`, `\,`, `\;` and `\\` stand for what they show. */
export const textIn = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
