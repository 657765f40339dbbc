import { domainError, type DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SecretBox } from '../../domain/ports.js';
import { current, preview, run, type Preview, type Run, type RunParts } from '../../scheduler/run.js';
import type { BusySource, TaskSource } from '../../scheduler/source.js';
import type { Means } from '../means.js';
import { leaveOfPerson } from './leave.js';
import { ownSource } from '../tasks/own-source.js';
import { busyFor, scheduleOf, type ScheduleDefaults, type ScheduleSettings } from './settings.js';

/** How a plan was made. */
export interface Planned {
  readonly settings: ScheduleSettings;
}

export interface PlannerOptions {
  /** Of the place where somebody asks, for people who have chosen none, IANA name; null: nobody asks. */
  readonly zone: string | null;
  /** Is everything placed anew? */
  readonly anew?: boolean;
}

/** Plans the tasks of people, from wherever they are kept. */
export interface Planner {
  /** Changes nothing. What a source or a calendar refuses. */
  preview(user: UserId, options: PlannerOptions): Promise<Result<Preview & Planned, DomainError>>;
  /** What is planned as it stands. What a source refuses. */
  current(user: UserId, options: Pick<PlannerOptions, 'zone'>): Promise<Result<Preview & Planned, DomainError>>;
  /** Writes what is planned otherwise than it was. */
  run(user: UserId, options: PlannerOptions): Promise<Result<Run & Planned, DomainError>>;
  settings(user: UserId, zone: string | null): Promise<ScheduleSettings>;
  readonly defaults: ScheduleDefaults;
}

export interface PlannerParts extends Pick<Means, 'documents' | 'overview' | 'spaces' | 'clock' | 'ids'> {
  readonly defaults: ScheduleDefaults;
  readonly secrets: SecretBox;
  /** Reads the busy times of a calendar. */
  readonly calendar: (url: string, zone: string) => BusySource;
  /** Trackers elsewhere that a person has connected. */
  readonly trackers: (user: UserId, settings: ScheduleSettings) => Promise<readonly TaskSource[]>;
}

export const createPlanner = (parts: PlannerParts): Planner => {
  const { defaults, calendar, trackers, clock } = parts;
  const settings = (user: UserId, zone: string | null): Promise<ScheduleSettings> => scheduleOf(user, zone, defaults, parts);

  /** A calendar whose address cannot be opened any more is one that cannot be read. */
  const calendarOf = async (user: UserId, busy: NonNullable<ScheduleSettings['busy']>, zone: string): Promise<BusySource> => {
    const opened = await parts.secrets.open(busy.sealed, busyFor(user));
    if (opened.ok) return calendar(opened.value, zone);
    return { busy: () => Promise.resolve(err(domainError('CALENDAR_UNREADABLE', { host: busy.host }))) };
  };

  const partsOf = async (user: UserId, { zone, anew = false }: PlannerOptions) => {
    const how = await settings(user, zone);
    const { hours, options, busy } = how;
    const made: RunParts = {
      sources: [ownSource(user, parts), ...(await trackers(user, how))],
      busy: [leaveOfPerson(user, how, parts), ...(busy === null ? [] : [await calendarOf(user, busy, hours.zone)])],
      hours,
      options: { ...options, anew },
      now: clock.now(),
    };
    return { made, how };
  };

  return {
    defaults,
    settings,
    preview: async (user, options) => {
      const { made, how } = await partsOf(user, options);
      const planned = await preview(made);
      return planned.ok ? ok({ ...planned.value, settings: how }) : planned;
    },
    current: async (user, options) => {
      const { made, how } = await partsOf(user, options);
      const planned = await current(made);
      return planned.ok ? ok({ ...planned.value, settings: how }) : planned;
    },
    run: async (user, options) => {
      const { made, how } = await partsOf(user, options);
      const planned = await run(made);
      return planned.ok ? ok({ ...planned.value, settings: how }) : planned;
    },
  };
};
