/**
 * Colours of all pictures. They bring their own dark background, so they look the same on Discord's dark and light themes. The series have the colours of Okabe
 * and Ito (https://jfly.uni-koeln.de/color/), which people with any common kind of colour-blindness can tell apart; lines differ by their dashes too.
 */
export const PALETTE = {
  background: '#1e2025',
  text: '#f2f3f5',
  /** Of what matters less: axes, legends. */
  quiet: '#c4c9d1',
  grid: '#3a3e47',
  series: ['#56b4e9', '#e69f00', '#009e73', '#f0e442', '#cc79a7', '#d55e00'],
} as const;

/**
 * From little to much: viridis (https://bids.github.io/colormap/, CC0) without its darkest end, which could not be told from the background. It grows lighter all the way, so it can be
 * read without telling colours apart.
 */
export const HEAT = ['#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'] as const;

/** The colour of a share from 0 (little) to 1 (much), between two of `HEAT`. */
export const heatColour = (share: number): string => {
  const at = Math.min(1, Math.max(0, share)) * (HEAT.length - 1);
  const [low = HEAT[0], high = low] = HEAT.slice(Math.floor(at));
  const mixed = [1, 3, 5].map((channel) => {
    const [from, to] = [low, high].map((colour) => Number.parseInt(colour.slice(channel, channel + 2), 16)) as [number, number];
    return Math.round(from + (to - from) * (at % 1));
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** Lengths of strokes and gaps, by the place of a series; the first one is whole. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 5]];

/** `#rrggbb` with an opacity from 0 to 1. */
export const translucent = (colour: string, opacity: number): string =>
  `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;

/**
 * How well a colour can be told from another one: 1 to 21. Texts need 4.5, lines 3 (WCAG 2.2, 1.4.3 and 1.4.11).
 * Source of the formula: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export const contrast = (one: string, other: string): number => {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
};

const luminance = (colour: string): number => {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};
