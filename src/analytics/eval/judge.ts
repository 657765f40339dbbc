import { at } from '../numbers.js';
import { sumOf } from '../forecast/blend.js';
import type { Points } from '../forecast/candidates/candidate.js';
import { DayErrors, SumErrors } from '../forecast/conformal.js';
import { rangeOf } from '../forecast/forecast.js';
import { SUSPECT, type DaySeries } from '../forecast/series.js';

/** Sums over all origins of how far forecasts were off. Hours; those of days and of sums apart. */
export interface Tally {
  days: number;
  dayError: number;
  daySquares: number;
  /** Days within their interval, and the widths of these. */
  dayInside: number;
  dayWidth: number;
  /** Days without any time: an interval that says so holds all of them, and cannot hold fewer. */
  idle: number;
  sums: number;
  sumError: number;
  sumSquares: number;
  sumInside: number;
  sumWidth: number;
  /** The same of days without those of timers that were left running. */
  ordinary: number;
  ordinaryError: number;
  ordinaryInside: number;
}

export const emptyTally = (): Tally => ({
  ...{ days: 0, dayError: 0, daySquares: 0, dayInside: 0, dayWidth: 0, idle: 0 },
  ...{ sums: 0, sumError: 0, sumSquares: 0, sumInside: 0, sumWidth: 0 },
  ...{ ordinary: 0, ordinaryError: 0, ordinaryInside: 0 },
});

export const addTally = (to: Tally, from: Tally): void => {
  for (const key of Object.keys(to) as (keyof Tally)[]) to[key] += from[key];
};

/** Said and true count as the same within a minute. */
const MINUTE = 1 / 60;

interface Said {
  readonly day: number;
  readonly points: Points;
}

/**
 * Judges one model along the origins of a history. Its intervals are made as those of a forecast are: at each origin, of the errors of this model that
 * were known by then.
 */
export class Judge {
  readonly tally = emptyTally();
  readonly #series: DaySeries;
  readonly #weekday: number;
  readonly #horizon: number;
  readonly #days = new DayErrors();
  readonly #sum: SumErrors;
  /** What was said within the last `horizon` days, oldest first. */
  readonly #said: Said[] = [];

  constructor(series: DaySeries, weekday: number, horizon: number) {
    this.#series = series;
    this.#weekday = weekday;
    this.#horizon = horizon;
    this.#sum = new SumErrors(horizon);
  }

  /** What the model says at the origin `day`; called for each day in order. `counts`: is this an origin of the report? */
  say(day: number, points: Points | null, counts: boolean): void {
    this.#learn(day);
    if (points === null) return;
    if (counts) this.#judge(day, points);
    this.#said.push({ day, points });
  }

  /** The day before `day` is over. */
  #learn(day: number): void {
    const { hours, aside } = this.#series;
    const [over, oldest] = [day - 1, day - this.#horizon];
    const week = this.#said.find((said) => said.day === oldest);
    if (week !== undefined) {
      const whys = aside.subarray(oldest, day);
      if (whys.every((why) => why === 0))
        this.#sum.add(sumOf(week.points.expected, this.#horizon), sumOf(hours.subarray(oldest), this.#horizon));
      else if (whys.includes(SUSPECT)) this.#sum.spoiled();
    }
    const why = at(aside, over);
    if (why === SUSPECT) this.#days.spoiled();
    if (why === 0)
      this.#days.add(
        this.#weekdayOf(over),
        this.#said.map((said) => at(said.points.typical, over - said.day)),
        at(hours, over),
      );
    while ((this.#said[0]?.day ?? day) <= oldest) this.#said.shift();
  }

  #judge(day: number, points: Points): void {
    const { hours, aside } = this.#series;
    const { tally } = this;
    const radii = this.#days.radii();
    for (let ahead = 0; ahead < this.#horizon; ahead += 1) {
      const truth = at(hours, day + ahead);
      const said = at(points.typical, ahead);
      const { low, high } = rangeOf(said, at(radii, this.#weekdayOf(day + ahead)));
      const isInside = truth >= low - MINUTE && truth <= high + MINUTE;
      tally.days += 1;
      tally.dayError += Math.abs(said - truth);
      tally.daySquares += (said - truth) ** 2;
      tally.dayInside += isInside ? 1 : 0;
      tally.dayWidth += high - low;
      tally.idle += truth <= 0 ? 1 : 0;
      if (at(aside, day + ahead) === SUSPECT) continue;
      tally.ordinary += 1;
      tally.ordinaryError += Math.abs(said - truth);
      tally.ordinaryInside += isInside ? 1 : 0;
    }
    const [said, truth] = [sumOf(points.expected, this.#horizon), sumOf(hours.subarray(day), this.#horizon)];
    const { low, high } = rangeOf(said, this.#sum.radius(said));
    tally.sums += 1;
    tally.sumError += Math.abs(said - truth);
    tally.sumSquares += (said - truth) ** 2;
    tally.sumInside += truth >= low - MINUTE && truth <= high + MINUTE ? 1 : 0;
    tally.sumWidth += high - low;
  }

  #weekdayOf(day: number): number {
    return (this.#weekday + day) % 7;
  }
}
