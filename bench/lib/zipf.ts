/** Members by popularity: the nth is drawn in proportion to 1/n. Numbers are the same for the same seed. */
export const createZipf = (members: number, seed: number): { readonly next: () => number; readonly uniform: () => number } => {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  // xorshift32
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const upTo = new Float64Array(members);
  let sum = 0;
  for (let rank = 0; rank < members; rank += 1) {
    sum += 1 / (rank + 1);
    upTo[rank] = sum;
  }
  return {
    uniform,
    next: () => {
      const drawn = uniform() * sum;
      let [low, high] = [0, members - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] ?? 0) < drawn) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
};
