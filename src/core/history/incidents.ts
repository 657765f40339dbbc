import { TROUBLES, type PublicStatus, type Trouble } from '../../actions/service.js';
import { KEPT_MINUTES, type Minutes } from './minutes.js';

const MINUTE_MS = 60_000;

type Incident = PublicStatus['incidents'][number];
const nameOf = (trouble: Trouble): string => `trouble_${trouble}`;

/** Looks once a second what is wrong, and keeps it minute by minute. `now` has to be cheap. */
export const followTroubles = (minutes: Minutes, now: () => ReadonlySet<Trouble>): void => {
  for (const trouble of TROUBLES) minutes.sample(nameOf(trouble), () => (now().has(trouble) ? 1 : 0));
};

/**
 * What went wrong in the last day, the newest first: minutes in a row in which it was looked wrong are one incident.
 * @param at now, ms; the minute that is going on counts as if it began then
 * @param current what is wrong at this moment: its incident has no end yet
 */
export const incidentsOf = (minutes: Minutes, at: number, current: ReadonlySet<Trouble>): readonly Incident[] => {
  const found = TROUBLES.flatMap((what): readonly Incident[] => {
    const kept = minutes.maxima(nameOf(what), KEPT_MINUTES);
    const momentOf = (index: number): number => at - (kept.length - 1 - index) * MINUTE_MS;
    const incidents: Incident[] = [];
    let from: number | null = null;
    for (const [index, value] of kept.entries()) {
      const isWrong = value !== null && value > 0;
      if (isWrong) from ??= momentOf(index);
      else if (from !== null) {
        incidents.push({ what, from, to: momentOf(index) });
        from = null;
      }
    }
    if (from !== null) incidents.push({ what, from, to: current.has(what) ? null : at });
    return incidents;
  });
  return found.toSorted((a, b) => b.from - a.from);
};
