/** What a formula comes to; null: empty. A date is its moment, ms. */
export type FormulaValue = number | string | boolean | Date | null;

type Node = (property: (name: string) => FormulaValue) => FormulaValue;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(==|!=|<=|>=|[-+*/%<>(),!]))/y;

interface Token {
  readonly kind: 'number' | 'string' | 'word' | 'sign';
  readonly text: string;
}

const tokens = (source: string): Token[] => {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = source.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new SyntaxError(`at ${at} of the formula ${source}`);
    const [, number, string, word, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (string !== undefined) found.push({ kind: 'string', text: string.replaceAll(/\\(.)/gs, '$1') });
    else if (word !== undefined) found.push({ kind: 'word', text: word });
    else found.push({ kind: 'sign', text: sign! });
  }
  return found;
};

const num = (value: FormulaValue): number =>
  value === null || value === '' ? 0 : value instanceof Date ? value.getTime() : Number(value);
const isEmpty = (value: FormulaValue): boolean => value === null || value === '' || value === 0 || value === false;
const text = (value: FormulaValue): string => (value === null ? '' : value instanceof Date ? value.toISOString() : String(value));
const plain = (value: FormulaValue): FormulaValue => (value instanceof Date ? value.getTime() : value);

const UNITS: Readonly<Record<string, number>> = {
  milliseconds: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** Functions that Punchcard's formulas and people's simple ones use. */
const FUNCTIONS: Readonly<Record<string, (values: readonly FormulaValue[]) => FormulaValue>> = {
  round: ([value = 0, digits = 0]) => {
    const factor = 10 ** num(digits);
    return Math.round(num(value) * factor) / factor;
  },
  floor: ([value = 0]) => Math.floor(num(value)),
  ceil: ([value = 0]) => Math.ceil(num(value)),
  abs: ([value = 0]) => Math.abs(num(value)),
  max: (values) => Math.max(...values.map(num)),
  min: (values) => Math.min(...values.map(num)),
  sum: (values) => values.reduce<number>((all, value) => all + num(value), 0),
  empty: ([value = null]) => isEmpty(value),
  not: ([value = null]) => isEmpty(value),
  toNumber: ([value = null]) => num(value),
  format: ([value = null]) => text(value),
  concat: (values) => values.map(text).join(''),
  if: ([condition = null, yes = null, no = null]) => (isEmpty(condition) ? no : yes),
  dateBetween: ([a = null, b = null, unit = 'days']) =>
    a === null || b === null ? null : Math.trunc((num(a) - num(b)) / (UNITS[text(unit)] ?? Number.NaN)),
};

const BINARY: readonly Readonly<Record<string, (a: FormulaValue, b: FormulaValue) => FormulaValue>>[] = [
  { or: (a, b) => !isEmpty(a) || !isEmpty(b) },
  { and: (a, b) => !isEmpty(a) && !isEmpty(b) },
  { '==': (a, b) => plain(a) === plain(b), '!=': (a, b) => plain(a) !== plain(b) },
  {
    '<': (a, b) => num(a) < num(b),
    '>': (a, b) => num(a) > num(b),
    '<=': (a, b) => num(a) <= num(b),
    '>=': (a, b) => num(a) >= num(b),
  },
  {
    '+': (a, b) => (typeof a === 'string' || typeof b === 'string' ? text(a) + text(b) : num(a) + num(b)),
    '-': (a, b) => num(a) - num(b),
  },
  { '*': (a, b) => num(a) * num(b), '/': (a, b) => num(a) / num(b), '%': (a, b) => num(a) % num(b) },
];

/** A formula that was read: what it comes to, and the properties that it names. */
export interface Formula {
  readonly names: readonly string[];
  evaluate(property: (name: string) => FormulaValue): FormulaValue;
}

/** Reads a formula: numbers, texts, `prop("…")`, arithmetic, comparisons and the functions above. Throws a SyntaxError. */
export const parseFormula = (source: string): Formula => {
  const all = tokens(source);
  const names: string[] = [];
  let at = 0;
  const peek = (): string | undefined => (all[at]?.kind === 'string' ? undefined : all[at]?.text);
  const expect = (sign: string): void => {
    if (peek() !== sign) throw new SyntaxError(`${sign} expected in the formula ${source}`);
    at += 1;
  };
  const list = (): Node[] => {
    expect('(');
    const nodes: Node[] = [];
    while (peek() !== ')') {
      nodes.push(binary(0));
      if (peek() !== ')') expect(',');
    }
    at += 1;
    return nodes;
  };
  const primary = (): Node => {
    const token = all[at];
    if (token === undefined) throw new SyntaxError(`the formula ends early: ${source}`);
    at += 1;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.kind === 'string') return () => token.text;
    if (token.text === '(') {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (token.text === '-') {
      const inner = primary();
      return (property) => -num(inner(property));
    }
    if (token.text === '!') {
      const inner = primary();
      return (property) => isEmpty(inner(property));
    }
    if (token.text === 'true' || token.text === 'false') return () => token.text === 'true';
    if (token.text === 'prop') {
      expect('(');
      const name = all[at];
      if (name?.kind !== 'string') throw new SyntaxError(`prop takes a name: ${source}`);
      at += 1;
      expect(')');
      names.push(name.text);
      return (property) => property(name.text);
    }
    const known = FUNCTIONS[token.text];
    if (known === undefined) throw new SyntaxError(`${token.text} is not known in the formula ${source}`);
    const nodes = list();
    return (property) => known(nodes.map((node) => node(property)));
  };
  const binary = (level: number): Node => {
    const signs = BINARY[level];
    if (signs === undefined) return primary();
    let left = binary(level + 1);
    for (let sign = peek(); sign !== undefined && Object.hasOwn(signs, sign); sign = peek()) {
      const [apply, before] = [signs[sign]!, left];
      at += 1;
      const right = binary(level + 1);
      left = (property) => apply(before(property), right(property));
    }
    return left;
  };
  const root = binary(0);
  if (at < all.length) throw new SyntaxError(`more than one formula: ${source}`);
  return { names, evaluate: root };
};
