/** Hours of a day, and where they lie in the picture. */
export interface DayShape {
  /** The number of the day. */
  readonly day: number;
  readonly hours: number;
  /** In the picture's own units; `y` is the top. */
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  /** `worked`, `today` (up to now), or what is expected. */
  readonly kind: 'worked' | 'today' | 'expected';
  /** The band in which most of what comes lies; null for what is over. */
  readonly band: { readonly y: number; readonly height: number } | null;
}

export interface Outlook {
  readonly days: readonly DayShape[];
  /** Hours at the lines of the scale, and how high they lie. */
  readonly scale: readonly { readonly hours: number; readonly y: number }[];
}

export const WIDTH = 840;
export const HEIGHT = 220;
/** Room for the numbers of the scale. */
export const LEFT = 40;
const GAP = 0.22;
/** Days ahead that are drawn. */
const AHEAD = 14;

interface Ahead {
  readonly day: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Steps of the scale, hours: four lines at most. */
const stepFor = (most: number): number => [1, 2, 3, 4, 6].find((step) => most / step <= 4) ?? 6;

/**
 * The last days and the next ones as bars, with the band of what may come. `lately`: hours of the days before today, the newest last; `ahead`: today and the days after
 * it; `done`: hours of today up to now.
 */
export const outlookOf = (lately: readonly number[], done: number, ahead: readonly Ahead[]): Outlook => {
  const coming = ahead.slice(0, AHEAD);
  const today = coming[0]?.day ?? 0;
  const most = Math.max(1, done, ...lately, ...coming.map(({ high, expected }) => Math.max(high, expected)));
  const step = stepFor(most);
  const top = Math.ceil(most / step) * step;
  const room = (WIDTH - LEFT) / Math.max(1, lately.length + coming.length);
  const tall = (hours: number): number => (HEIGHT * hours) / top;
  const place = (nth: number, hours: number) => ({
    ...{ x: LEFT + room * (nth + GAP / 2), width: room * (1 - GAP), y: HEIGHT - tall(hours), height: tall(hours), hours },
  });
  return {
    days: [
      ...lately.map((hours, nth): DayShape => ({
        ...place(nth, hours),
        ...{ day: today - lately.length + nth, kind: 'worked', band: null },
      })),
      ...coming.map(({ day, expected, low, high }, nth): DayShape => ({
        ...place(lately.length + nth, nth === 0 ? done : expected),
        ...{ day, kind: nth === 0 ? 'today' : 'expected' },
        band: high > low ? { y: HEIGHT - tall(high), height: tall(high - low) } : null,
      })),
    ],
    scale: Array.from({ length: Math.floor(top / step) + 1 }, (_, nth) => ({ hours: nth * step, y: HEIGHT - tall(nth * step) })),
  };
};
