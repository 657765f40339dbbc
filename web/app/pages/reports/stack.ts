/** One bar: what it is about, and what each part of it counts. */
export interface Bar {
  readonly label: string;
  readonly parts: readonly { readonly category: string; readonly seconds: number }[];
}

/** Bars whose parts stand upon each other, as the chart wants them. */
export interface Stack {
  /** From the lowest to the highest: the category that has most is at the bottom. */
  readonly categories: readonly string[];
  /** By category, in the same order: how high each bar is up to the top of that part, hours. */
  readonly tops: readonly (readonly number[])[];
}

export const stackOf = (bars: readonly Bar[]): Stack => {
  const sums = new Map<string, number>();
  for (const { parts } of bars)
    for (const { category, seconds } of parts) sums.set(category, (sums.get(category) ?? 0) + seconds);
  const categories = [...sums].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([category]) => category);
  const below = bars.map(() => 0);
  const tops = categories.map((category) =>
    bars.map(({ parts }, at) => {
      const seconds = parts.filter((part) => part.category === category).reduce((sum, part) => sum + part.seconds, 0);
      below[at] = (below[at] ?? 0) + seconds / 3600;
      return below[at];
    }),
  );
  return { categories, tops };
};
