import { createPlanning } from '../actions/schedule/by-itself.js';
import { createPlanner, type Planner } from '../actions/schedule/planner.js';
import type { TrackerDesk } from '../actions/schedule/trackers.js';
import { calendarUrl, createCalendarReader, type CalendarReader } from '../api/calendar/read-calendar.js';
import type { Clock, Ids, Logger, SecretBox } from '../domain/ports.js';
import type { Chain } from '../engine/chain.js';
import type { EngineTracker } from '../engine/index.js';
import type { TaskPlanning } from '../engine/jobs/plan-tasks.js';
import { createTrackers, type TrackersParts } from '../integrations/notion/tracker-desk.js';
import type { Config } from './config.js';
import { atLeast } from './log-level.js';
import { createSecretBox } from './secret-box.js';
import { parseSecretKey } from './secret-key.js';

export interface SchedulingParts {
  readonly chain: Pick<Chain, 'documents' | 'spaces'>;
  readonly tracker: EngineTracker;
  /** Moments. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Notion by the connection of a space. `urgent`: somebody waits. */
  readonly openNotion: TrackersParts['open'];
}

/** What plans the tasks of this installation's people. */
export interface Scheduling {
  readonly planner: Planner;
  readonly planning: TaskPlanning;
  readonly calendars: Pick<CalendarReader, 'calendar'> & { url(typed: string): string | null };
  readonly secrets: SecretBox;
  readonly trackers: TrackerDesk;
  close(): Promise<void>;
}

export const createScheduling = (
  config: Pick<Config, 'scheduler' | 'webhooksPrivate' | 'secretKey' | 'dataDir'>,
  { chain, tracker, clock, ids, log, openNotion }: SchedulingParts,
): Scheduling => {
  const { scheduler, webhooksPrivate: isPrivateAllowed, secretKey, dataDir } = config;
  const secrets = createSecretBox({ given: secretKey === null ? null : parseSecretKey(secretKey.reveal()), dataDir });
  const reader = createCalendarReader({ isPrivateAllowed });
  const { documents, spaces } = chain;
  const { desk, sources } = createTrackers({ documents, ids, clock, log, open: openNotion });
  const planner = createPlanner({
    ...{ documents, spaces, overview: tracker, clock, ids, secrets, trackers: sources },
    defaults: scheduler,
    calendar: (url, zone) => reader.calendar(url, zone),
  });
  const planning = createPlanning({ planner, documents, clock, ids, log: atLeast(scheduler.logLevel, log) });
  return {
    planner,
    planning,
    calendars: { calendar: (url, zone) => reader.calendar(url, zone), url: (typed) => calendarUrl(typed, isPrivateAllowed) },
    secrets,
    trackers: desk,
    close: async () => {
      await reader.close();
      await planning.close();
    },
  };
};
