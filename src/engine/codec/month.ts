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

/** The month that the bucket of a local day `yyyymmdd` is filed under, `yyyymm`: of the day itself, since totals are asked for by such days. */
export const monthOfDay = (day: string): string => day.slice(0, 6);
