import type { Atom, Paragraph, Typesetter } from './atoms.js';
import type { Weight } from './fonts.js';

/** A line of text in the order in which it is read, as programs that look for text read a page. Lengths in thousandths of the size of the font. */
export interface Line {
  readonly atoms: readonly PlacedAtom[];
  readonly width: number;
}

export interface PlacedAtom {
  readonly atom: Atom;
  /** From the left side of the line. */
  readonly x: number;
}

/** @param width of the column, in thousandths of the size of the font @returns at least one line; none is wider, unless one letter is */
export const breakLines = (paragraph: Paragraph, width: number, typesetter: Typesetter, weight: Weight): readonly Line[] => {
  const lines: Line[] = [];
  let line: Atom[] = [];
  let used = 0;
  const end = (): void => {
    lines.push(lineOf(line, paragraph.level));
    line = [];
    used = 0;
  };
  for (const group of groupsOf(paragraph.atoms)) {
    const wide = group.reduce((sum, atom) => sum + atom.width, 0);
    if (used + wide <= width || group[0]?.isSpace === true) {
      line.push(...group);
      used += wide;
      continue;
    }
    if (wide <= width) {
      end();
      line.push(...group);
      used = wide;
      continue;
    }
    // Longer than a line, such as an address of the web: as much of it as fits.
    for (const letter of group.flatMap((atom) => typesetter.split(atom, weight))) {
      if (used + letter.width > width && used > 0) end();
      line.push(letter);
      used += letter.width;
    }
  }
  if (line.length > 0 || lines.length === 0) end();
  return lines;
};

/** Atoms that stay together on a line: of a word, in whatever fonts it is written. */
const groupsOf = (atoms: readonly Atom[]): readonly (readonly Atom[])[] => {
  const groups: Atom[][] = [];
  for (const atom of atoms) {
    const last = groups.at(-1);
    if (last === undefined || atom.isSpace || atom.mayBegin || last[0]?.isSpace === true) groups.push([atom]);
    else last.push(atom);
  }
  return groups;
};

/** Without the spaces at its end, and each atom where it is drawn. */
const lineOf = (read: readonly Atom[], level: number): Line => {
  let until = read.length;
  while (until > 0 && read[until - 1]?.isSpace === true) until -= 1;
  const kept = read.slice(0, until);
  const places = new Map<Atom, number[]>();
  let width = 0;
  for (const atom of inOrder(kept, level)) {
    // The same atom may stand in a line twice (a space, a word): one is as good as the other.
    const known = places.get(atom);
    if (known === undefined) places.set(atom, [width]);
    else known.push(width);
    width += atom.width;
  }
  return { atoms: kept.map((atom) => ({ atom, x: places.get(atom)?.shift() ?? 0 })), width };
};

/** Rule L2 of the bidirectional algorithm (UAX 9): from the highest level down, what is of that level or higher is turned around. */
const inOrder = (atoms: readonly Atom[], level: number): readonly Atom[] => {
  const highest = atoms.reduce((most, atom) => Math.max(most, atom.level), level);
  if (highest === 0) return atoms;
  const order = [...atoms];
  for (let each = highest; each >= 1; each -= 1) {
    let from = 0;
    while (from < order.length) {
      if ((order[from]?.level ?? 0) < each) {
        from += 1;
        continue;
      }
      let until = from;
      while ((order[until]?.level ?? -1) >= each) until += 1;
      order.splice(from, until - from, ...order.slice(from, until).reverse());
      from = until;
    }
  }
  return order;
};
