import type { DomainError } from '../../domain/errors.js';
import { workHoursText } from '../../domain/work-hours.js';
import { formatDuration, formatNumber, formatWeekday } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import type { PlanOptions, WorkHours } from '../../scheduler/options.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { container, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';

export interface ScheduleModel {
  readonly hours: WorkHours;
  readonly options: PlanOptions;
  readonly isOn: boolean;
  /** How often it is planned by itself, ms. */
  readonly everyMs: number;
  /** Of the calendar whose events are busy; null: none. */
  readonly busyHost: string | null;
  /** Names of trackers elsewhere. */
  readonly trackers: readonly string[];
  /** Why it could not be planned by itself the last time. */
  readonly problem: DomainError | null;
}

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** How tasks are planned; `done` is what was just changed, safe to show. */
export const scheduleCard = (model: ScheduleModel, done: string | null, t: Translator): LayoutView => {
  const { hours, options, isOn, everyMs, busyHost, trackers, problem } = model;
  const week = WEEK.map((day) => `${formatWeekday(day, t)}: ${workHoursText(hours.days[day] ?? []) || t('plan.free')}`);
  const facts = [
    t(isOn ? 'plan.settings.on' : 'plan.settings.off', { every: formatDuration(everyMs, t) }),
    t('plan.settings.days', { days: formatNumber(options.daysAhead, t), slot: formatDuration(options.slotMs, t) }),
    t(`plan.settings.rank.${options.rankOrder}`),
    t(options.split ? 'plan.settings.split' : 'plan.settings.whole'),
    t('plan.settings.assumed', { duration: formatDuration(options.defaultEstimateMs, t) }),
    busyHost === null ? t('plan.settings.noBusy') : t('plan.settings.busy', { host: userText(busyHost) }),
    ...trackers.map((name) => t('plan.settings.tracker', { name: userText(name) })),
  ];
  return layout(
    [
      container(
        [
          text(`## ⚙️ ${t('plan.settings.title')}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          ...(problem === null ? [] : [text(`⚠️ ${t('plan.settings.problem', { why: errorText(problem, t) })}`)]),
          separator(),
          text(`**${t('plan.settings.hours', { zone: hours.zone })}**\n${week.join('\n')}`),
          separator(),
          text(facts.map((fact) => `• ${fact}`).join('\n')),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
