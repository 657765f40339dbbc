import type { Interval } from './session.js';

/** Appends a pause that begins at or after the end of the last one; an empty one is dropped, a touching one is joined. */
export const addPause = (pauses: readonly Interval[], pause: Interval): readonly Interval[] => {
  if (pause.end <= pause.start) return pauses;
  const last = pauses.at(-1);
  return last !== undefined && last.end >= pause.start
    ? [...pauses.slice(0, -1), { start: last.start, end: Math.max(last.end, pause.end) }]
    : [...pauses, pause];
};
