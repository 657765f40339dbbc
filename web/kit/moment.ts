/** Discord's styles of timestamps: times, dates, both, and `R` for how long ago. */
export type TimeStyle = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R';

const styles = {
  t: { hour: 'numeric', minute: '2-digit' },
  T: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  d: { year: 'numeric', month: '2-digit', day: '2-digit' },
  D: { year: 'numeric', month: 'long', day: 'numeric' },
  f: { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  F: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<Exclude<TimeStyle, 'R'>, Intl.DateTimeFormatOptions>;

/** [unit, its length in seconds], the longest first. */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

function relative(at: number, now: number, locale: string): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, length] = units.find(([, each]) => Math.abs(seconds) >= each) ?? units[5];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.trunc(seconds / length), unit);
}

/** A moment as this reader sees it. `at`, `now`: ms since the epoch; `timeZone`: the reader's own when left out. */
export function formatTime(at: number, style: TimeStyle, locale: string, now: number, timeZone?: string): string {
  if (style === 'R') return relative(at, now, locale);
  return new Intl.DateTimeFormat(locale, { ...styles[style], ...(timeZone === undefined ? {} : { timeZone }) }).format(at);
}
