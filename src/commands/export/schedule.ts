import { ChannelType } from 'discord-api-types/v10';
import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import {
  EXPORT_INTERVALS,
  EXPORT_SCHEDULES_MAX,
  SCHEDULED_DETAILS,
  scheduledPeriod,
  type ExportSchedule,
} from '../../domain/export-schedules.js';
import { guildOf, type ChannelId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { exportSchedules } from '../../engine/documents/kinds/export-schedules.js';
import { plainText } from '../../i18n/user-text.js';
import { confirmScheduleView, notScheduledView, scheduleText } from '../../views/export/schedules.js';
import { cut } from '../../views/text.js';
import { activeChoices } from '../category-choices.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, stale } from '../kit/define.js';
import { inGuild, needs, ownedBy } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, refreshed, update } from '../kit/reply.js';
import { categoryOfMark } from '../leaderboard/page.js';
import { todayIn } from '../../actions/boards/times.js';
import { lookOf } from '../present.js';
import { EXPORT_IDS } from './custom-ids.js';
import { isFormat, SCHEDULED_FORMATS } from './formats.js';
import { listView, type ListDeps } from './list.js';

type ScheduleDeps = ListDeps & Pick<Deps, 'clock' | 'channels'>;

/** Asked anew by the button that sets it up. */
const guards = [inGuild, needs('exportOthers')];
const CHOICE_MAX = 100;

const usable = async (
  { space }: Context,
  channel: ChannelId,
  { channels }: Pick<Deps, 'channels'>,
): Promise<Result<void, DomainError>> => {
  const guild = guildOf(space);
  return guild === null ? err(domainError('GUILD_ONLY')) : channels.check(guild, channel, 'files');
};

/** Shows what would be posted where, who would read it, and asks. */
export const schedule = defineCommand({
  name: 'schedule',
  visibility: 'ephemeral',
  guards,
  options: {
    format: opt.choice(SCHEDULED_FORMATS).required(),
    interval: opt.choice(EXPORT_INTERVALS).required(),
    channel: opt.channel([ChannelType.GuildText, ChannelType.GuildAnnouncement]).required(),
    detail: opt.choice(SCHEDULED_DETAILS).optional(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
  },
  async run(ctx, { format, interval: every, channel, detail = 'summary', category: typed }, deps: ScheduleDeps) {
    const config = await deps.spaces.get(ctx.space);
    const found = typed === undefined ? null : namedCategory(config, typed);
    if (found?.ok === false) return failure(found.error);
    const may = await usable(ctx, channel, deps);
    if (!may.ok) return failure(may.error);
    const category = found === null ? null : found.value.id;
    const next = scheduledPeriod(every, todayIn(config, deps.clock.now()), config.settings).from;
    const args = { owner: ctx.user, channel, format, every, detail, category: category === null ? '-' : categoryMark(category) };
    return message(
      confirmScheduleView(
        {
          schedule: { channel, format, every, detail, next, category: category === null ? null : lookOf(config, category) },
          settings: config.settings,
          confirmId: EXPORT_IDS.schedule.encode(args),
          cancelId: EXPORT_IDS.leave.encode({ owner: ctx.user }),
        },
        ctx.t,
      ),
    );
  },
});

const originOf = (ctx: Context, event: string) => ({
  ...{ actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source },
});

const isSame = (a: Omit<ExportSchedule, 'id' | 'next' | 'problem'>, b: ExportSchedule): boolean =>
  a.channel === b.channel && a.format === b.format && a.every === b.every && a.detail === b.detail && a.category === b.category;

const confirm = defineButton({
  route: EXPORT_IDS.schedule,
  guards: [...guards, ownedBy('owner')],
  async run(ctx, { channel, format, every, detail, category: mark }, deps: ScheduleDeps) {
    const config = await deps.spaces.get(ctx.space);
    const category = categoryOfMark(config, mark);
    if (category === undefined || !isFormat(format)) return stale;
    const may = await usable(ctx, channel, deps);
    if (!may.ok) return failure(may.error);
    const next = scheduledPeriod(every, todayIn(config, deps.clock.now()), config.settings).from;
    const wanted = { channel, format, every, detail, category };
    const kept = await deps.documents.of(exportSchedules).update(ctx.space, originOf(ctx, 'exportScheduled'), (document) => {
      const { list, declared } = document;
      // Once is enough.
      if (list.some((one) => isSame(wanted, one))) return ok(document);
      if (list.length >= EXPORT_SCHEDULES_MAX) return err(domainError('EXPORT_SCHEDULES_FULL', { max: EXPORT_SCHEDULES_MAX }));
      const added: ExportSchedule = { ...wanted, id: String(declared + 1), next, problem: null };
      return ok({ ...document, list: [...list, added], declared: declared + 1 });
    });
    if (!kept.ok) return refreshed(notScheduledView(ctx.t), kept.error);
    return update(await listView(ctx, deps, ctx.t('export.scheduled')));
  },
});

const leave = defineButton({
  route: EXPORT_IDS.leave,
  guards: [ownedBy('owner')],
  run: (ctx) => Promise.resolve(update(notScheduledView(ctx.t))),
});

export const scheduleButtons = [confirm, leave];

/** What is posted by itself; sends ids. Channels cannot be named in a list of choices, so their number in the list tells them apart. */
const scheduleChoices: Autocomplete = async (ctx, _typed, { documents, spaces }) => {
  const [{ list }, config] = await Promise.all([documents.of(exportSchedules).get(ctx.space), spaces.get(ctx.space)]);
  return list.map(({ category, ...one }, at) => {
    const look = category === null ? null : lookOf(config, category);
    return { name: cut(`${at + 1}. ${plainText(scheduleText({ ...one, category: look }, ctx.t))}`, CHOICE_MAX), value: one.id };
  });
};

/** Ends one that is posted by itself. */
export const remove = defineCommand({
  name: 'remove',
  visibility: 'ephemeral',
  guards,
  options: { schedule: opt.string({ minLength: 1, maxLength: 20, autocomplete: scheduleChoices }).required() },
  async run(ctx, { schedule: id }, deps: ListDeps) {
    const kept = await deps.documents.of(exportSchedules).update(ctx.space, originOf(ctx, 'exportUnscheduled'), (document) => {
      const left = document.list.filter((one) => one.id !== id);
      return left.length === document.list.length
        ? err(domainError('EXPORT_SCHEDULE_NOT_FOUND'))
        : ok({ ...document, list: left });
    });
    return kept.ok ? message(await listView(ctx, deps, ctx.t('export.removed'))) : failure(kept.error);
  },
});
