/** Notion's colours, as they look; a category gets the nearest. */
const COLOURS: readonly (readonly [name: string, rgb: number])[] = [
  ['gray', 0x9b9a97],
  ['brown', 0x937264],
  ['orange', 0xffa344],
  ['yellow', 0xffdc49],
  ['green', 0x4dab9a],
  ['blue', 0x529cca],
  ['purple', 0x9a6dd7],
  ['pink', 0xe255a1],
  ['red', 0xff7369],
];

const parts = (rgb: number): readonly number[] => [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff];
const distance = (a: number, b: number): number => {
  const other = parts(b);
  return parts(a).reduce((sum, part, at) => sum + (part - (other[at] ?? 0)) ** 2, 0);
};

/** @param colour 0xRRGGBB; null: Notion chooses */
export const notionColour = (colour: number | null): string | null =>
  colour === null
    ? null
    : COLOURS.reduce((best, each) => (distance(each[1], colour) < distance(best[1], colour) ? each : best), ['default', -1e9])[0];
