import type { IncidentKind, ServiceDesk } from '../../actions/figures.js';
import type { Health } from '../health.js';
import { KEPT_MINUTES, type Minutes } from '../history/minutes.js';
import type { Panel } from '../panel/index.js';

const MINUTE_MS = 60_000;

/** What is counted in a minute in which something was wrong, by the names of the panel's meters. */
const TELLS: Readonly<Record<IncidentKind, readonly string[]>> = {
  store: ['linkLost', 'breakerOpened'],
  journal: ['journalFailures'],
  failures: ['failed'],
};

export interface ServiceParts {
  readonly minutes: Pick<Minutes, 'sums' | 'ageMs'>;
  readonly health: Pick<Health, 'readiness'>;
  readonly panel: Pick<Panel, 'panel'>;
  /** ms */
  readonly now: () => number;
}

interface Incident {
  readonly what: IncidentKind;
  readonly from: number;
  readonly to: number | null;
}

/** Minutes in a row in which something was wrong, as one incident; `counts` ends with the minute that goes on, which began at `current` (ms). */
export const incidentsIn = (what: IncidentKind, counts: readonly (number | null)[], current: number): readonly Incident[] => {
  const incidents: Incident[] = [];
  let from: number | null = null;
  for (const [at, count] of counts.entries()) {
    const moment = current - (counts.length - 1 - at) * MINUTE_MS;
    const isWrong = (count ?? 0) > 0;
    if (isWrong) from ??= moment;
    else if (from !== null) {
      incidents.push({ what, from, to: moment });
      from = null;
    }
  }
  return from === null ? incidents : [...incidents, { what, from, to: null }];
};

const sumOf = (lines: readonly (readonly (number | null)[])[]): readonly (number | null)[] =>
  (lines[0] ?? []).map((_, at) =>
    lines.reduce<number | null>((sum, line) => {
      const value = line[at] ?? null;
      return value === null ? sum : (sum ?? 0) + value;
    }, null),
  );

/** How this process is and was: from the minutes that it remembers, a day at most. */
export const createService = ({ minutes, health, panel, now }: ServiceParts): ServiceDesk => ({
  history: async () => {
    const { ready, degraded } = await health.readiness();
    const at = now();
    const since = at - minutes.ageMs;
    const current = at - (minutes.ageMs % MINUTE_MS);
    const incidents = (Object.keys(TELLS) as IncidentKind[]).flatMap((what) =>
      incidentsIn(what, sumOf(TELLS[what].map((name) => minutes.sums(name, KEPT_MINUTES))), current),
    );
    return {
      status: !ready ? 'unavailable' : degraded.length > 0 ? 'degraded' : 'ok',
      since,
      knownFrom: Math.max(since, at - KEPT_MINUTES * MINUTE_MS),
      incidents: incidents.toSorted((a, b) => b.from - a.from),
    };
  },
  panel: (asked) => panel.panel(asked),
});
