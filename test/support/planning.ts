import { createPlanner, type Planner, type PlannerParts } from '../../src/actions/schedule/planner.js';
import { SCHEDULE_DEFAULTS } from '../../src/actions/schedule/settings.js';
import type { TrackerDesk } from '../../src/actions/schedule/trackers.js';
import type { Calendars } from '../../src/commands/deps.js';
import { domainError } from '../../src/domain/errors.js';
import type { SecretBox } from '../../src/domain/ports.js';
import { err, ok } from '../../src/domain/result.js';
import type { Interval } from '../../src/domain/session.js';

/** Secrets that are kept as they are: what is sealed for one thing opens for nothing else. */
const plainSecrets: SecretBox = {
  seal: (secret, about) => Promise.resolve(JSON.stringify([about, secret])),
  open: (sealed, about) => {
    const [of, secret] = JSON.parse(sealed) as [string, string];
    return Promise.resolve(of === about ? ok(secret) : err('damaged'));
  },
};

/** What planning needs, on the real documents, with calendars elsewhere in memory: what is `busy` by their addresses, and nothing of others. */
export const planningOn = (
  parts: Pick<PlannerParts, 'documents' | 'overview' | 'spaces' | 'clock' | 'ids'>,
): {
  readonly planner: Planner;
  readonly calendars: Calendars;
  readonly secrets: SecretBox;
  readonly trackers: TrackerDesk;
  readonly busy: Map<string, readonly Interval[]>;
} => {
  const busy = new Map<string, readonly Interval[]>();
  const calendars: Calendars = {
    address: (secret) => `https://punchcard.example/calendar/${secret}.ics`,
    url: (typed) => (typed.startsWith('https://') && URL.canParse(typed) ? typed : null),
    calendar: (url) => ({
      busy: () => {
        const known = busy.get(url);
        return Promise.resolve(
          known === undefined ? err(domainError('CALENDAR_UNREADABLE', { host: new URL(url).host })) : ok(known),
        );
      },
    }),
  };
  const planner = createPlanner({
    ...parts,
    secrets: plainSecrets,
    defaults: SCHEDULE_DEFAULTS,
    calendar: (url, zone) => calendars.calendar(url, zone),
    trackers: () => Promise.resolve([]),
  });
  const trackers: TrackerDesk = {
    tables: () => Promise.resolve(err(domainError('NOTION_NOT_CONNECTED'))),
    check: () => Promise.resolve(err(domainError('NOTION_NOT_CONNECTED'))),
  };
  return { planner, calendars, secrets: plainSecrets, trackers, busy };
};
