import { z } from 'zod';
import data from '../../data/defaults.json' with { type: 'json' };
import type { Capability } from './capabilities.js';
import { DAY_START_MAX } from './counting.js';
import { isGuildSpace, type SpaceId } from './ids.js';
import * as kind from './setting-kinds.js';
import { TOPICS, type SettingKind, type Topic } from './setting-kinds.js';

/** A row of the table. */
export interface SettingRow extends SettingKind {
  readonly topic: Topic;
  /** What a change does to the past: nothing, or it asks whether everything is to be counted anew. */
  readonly past: 'kept' | 'asks';
  /** `servers`: it is about others, so a person's own space does not have it. */
  readonly where: 'everywhere' | 'servers';
}

/** Who changes settings of a server; in their own space it is everybody. */
export const MAY_CHANGE_SETTINGS = 'manageSettings' satisfies Capability;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const DAY = 1_440;
const retentionDays = z.int().min(0).parse(data.settings.retentionDays);

/**
 * Every setting of a space: what it may be, its default, its page in the panel, and what a change does to the past. The type, the stored schema, the
 * panel, `/config`, the validation and docs/settings.md are made of this table, so a new setting is one line here and its texts. The default
 * also stands for the setting in every configuration that was stored before the setting was there. Texts: `settings.<key>.name` and
 * `settings.<key>.description`; of choices `settings.<key>.values.<value>`; of what may be off `settings.<key>.off`.
 */
export const SETTINGS = {
  /** IANA name; the boundaries of days, weeks and months are this zone's. A new space gets the installation's. */
  timeZone: { topic: 'time', past: 'asks', where: 'everywhere', ...kind.zone('UTC') },
  /** When a day begins, minutes after midnight. */
  dayStart: { topic: 'time', past: 'asks', where: 'everywhere', ...kind.clockTime(0, { min: 0, max: DAY_START_MAX }) },
  /** Is an entry cut where a day ends, or booked on the day of its start? */
  dayBoundary: { topic: 'time', past: 'asks', where: 'everywhere', ...kind.choice(['split', 'start'], 'split') },
  weekStart: { topic: 'time', past: 'kept', where: 'everywhere', ...kind.choice(['monday', 'sunday'], 'monday') },
  /** For public replies. A new space gets the installation's. */
  locale: { topic: 'time', past: 'kept', where: 'servers', ...kind.locale('en') },

  /** Given while on the clock. */
  onRole: { topic: 'clock', past: 'kept', where: 'servers', ...kind.role() },
  /** Given while paused. */
  breakRole: { topic: 'clock', past: 'kept', where: 'servers', ...kind.role() },
  /** Shorter sessions are asked about at their end, minutes; null: none are. */
  minimumSession: { topic: 'clock', past: 'kept', where: 'everywhere', ...kind.durationOrOff(null, { min: 1, max: 60 }) },
  /** How long after leaving a voice channel coming back goes on with the session that it began, minutes. */
  voiceGrace: { topic: 'clock', past: 'kept', where: 'servers', ...kind.duration(5, { min: 1, max: 60 }) },
  /** May entries of one member overlap? */
  overlap: { topic: 'clock', past: 'kept', where: 'everywhere', ...kind.choice(['refuse', 'allow'], 'refuse') },
  noteRequired: { topic: 'clock', past: 'kept', where: 'everywhere', ...kind.toggle(false) },
  /** Who clocks in to the same category within this time after the end is offered to go on, minutes; null: nobody is. */
  resumeGrace: { topic: 'clock', past: 'kept', where: 'everywhere', ...kind.durationOrOff(5, { min: 1, max: 60 }) },

  /** How far back members change their own time without asking, days; null: as far as they like. */
  selfEditDays: { topic: 'corrections', past: 'kept', where: 'servers', ...kind.daysOrOff(14, { min: 0, max: 366 }) },
  /** By how much one change may move the effective time of an entry without asking, minutes; null: by any amount. */
  selfEditBy: { topic: 'corrections', past: 'kept', where: 'servers', ...kind.durationOrOff(null, { min: 0, max: 7 * DAY }) },
  membersAddEntries: { topic: 'corrections', past: 'kept', where: 'servers', ...kind.toggle(true) },
  /** Where requests for changes are shown to those who approve; null: nowhere but in their own replies. */
  requestChannel: { topic: 'corrections', past: 'kept', where: 'servers', ...kind.channel() },
  /** Entries confirm themselves after so many days; null: never. */
  confirmAfterDays: { topic: 'corrections', past: 'kept', where: 'everywhere', ...kind.daysOrOff(7, { min: 1, max: 366 }) },

  /** Running time after which a member is asked whether they still work, minutes. */
  reminderAfter: {
    topic: 'reminders',
    past: 'kept',
    where: 'everywhere',
    ...kind.durationOrOff(8 * 60, { min: 15, max: 7 * DAY }),
  },
  /** How long after the first question it is asked once more, minutes; null: it is not. */
  reminderAgain: { topic: 'reminders', past: 'kept', where: 'everywhere', ...kind.durationOrOff(60, { min: 5, max: DAY }) },
  /** How long an answer is waited for, minutes: then the session ends when the member was last there. Null: it goes on. */
  reminderGrace: { topic: 'reminders', past: 'kept', where: 'everywhere', ...kind.durationOrOff(60, { min: 5, max: 7 * DAY }) },
  /** Where those are asked who get no direct messages; null: in their next private reply. */
  reminderChannel: { topic: 'reminders', past: 'kept', where: 'servers', ...kind.channel() },
  /** Running time after which a session ends in any case, minutes. */
  sessionLimit: { topic: 'reminders', past: 'kept', where: 'everywhere', ...kind.durationOrOff(DAY, { min: 60, max: 31 * DAY }) },

  /** In reports only; stored time is never rounded. */
  rounding: { topic: 'reports', past: 'kept', where: 'everywhere', ...kind.choice(['none', 'nearest', 'up', 'down'], 'none') },
  roundingTo: { topic: 'reports', past: 'kept', where: 'everywhere', ...kind.duration(15, { min: 1, max: 60 }) },
  roundingOf: { topic: 'reports', past: 'kept', where: 'everywhere', ...kind.choice(['entry', 'day'], 'entry') },

  /** What members see of each other: nothing, whether somebody is on the clock, or also in which category, on a break, and with which totals. */
  othersSee: {
    topic: 'visibility',
    past: 'kept',
    where: 'servers',
    ...kind.choice(['nothing', 'presence', 'totals'], 'presence'),
  },
  /** May those who see the time of members see until when one is on leave, and those who change it write leave down? */
  leaveShown: { topic: 'visibility', past: 'kept', where: 'servers', ...kind.toggle(true) },

  boards: { topic: 'boards', past: 'kept', where: 'servers', ...kind.toggle(true) },
  /** Is a member on the boards who has not said anything? */
  boardsOf: { topic: 'boards', past: 'kept', where: 'servers', ...kind.choice(['volunteers', 'everyone'], 'volunteers') },
  /** Members with this role are on no board; null: the role of nobody. */
  boardsWithout: { topic: 'boards', past: 'kept', where: 'servers', ...kind.knownRole() },
  /** Effective time that makes a day count for a streak, minutes. */
  streakMinimum: { topic: 'boards', past: 'kept', where: 'everywhere', ...kind.duration(30, { min: 1, max: DAY }) },
  /** They neither count for a streak nor break it. */
  restDays: { topic: 'boards', past: 'kept', where: 'everywhere', ...kind.choices(WEEKDAYS, []) },

  dashboardChannel: { topic: 'posts', past: 'kept', where: 'servers', ...kind.channel() },
  /** Time between two edits of a dashboard, minutes; of messages older than an hour five at least. */
  dashboardEvery: { topic: 'posts', past: 'kept', where: 'servers', ...kind.duration(1, { min: 1, max: 60 }) },
  /** Of everything in the activity log that has no channel of its own; null: only that is told. */
  logChannel: { topic: 'posts', past: 'kept', where: 'servers', ...kind.channel() },
  /** May the activity log show what members write about their time? */
  logNotes: { topic: 'posts', past: 'kept', where: 'servers', ...kind.toggle(false) },
  /** May members have reminders of theirs posted in channels where they may write themselves, and may those mention roles that they may mention? */
  memberReminders: { topic: 'posts', past: 'kept', where: 'servers', ...kind.choice(['off', 'posts', 'roles'], 'posts') },
  /** Where the week of the server is told on the first day of the next one; null: nowhere. */
  digestChannel: { topic: 'posts', past: 'kept', where: 'servers', ...kind.channel() },

  /** Days that the history is kept after the bot was removed. */
  retentionDays: { topic: 'data', past: 'kept', where: 'servers', ...kind.days(retentionDays, { min: 0, max: 36_500 }) },
} as const satisfies Readonly<Record<string, SettingRow>>;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { readonly [Key in SettingKey]: z.output<(typeof SETTINGS)[Key]['schema']> };

/** Key -> schema with its default. */
export const SETTING_FIELDS = Object.fromEntries(Object.entries(SETTINGS).map(([key, { schema }]) => [key, schema])) as {
  readonly [Key in SettingKey]: (typeof SETTINGS)[Key]['schema'];
};

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(SETTINGS, text);

/** The row of a setting, whichever it is. */
export const settingRow = (key: SettingKey): SettingRow => SETTINGS[key];

/** What a setting may stand at, of any kind. */
export type SettingValue = string | number | boolean | null | readonly string[];

/** The settings that a space has, in the order of the table; of one topic when it is given. */
export const settingsIn = (space: SpaceId, topic?: Topic): readonly SettingKey[] =>
  SETTING_KEYS.filter((key) => {
    const row = settingRow(key);
    return (topic === undefined || row.topic === topic) && (row.where === 'everywhere' || isGuildSpace(space));
  });

/** Those pages of the panel that have something for the space. */
export const topicsIn = (space: SpaceId): readonly Topic[] => TOPICS.filter((topic) => settingsIn(space, topic).length > 0);

/** Do two values of a setting mean the same? */
export const isSameValue = (a: SettingValue, b: SettingValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The value as it is kept; undefined for what the setting cannot be. */
export const checkedValue = (key: SettingKey, value: unknown): SettingValue | undefined => {
  const checked = SETTINGS[key].schema.safeParse(value);
  return checked.success ? checked.data : undefined;
};

/** Each setting at its default, those of `given` apart. */
export const settingsWith = (given: Partial<Settings>): Settings => z.object(SETTING_FIELDS).parse(given);

/** The same settings with one of them changed. @throws Error for a value that `checkedValue` does not let pass */
export const withSetting = <Kept extends Settings>(settings: Kept, key: SettingKey, value: SettingValue): Kept => ({
  ...settings,
  [key]: SETTINGS[key].schema.parse(value),
});
