import type { DomainError } from '../../domain/errors.js';
import { personalSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { WorkSpan } from '../../domain/work-hours.js';
import type { Document } from '../../engine/documents-api.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';
import { officeHours, PLAN_DEFAULTS, type PlanOptions, type WorkHours } from '../../scheduler/options.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';

/** What the operator says of plans; members may choose otherwise. */
export interface ScheduleDefaults {
  /** Hours of the clock. `endHour` at or before `startHour` is on the next day. */
  readonly startHour: number;
  readonly endHour: number;
  readonly slotMinutes: number;
  readonly daysAhead: number;
  /** How often it is planned by itself, minutes. */
  readonly intervalMinutes: number;
}

export const SCHEDULE_DEFAULTS: ScheduleDefaults = {
  startHour: 9,
  endHour: 17,
  slotMinutes: PLAN_DEFAULTS.slotMs / 60_000,
  daysAhead: PLAN_DEFAULTS.daysAhead,
  intervalMinutes: 10,
};

type Stored = Omit<Document<NonNullable<ReturnType<(typeof schedule)['read']>['data']>>, 'version'>;

/** How somebody's tasks are planned. */
export interface ScheduleSettings {
  readonly isOn: boolean;
  readonly hours: WorkHours;
  readonly options: PlanOptions;
  /** Of the calendar whose events are busy; null: none. */
  readonly busy: { readonly host: string; readonly sealed: string } | null;
  /** Where their days of leave are looked for besides their own space. */
  readonly askedIn: SpaceId | null;
  readonly trackers: Stored['trackers'];
  readonly problem: Stored['problem'];
}

const MINUTE = 60_000;

export const schedulePlace = (user: UserId) => ({ space: personalSpace(user), user });

/** @param zone of the place where somebody asks, for people who have chosen none; null: nobody asks, it is the installation's work */
export const scheduleOf = async (
  user: UserId,
  zone: string | null,
  defaults: ScheduleDefaults,
  { documents, spaces }: Pick<Means, 'documents' | 'spaces'>,
): Promise<ScheduleSettings> => {
  const [kept, chosen, home] = await Promise.all([
    documents.of(schedule).get(schedulePlace(user)),
    documents.of(preferences).get(schedulePlace(user)),
    spaces.get(personalSpace(user)),
  ]);
  const inZone = chosen.timeZone ?? zone ?? kept.zone ?? home.settings.timeZone;
  const usual = officeHours(inZone, defaults.startHour, defaults.endHour);
  return {
    isOn: kept.isOn,
    hours: kept.days === null ? usual : { zone: inZone, days: kept.days },
    options: {
      slotMs: (kept.slotMinutes ?? defaults.slotMinutes) * MINUTE,
      daysAhead: kept.daysAhead ?? defaults.daysAhead,
      rankOrder: kept.rankOrder ?? PLAN_DEFAULTS.rankOrder,
      split: kept.split ?? PLAN_DEFAULTS.split,
      defaultEstimateMs: kept.defaultMinutes === null ? PLAN_DEFAULTS.defaultEstimateMs : kept.defaultMinutes * MINUTE,
      leftOut: kept.leftOut ?? PLAN_DEFAULTS.leftOut,
      anew: false,
    },
    busy: kept.busySealed === '' ? null : { host: kept.busyHost, sealed: kept.busySealed },
    askedIn: kept.askedIn,
    trackers: kept.trackers,
    problem: kept.problem,
  };
};

export type ScheduleChange = Partial<Stored>;

/** Changes how somebody's tasks are planned. */
export const changeSchedule = async (
  who: Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>,
  event: string,
  change: ScheduleChange,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<unknown, DomainError>> => {
  const origin = { actor: who.user, requestId: who.id, at: who.occurredAt, event, source: who.source };
  return documents.of(schedule).update(schedulePlace(who.user), origin, (kept) => ok({ ...kept, ...change }));
};

/** The hours of a week when those of some days are changed. */
export const withHours = (days: WorkHours['days'], weekdays: readonly number[], spans: readonly WorkSpan[]): WorkHours['days'] =>
  Array.from({ length: 7 }, (_, day) => (weekdays.includes(day) ? spans : (days[day] ?? [])));

/** What the address of a person's calendar is sealed for. */
export const busyFor = (user: UserId): string => `calendar of ${user}`;
