import { createPlanning } from '../actions/schedule/by-itself.js';
import { createPlanner, type Planner, type PlannerParts } from '../actions/schedule/planner.js';
import { calendarUrl, createCalendarReader, type CalendarReader } from '../api/calendar/read-calendar.js';
import type { Clock, Ids, Logger, SecretBox } from '../domain/ports.js';
import type { Chain } from '../engine/chain.js';
import type { EngineTracker } from '../engine/index.js';
import type { TaskPlanning } from '../engine/jobs/plan-tasks.js';
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
}

/** What plans the tasks of this installation's people. */
export interface Scheduling {
  readonly planner: Planner;
  readonly planning: TaskPlanning;
  readonly calendars: Pick<CalendarReader, 'calendar'> & { url(typed: string): string | null };
  readonly secrets: SecretBox;
  close(): Promise<void>;
}

export const createScheduling = (
  config: Pick<Config, 'scheduler' | 'webhooksPrivate' | 'secretKey' | 'dataDir'>,
  { chain, tracker, clock, ids, log }: SchedulingParts,
  trackers: PlannerParts['trackers'] = () => Promise.resolve([]),
): Scheduling => {
  const { scheduler, webhooksPrivate: isPrivateAllowed, secretKey, dataDir } = config;
  const secrets = createSecretBox({ given: secretKey === null ? null : parseSecretKey(secretKey.reveal()), dataDir });
  const reader = createCalendarReader({ isPrivateAllowed });
  const { documents, spaces } = chain;
  const planner = createPlanner({
    ...{ documents, spaces, overview: tracker, clock, ids, secrets, trackers },
    defaults: scheduler,
    calendar: (url, zone) => reader.calendar(url, zone),
  });
  const planning = createPlanning({ planner, documents, clock, ids, log: atLeast(scheduler.logLevel, log) });
  return {
    planner,
    planning,
    calendars: { calendar: (url, zone) => reader.calendar(url, zone), url: (typed) => calendarUrl(typed, isPrivateAllowed) },
    secrets,
    close: async () => {
      await reader.close();
      await planning.close();
    },
  };
};
