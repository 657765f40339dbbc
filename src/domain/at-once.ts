/** What `work` makes of each item, in their order; at most `width` are under way at once. Rejects with the first failure. */
export const atOnce = async <T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  const todo = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of todo) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
};
