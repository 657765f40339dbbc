import deCategories from '../../data/locales/de/categories.json' with { type: 'json' };
import deCommands from '../../data/locales/de/commands.json' with { type: 'json' };
import deCommon from '../../data/locales/de/common.json' with { type: 'json' };
import deDiscord from '../../data/locales/de/discord.json' with { type: 'json' };
import deEntries from '../../data/locales/de/entries.json' with { type: 'json' };
import deErrors from '../../data/locales/de/errors.json' with { type: 'json' };
import dePermissions from '../../data/locales/de/permissions.json' with { type: 'json' };
import deRoles from '../../data/locales/de/roles.json' with { type: 'json' };
import deSession from '../../data/locales/de/session.json' with { type: 'json' };
import deSettings from '../../data/locales/de/settings.json' with { type: 'json' };
import deSystem from '../../data/locales/de/system.json' with { type: 'json' };
import deTimezone from '../../data/locales/de/timezone.json' with { type: 'json' };
import enCategories from '../../data/locales/en/categories.json' with { type: 'json' };
import enCommands from '../../data/locales/en/commands.json' with { type: 'json' };
import enCommon from '../../data/locales/en/common.json' with { type: 'json' };
import enDiscord from '../../data/locales/en/discord.json' with { type: 'json' };
import enEntries from '../../data/locales/en/entries.json' with { type: 'json' };
import enErrors from '../../data/locales/en/errors.json' with { type: 'json' };
import enPermissions from '../../data/locales/en/permissions.json' with { type: 'json' };
import enRoles from '../../data/locales/en/roles.json' with { type: 'json' };
import enSession from '../../data/locales/en/session.json' with { type: 'json' };
import enSettings from '../../data/locales/en/settings.json' with { type: 'json' };
import enSystem from '../../data/locales/en/system.json' with { type: 'json' };
import enTimezone from '../../data/locales/en/timezone.json' with { type: 'json' };

/** English is the reference: its shape gives the keys, and it is what every other locale falls back to. */
const en = {
  categories: enCategories,
  commands: enCommands,
  common: enCommon,
  discord: enDiscord,
  entries: enEntries,
  errors: enErrors,
  permissions: enPermissions,
  roles: enRoles,
  session: enSession,
  settings: enSettings,
  system: enSystem,
  timezone: enTimezone,
};

const de = {
  categories: deCategories,
  commands: deCommands,
  common: deCommon,
  discord: deDiscord,
  entries: deEntries,
  errors: deErrors,
  permissions: dePermissions,
  roles: deRoles,
  session: deSession,
  settings: deSettings,
  system: deSystem,
  timezone: deTimezone,
};

export type Messages = typeof en;

/** All texts by locale: `<locale>.<file>.<path>`. A locale that lacks one of English's keys does not compile. */
export const MESSAGES = { en, de } as const satisfies Record<string, Messages>;

export const FALLBACK_LOCALE = 'en';
