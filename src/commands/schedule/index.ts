import { busyFor, withHours, type ScheduleChange } from '../../actions/schedule/settings.js';
import { domainError } from '../../domain/errors.js';
import { DAY_CHOICES, parseWorkHours, weekdaysOf } from '../../domain/work-hours.js';
import { RANK_ORDERS } from '../../scheduler/options.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { zoneOf } from '../zone-of.js';
import { SCHEDULE_IDS } from './custom-ids.js';
import { planPage } from './page.js';
import { changed, settingsOf, type ScheduleDeps } from './settings.js';
import { tracker, untrack } from './tracker.js';

type Needs = ScheduleDeps;

const shared = { visibility: 'ephemeral', guards: [] } as const;

const preview = defineCommand({
  ...shared,
  name: 'preview',
  options: { anew: opt.boolean().optional() },
  async run(ctx, { anew = false }, deps: Needs) {
    const made = await deps.planner.preview(ctx.user, { zone: await zoneOf(ctx, deps), anew });
    if (!made.ok) return failure(made.error);
    const { view, files } = await planPage(ctx, 'preview', made.value, deps);
    return message(view, files);
  },
});

const run = defineCommand({
  ...shared,
  name: 'run',
  options: { anew: opt.boolean().optional() },
  async run(ctx, { anew = false }, deps: Needs) {
    const made = await deps.planner.run(ctx.user, { zone: await zoneOf(ctx, deps), anew });
    if (!made.ok) return failure(made.error);
    const { view, files } = await planPage(ctx, 'run', made.value, deps);
    return message(view, files);
  },
});

const runPreviewed = defineButton({
  route: SCHEDULE_IDS.run,
  guards: [ownedBy('owner')],
  async run(ctx, _args, deps: Needs) {
    const made = await deps.planner.run(ctx.user, { zone: await zoneOf(ctx, deps) });
    if (!made.ok) return failure(made.error);
    const { view, files } = await planPage(ctx, 'run', made.value, deps);
    return update(view, files);
  },
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const made = await deps.planner.current(ctx.user, { zone: await zoneOf(ctx, deps) });
    if (!made.ok) return failure(made.error);
    const { view, files } = await planPage(ctx, 'show', made.value, deps);
    return message(view, files);
  },
});

const on = defineCommand({
  ...shared,
  name: 'on',
  options: {},
  run: (ctx, _options, deps: Needs) => changed(ctx, 'scheduleOn', { isOn: true, problem: null }, ctx.t('plan.turnedOn'), deps),
});

const off = defineCommand({
  ...shared,
  name: 'off',
  options: {},
  run: (ctx, _options, deps: Needs) => changed(ctx, 'scheduleOff', { isOn: false, problem: null }, ctx.t('plan.turnedOff'), deps),
});

const hours = defineCommand({
  ...shared,
  name: 'hours',
  options: {
    days: opt.choice(DAY_CHOICES).optional(),
    hours: opt.string({ minLength: 1, maxLength: 100 }).optional(),
  },
  async run(ctx, { days, hours: typed }, deps: Needs) {
    if (typed === undefined) return settingsOf(ctx, null, deps);
    const spans = parseWorkHours(typed);
    if (!spans.ok) return failure(spans.error);
    const zone = await zoneOf(ctx, deps);
    const current = await deps.planner.settings(ctx.user, zone);
    const next = withHours(current.hours.days, weekdaysOf(days ?? 'workdays'), spans.value);
    return changed(ctx, 'scheduleHours', { days: next }, ctx.t('plan.hoursChanged'), deps);
  },
});

const settings = defineCommand({
  ...shared,
  name: 'settings',
  options: {
    days_ahead: opt.integer({ min: 1, max: 60 }).optional(),
    slot: opt.integer({ min: 5, max: 120 }).optional(),
    rank: opt.choice(RANK_ORDERS).optional(),
    split: opt.boolean().optional(),
    default_minutes: opt.integer({ min: 5, max: 1440 }).optional(),
  },
  run(ctx, { days_ahead: daysAhead, slot, rank, split, default_minutes: defaultMinutes }, deps: Needs) {
    const change: ScheduleChange = {
      ...(daysAhead === undefined ? {} : { daysAhead }),
      ...(slot === undefined ? {} : { slotMinutes: slot }),
      ...(rank === undefined ? {} : { rankOrder: rank }),
      ...(split === undefined ? {} : { split }),
      ...(defaultMinutes === undefined ? {} : { defaultMinutes }),
    };
    if (Object.keys(change).length === 0) return settingsOf(ctx, null, deps);
    return changed(ctx, 'scheduleSettings', change, ctx.t('plan.settingsChanged'), deps);
  },
});

/** Which calendar says when one is busy; none without an address. It is read once before it is kept, so that a wrong one is told at once. */
const busy = defineCommand({
  ...shared,
  name: 'busy',
  options: { url: opt.string({ minLength: 1, maxLength: 2000 }).optional() },
  async run(ctx, { url: typed }, deps: Needs & Pick<Deps, 'secrets' | 'calendars'>) {
    if (typed === undefined)
      return changed(ctx, 'scheduleBusy', { busySealed: '', busyHost: '' }, ctx.t('plan.busyRemoved'), deps);
    const url = deps.calendars.url(typed);
    if (url === null) return failure(domainError('CALENDAR_URL_INVALID', { input: typed.trim().slice(0, 12) }));
    const read = await deps.calendars.calendar(url, await zoneOf(ctx, deps)).busy(ctx.occurredAt, ctx.occurredAt + 86_400_000);
    if (!read.ok) return failure(read.error);
    const change = { busySealed: await deps.secrets.seal(url, busyFor(ctx.user)), busyHost: new URL(url).host };
    return changed(ctx, 'scheduleBusy', change, ctx.t('plan.busyAdded'), deps);
  },
});

/** Plans one's own tasks, and those of trackers that one has connected. */
export const scheduleFeature: Feature = {
  commands: [
    defineGroup({
      name: 'schedule',
      guards: [],
      children: [preview, run, show, on, off, hours, settings, busy, tracker, untrack],
    }),
  ],
  components: [runPreviewed],
};
