/** Paper and margins of printed reports, points. */
export const A4 = { width: 595.3, height: 841.9 } as const;
export const MARGIN = { side: 44, top: 62, bottom: 58 } as const;
export const CONTENT_WIDTH = A4.width - 2 * MARGIN.side;
