import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { SpaceConfig } from '../../domain/space.js';
import { parseTypedWeek, type TypedWeekContext } from '../../domain/typed/week.js';
import { addWeeks, weekOf, type Week } from '../../domain/week.js';
import { weekLabel } from '../../views/targets/week-text.js';
import type { Context } from '../kit/context.js';
import type { Autocomplete } from '../kit/options.js';

type Settings = Pick<SpaceConfig, 'settings'>;

/** The day that it is in the space, `yyyymmdd`. */
const todayIn = ({ settings }: Settings, now: number): string => {
  const { zone, dayStart } = countingOf(settings);
  return dayOf(now, zone, dayStart);
};

/** The week that it is in the space. */
export const thisWeek = (ctx: Pick<Context, 'occurredAt'>, config: Settings): Week =>
  weekOf(todayIn(config, ctx.occurredAt), config.settings.weekStart);

/** By what the weeks that whoever asks types are understood. */
const weekTyping = (ctx: Context, config: Settings): TypedWeekContext => ({
  today: todayIn(config, ctx.occurredAt),
  weekStart: config.settings.weekStart,
  locale: ctx.t.locale,
});

const SEPARATOR = ' · ';

/** The week that was typed, or this one. WEEK_INVALID. */
export const readWeek = (ctx: Context, typed: string | undefined, config: Settings) =>
  // Discord may send the label of a choice instead of its value.
  parseTypedWeek(typed?.split(SEPARATOR, 1)[0] ?? 'this', weekTyping(ctx, config));

/** Weeks that are offered while nothing is typed, counted from this one. */
const OFFERED = [0, 1, 2, 3, 4, -1, -2, -3, -4];

/** Weeks near this one, or the one that is typed; sends their first days. */
export const weekChoices: Autocomplete = async (ctx, typed, { spaces }) => {
  const config = await spaces.get(ctx.space);
  const present = thisWeek(ctx, config);
  const choice = (week: Week) => ({ name: weekLabel(week, present, ctx.t), value: isoDay(week.from) });
  if (typed.trim() === '') return OFFERED.map((weeks) => choice(addWeeks(present, weeks)));
  const read = readWeek(ctx, typed, config);
  return read.ok ? [choice(read.value)] : [];
};

const isoDay = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
