import { dayOf } from '../../domain/calendar.js';
import type { Interval } from '../../domain/session.js';
import { formatClock, formatDuration, formatShortDay, formatWeekday } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { plainDay } from '../../domain/local-days.js';
import { spansOf, type Change, type Plan, type PlannedTask } from '../../scheduler/plan.js';
import { endOf } from '../../scheduler/task.js';
import { spansText } from '../tasks/task-text.js';

/** `Monday, Dec 7` */
export const dayTitle = (day: string, t: Translator): string =>
  `${formatWeekday(plainDay(day).dayOfWeek - 1, t)}, ${formatShortDay(day, t)}`;

/** A piece of a planned task, and whose it is. */
export interface Piece extends Interval {
  readonly planned: PlannedTask;
}

/** What is planned from now on, in order of time. */
export const piecesOf = (plan: Plan, now: number): readonly Piece[] =>
  plan
    .flatMap((planned) => spansOf(planned).map((span) => ({ ...span, planned })))
    .filter(({ end }) => end > now)
    .sort((one, other) => one.start - other.start);

/** Small signs behind a name, and what they mean in words. */
const marksOf = ({ outcome }: PlannedTask, t: Translator): readonly string[] => [
  ...(outcome.kind === 'stays' && outcome.why === 'pinned' ? [`📌 ${t('plan.mark.pinned')}`] : []),
  ...(outcome.kind === 'stays' && outcome.why === 'in-progress' ? [`▶️ ${t('plan.mark.inProgress')}`] : []),
  ...((outcome.kind === 'stays' || outcome.kind === 'placed') && outcome.late ? [`⚠️ ${t('plan.mark.late')}`] : []),
  ...(outcome.kind === 'placed' && outcome.assumed
    ? [t('plan.mark.assumed', { duration: formatDuration(lengthOfSpans(outcome.spans), t) })]
    : []),
];

const lengthOfSpans = (spans: readonly Interval[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** `09:00–10:30  Name · late` */
export const pieceText = ({ start, end, planned }: Piece, zone: string, t: Translator): string =>
  [`${formatClock(start, zone, t)}–${formatClock(end, zone, t)} **${userText(planned.task.name)}**`, ...marksOf(planned, t)].join(
    ' · ',
  );

/** Paragraphs of a plan by day. */
export const daysText = (plan: Plan, zone: string, now: number, t: Translator): readonly string[] => {
  let before = '';
  return piecesOf(plan, now).flatMap((piece) => {
    const day = dayOf(piece.start, zone);
    const title = day === before ? [] : [`### ${dayTitle(day, t)}`];
    before = day;
    return [...title, pieceText(piece, zone, t)];
  });
};

/** What is planned otherwise than it was, and why. */
export const changeText = (
  { task, spans }: Change,
  planned: PlannedTask | undefined,
  zone: string,
  now: number,
  t: Translator,
): string => {
  const name = `**${userText(task.name)}**`;
  if (spans.length === 0) return t('plan.change.gone', { name, before: spansText(task.scheduled, zone, t) });
  const after = spansText(spans, zone, t);
  const marks = planned === undefined ? [] : marksOf(planned, t);
  const marked = (text: string): string => [text, ...marks].join(' · ');
  if (task.scheduled.length === 0) return marked(t('plan.change.new', { name, after }));
  const isOver = (endOf(task.scheduled) ?? 0) <= now;
  const moved = planned?.outcome.kind === 'placed' ? planned.outcome.moved : null;
  const why = moved === null ? '' : ` (${t(`plan.moved.${isOver ? 'passed' : moved}`)})`;
  return marked(t('plan.change.moved', { name, before: spansText(task.scheduled, zone, t), after }) + why);
};

/** Why a task has no place; null when it has one. */
export const unplacedText = ({ task, outcome }: PlannedTask, t: Translator): string | null => {
  if (outcome.kind !== 'unplaced') return null;
  const name = `**${userText(task.name)}**`;
  const needed = formatDuration(outcome.lengthMs, t);
  switch (outcome.why) {
    case 'no-hours':
      return t('plan.unplaced.noHours', { name });
    case 'too-long':
      return t('plan.unplaced.tooLong', { name, needed, longest: formatDuration(outcome.longestMs, t) });
    case 'no-room':
      return t('plan.unplaced.noRoom', { name, needed });
  }
};
