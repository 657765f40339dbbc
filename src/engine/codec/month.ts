const DAY_MS = 86_400_000;
const KEPT = 512;
const months = new Map<number, string>();

/** The month that an entry is filed under: `yyyymm` of its end, in UTC whatever the space's zone, so that a change of zone moves nothing. */
export const monthOf = (endedAt: number): string => {
  const day = Math.floor(endedAt / DAY_MS);
  const known = months.get(day);
  if (known !== undefined) return known;
  const date = new Date(endedAt);
  const month = `${String(date.getUTCFullYear()).padStart(4, '0')}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
  if (months.size >= KEPT) months.clear();
  months.set(day, month);
  return month;
};
