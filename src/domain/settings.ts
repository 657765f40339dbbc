import { z } from 'zod';
import data from '../../data/defaults.json' with { type: 'json' };
import { roleId } from './ids.js';
import { isTimeZone } from './time-zone.js';

const role = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(roleId)
  .nullable();
const retentionDays = z.int().min(0);

/**
 * Every setting of a space, with what it may be and its default. The type, the stored schema and the configuration of a new space are made of
 * this table, so a new setting is one line here. The default also stands for the setting in every configuration that was stored before the
 * setting was there.
 */
export const SETTINGS = {
  /** BCP 47, one of the shipped locales; for public replies. A new space gets the installation's. */
  locale: z.string().default('en'),
  /** IANA name; the boundaries of days, weeks and months are this zone's. A new space gets the installation's. */
  timeZone: z.string().refine(isTimeZone, 'is not a time zone').default('UTC'),
  /** Given while on the clock; null when not used. */
  onRole: role.default(null),
  /** Given while paused; null when not used. */
  breakRole: role.default(null),
  /** Days that the history is kept after the bot was removed. */
  retentionDays: retentionDays.default(retentionDays.parse(data.settings.retentionDays)),
} as const satisfies Readonly<Record<string, z.ZodDefault>>;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { readonly [Key in SettingKey]: z.output<(typeof SETTINGS)[Key]> };

/** Each setting at its default, those of `given` apart. */
export const settingsWith = (given: Partial<Settings>): Settings => z.object(SETTINGS).parse(given);
