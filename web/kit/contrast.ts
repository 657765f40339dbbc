/** WCAG 2: text of normal size needs this against what is behind it. */
export const ENOUGH_CONTRAST = 4.5;

/** Red, green and blue of `0xrrggbb`. */
export const channels = (color: number): readonly number[] => [(color >> 16) & 255, (color >> 8) & 255, color & 255];

/** Relative luminance, 0 to 1. @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (color: number): number => {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast ratio of two colours, 1 to 21. */
export const contrast = (a: number, b: number): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};
