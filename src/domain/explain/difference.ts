import type { CategoryId } from '../ids.js';
import type { Interval, Session, SessionStatus } from '../session.js';

/** One field of a session that a change touched, before and after. */
export type FieldChange =
  | { readonly field: 'category'; readonly before: CategoryId; readonly after: CategoryId }
  | { readonly field: 'start' | 'end'; readonly before: number | null; readonly after: number | null }
  | { readonly field: 'paused' | 'override'; readonly before: number | null; readonly after: number | null }
  | { readonly field: 'note'; readonly before: string | null; readonly after: string | null }
  | { readonly field: 'status'; readonly before: SessionStatus; readonly after: SessionStatus }
  | { readonly field: 'counting'; readonly before: string | null; readonly after: string | null };

const sumOf = (pauses: readonly Interval[]): number => pauses.reduce((sum, { start, end }) => sum + end - start, 0);

const countingText = ({ counting }: Session): string | null =>
  counting === null ? null : `${counting.zone}, ${counting.dayStart}, ${counting.boundary}`;

/** What differs between two states of one session, in the order in which it is read best. Moments and lengths in ms. */
export const differencesOf = (before: Session, after: Session): readonly FieldChange[] => {
  const all: readonly FieldChange[] = [
    { field: 'category', before: before.category, after: after.category },
    { field: 'start', before: before.startedAt, after: after.startedAt },
    { field: 'end', before: before.endedAt, after: after.endedAt },
    { field: 'paused', before: sumOf(before.pauses), after: sumOf(after.pauses) },
    { field: 'override', before: before.overrideMs, after: after.overrideMs },
    { field: 'status', before: before.status, after: after.status },
    { field: 'note', before: before.note, after: after.note },
    // A session gets its counting when it ends, which is nothing that anybody changed.
    ...(before.counting === null || after.counting === null
      ? []
      : [{ field: 'counting' as const, before: countingText(before), after: countingText(after) }]),
  ];
  return all.filter((change) => change.before !== change.after);
};
