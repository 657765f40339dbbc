import { namedCategory } from '../../domain/category-search.js';
import { domainError } from '../../domain/errors.js';
import { parseDuration } from '../../domain/duration.js';
import { BREAK_AFTER, CLOCK_REMINDER_KINDS, type ClockReminder } from '../../domain/reminders/clock-reminder.js';
import { WORKDAYS } from '../../domain/reminders/recurrence.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { DomainError } from '../../domain/errors.js';
import { readClock } from '../../domain/typed/clock.js';
import { addClockReminder, clockRemindersOf } from '../../actions/reminders/clock.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { clockReminderText, type ListedClockReminder } from '../../views/remind/list-card.js';
import { categoryLabel } from '../../views/text.js';
import { activeChoices } from '../category-choices.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { zoneOf } from '../zone-of.js';
import { idOf } from './keeping.js';

type Needs = Pick<Deps, 'documents' | 'spaces'>;

const DAYS: Readonly<Record<'workdays' | 'all' | 'weekend', readonly number[]>> = {
  workdays: WORKDAYS,
  all: [0, 1, 2, 3, 4, 5, 6],
  weekend: [5, 6],
};
const PERCENT = 80;
const MINUTE = 60_000;

/** What was asked for, as it is kept. CLOCK_REMINDER_INCOMPLETE with `option`; TIME_INVALID, DURATION_INVALID; as `namedCategory`. */
interface Options {
  readonly kind: ClockReminder['kind'];
  readonly time?: string | undefined;
  readonly days?: keyof typeof DAYS | undefined;
  readonly percent?: number | undefined;
  readonly category?: string | undefined;
  readonly after?: string | undefined;
}

const wanted = async (ctx: Context, options: Options, deps: Needs): Promise<Result<ClockReminder, DomainError>> => {
  const shared = { id: idOf(ctx), locale: ctx.t.locale };
  switch (options.kind) {
    case 'absent': {
      if (options.time === undefined)
        return err(domainError('CLOCK_REMINDER_INCOMPLETE', { option: ctx.t('commands.remind.clock.options.time.name') }));
      const clock = readClock(options.time.normalize('NFKC').trim().toLowerCase(), null);
      if (clock === null || clock.hour > 23) return err(domainError('TIME_INVALID', { input: options.time.slice(0, 40) }));
      const days = DAYS[options.days ?? 'workdays'];
      const zone = await zoneOf(ctx, deps);
      return ok({ ...shared, kind: 'absent', minute: clock.hour * 60 + clock.minute, days, zone, told: null });
    }
    case 'target': {
      const found = options.category === undefined ? null : namedCategory(await deps.spaces.get(ctx.space), options.category);
      if (found?.ok === false) return found;
      return ok({
        ...shared,
        kind: 'target',
        percent: options.percent ?? PERCENT,
        category: found?.value.id ?? null,
        told: null,
      });
    }
    case 'break': {
      if (options.after === undefined)
        return err(domainError('CLOCK_REMINDER_INCOMPLETE', { option: ctx.t('commands.remind.clock.options.after.name') }));
      const duration = parseDuration(options.after);
      const minutes = duration.ok ? Math.round(duration.value / MINUTE) : 0;
      if (minutes < BREAK_AFTER.min || minutes > BREAK_AFTER.max)
        return err(domainError('DURATION_INVALID', { input: options.after.slice(0, 40) }));
      return ok({ ...shared, kind: 'break', afterMinutes: minutes, told: null });
    }
  }
};

/** What somebody is told about the clock, with what its categories are called. Rejects with `StoreUnavailable`. */
export const listedClockReminders = async (ctx: Context, deps: Needs): Promise<readonly ListedClockReminder[]> => {
  const own = await clockRemindersOf(ctx, deps);
  if (own.length === 0) return [];
  const config = await deps.spaces.get(ctx.space);
  return own.map((reminder) => ({
    reminder,
    category: reminder.kind === 'target' && reminder.category !== null ? categoryLabel(lookOf(config, reminder.category)) : null,
  }));
};

/** In one line without markdown, for choices. */
export const plainClockText = (one: ListedClockReminder, t: Translator): string =>
  `⏱ ${plainText(clockReminderText(one, t)).replaceAll('\\', '')}`;

export const clockCommand = defineCommand({
  name: 'clock',
  visibility: 'ephemeral',
  guards: [],
  options: {
    kind: opt.choice(CLOCK_REMINDER_KINDS).required(),
    time: opt.string({ maxLength: 20 }).optional(),
    days: opt.choice(['workdays', 'all', 'weekend']).optional(),
    percent: opt.integer({ min: 1, max: 100 }).optional(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
    after: opt.string({ maxLength: 20 }).optional(),
  },
  async run(ctx, options, deps: Needs) {
    const reminder = await wanted(ctx, options, deps);
    if (!reminder.ok) return failure(reminder.error);
    const kept = await addClockReminder(ctx, reminder.value, deps);
    if (!kept.ok) return failure(kept.error);
    const [listed] = (await listedClockReminders(ctx, deps)).filter((one) => one.reminder.id === reminder.value.id);
    const what = listed === undefined ? '' : clockReminderText(listed, ctx.t);
    return message(noticeView(ctx.t('reminders.clock.kept', { what })));
  },
});
