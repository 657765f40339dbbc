export interface Slope {
  /** Per unit of x. */
  readonly slope: number;
  /** Its standard error: about how far off it may be. */
  readonly error: number;
}

/**
 * Ordinary least squares of y over x. @throws RangeError with less than three points, or when all have the same x
 */
export const regression = (points: readonly (readonly [x: number, y: number])[]): Slope => {
  const n = points.length;
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / n;
  const [mx, my] = [mean(0), mean(1)];
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  if (n < 3 || sxx === 0) throw new RangeError('no line through less than three points');
  const slope = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx;
  const residue = points.reduce((sum, [x, y]) => sum + (y - my - slope * (x - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(residue / (n - 2) / sxx) };
};
