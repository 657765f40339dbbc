/** Letters first and no colon: newer runtimes also take offsets such as `+02:00` for zones, which know no summer time. */
const NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

/** Is it the name of a time zone (IANA) that this runtime knows and days can be computed in? Offsets are refused on every runtime. */
export const isTimeZone = (value: string): boolean => {
  if (!NAME.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
