import { Temporal } from 'temporal-polyfill';
import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { Interval } from '../../domain/session.js';
import type { Planned } from '../../actions/schedule/planner.js';
import type { Run } from '../../scheduler/run.js';
import type { Mode } from './arguments.js';

const wall = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });

const spans = (of: readonly Interval[], zone: string): string =>
  of.length === 0 ? 'not planned' : of.map(({ start, end }) => `${wall(start, zone)} to ${wall(end, zone)}`).join(' + ');

/** A name as one line of plain text. */
const plain = (name: string): string => JSON.stringify(name);

/** What came of planning for one person, in lines. */
export const linesOf = (user: UserId, mode: Mode, made: Result<Run & Planned, DomainError>): readonly string[] => {
  if (!made.ok) return [`${user}: not planned: ${made.error.code} ${JSON.stringify(made.error.params ?? {})}`];
  const { plan, changes, settings, failed } = made.value;
  const { zone } = settings.hours;
  const unplaced = plan.flatMap(({ task, outcome }) =>
    outcome.kind === 'unplaced' ? [`  no place for ${plain(task.name)}: ${outcome.why} (${outcome.lengthMs / 60_000} min)`] : [],
  );
  const verb = mode === 'test' ? 'would change' : 'changed';
  return [
    `${user}: ${plan.length} tasks, ${changes.length - failed.length} ${verb}, ${unplaced.length} without a place (${zone})`,
    ...changes.map(({ task, spans: next }) => `  ${plain(task.name)}: ${spans(task.scheduled, zone)} -> ${spans(next, zone)}`),
    ...failed.map(({ change, error }) => `  could not be kept: ${plain(change.task.name)}: ${error.code}`),
    ...unplaced,
  ];
};
