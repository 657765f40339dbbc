import type { Interval } from '../../domain/session.js';
import type { Due, OwnTask } from '../../domain/tasks.js';
import { formatClock, formatDay, formatDuration, formatNumber, formatShortDay } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { dayOf } from '../../domain/calendar.js';

/** `Dec 4, 2026`, or with the time in the zone of the member. Safe to show. */
export const dueText = (due: Due, zone: string, t: Translator): string =>
  due.kind === 'day'
    ? t('tasks.due', { when: formatDay(due.day, t) })
    : t('tasks.due', { when: `${formatDay(dayOf(due.at, zone), t)}, ${formatClock(due.at, zone, t)}` });

/** `Dec 4, 09:00–10:30`; pieces one after the other. */
export const spansText = (spans: readonly Interval[], zone: string, t: Translator): string =>
  spans
    .map(
      ({ start, end }) => `${formatShortDay(dayOf(start, zone), t)}, ${formatClock(start, zone, t)}–${formatClock(end, zone, t)}`,
    )
    .join(' + ');

export interface TaskLine {
  readonly task: OwnTask;
  /** Effective time of its sessions, ms. */
  readonly spentMs: number;
}

/** A task in two lines: what it is, and below in small print how far it is. */
export const taskText = ({ task, spentMs }: TaskLine, zone: string, t: Translator): string => {
  const { name, estimateMs, due, rank, category, doneAt, scheduled, pinned } = task;
  const what = [
    formatDuration(estimateMs, t),
    ...(due === null ? [] : [dueText(due, zone, t)]),
    ...(rank === null ? [] : [t('tasks.rank', { rank: formatNumber(rank, t, 6) })]),
    ...(category === null ? [] : [userText(category)]),
  ];
  const state = [
    ...(doneAt === null ? [] : [t('tasks.doneOn', { day: formatShortDay(dayOf(doneAt, zone), t) })]),
    ...(doneAt !== null || scheduled.length === 0
      ? []
      : [t(pinned ? 'tasks.pinned' : 'tasks.planned', { when: spansText(scheduled, zone, t) })]),
    ...(spentMs === 0 ? [] : [t('tasks.spent', { spent: formatDuration(spentMs, t), estimate: formatDuration(estimateMs, t) })]),
  ];
  const head = `${doneAt === null ? '⬜' : '✅'} **${userText(name)}** · ${what.join(' · ')}`;
  return state.length === 0 ? head : `${head}\n-# ${state.join(' · ')}`;
};
