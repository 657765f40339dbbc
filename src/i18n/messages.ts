import deActivitylog from '../../data/locales/de/activitylog.json' with { type: 'json' };
import deApprovals from '../../data/locales/de/approvals.json' with { type: 'json' };
import deBoards from '../../data/locales/de/boards.json' with { type: 'json' };
import deByitself from '../../data/locales/de/byitself.json' with { type: 'json' };
import deCalendar from '../../data/locales/de/calendar.json' with { type: 'json' };
import deCategories from '../../data/locales/de/categories.json' with { type: 'json' };
import deCommands from '../../data/locales/de/commands.json' with { type: 'json' };
import deCommon from '../../data/locales/de/common.json' with { type: 'json' };
import deDashboards from '../../data/locales/de/dashboards.json' with { type: 'json' };
import deDigest from '../../data/locales/de/digest.json' with { type: 'json' };
import deDiscord from '../../data/locales/de/discord.json' with { type: 'json' };
import deEntries from '../../data/locales/de/entries.json' with { type: 'json' };
import deErrors from '../../data/locales/de/errors.json' with { type: 'json' };
import deExportdocument from '../../data/locales/de/exportdocument.json' with { type: 'json' };
import deExport from '../../data/locales/de/export.json' with { type: 'json' };
import deExporttable from '../../data/locales/de/exporttable.json' with { type: 'json' };
import deForceout from '../../data/locales/de/forceout.json' with { type: 'json' };
import deImport from '../../data/locales/de/import.json' with { type: 'json' };
import deExplain from '../../data/locales/de/explain.json' with { type: 'json' };
import deLeave from '../../data/locales/de/leave.json' with { type: 'json' };
import deNotionsync from '../../data/locales/de/notionsync.json' with { type: 'json' };
import deInsights from '../../data/locales/de/insights.json' with { type: 'json' };
import deNotion from '../../data/locales/de/notion.json' with { type: 'json' };
import dePrivacy from '../../data/locales/de/privacy.json' with { type: 'json' };
import dePermissions from '../../data/locales/de/permissions.json' with { type: 'json' };
import dePlan from '../../data/locales/de/plan.json' with { type: 'json' };
import deStillworking from '../../data/locales/de/stillworking.json' with { type: 'json' };
import deReminders from '../../data/locales/de/reminders.json' with { type: 'json' };
import deRoles from '../../data/locales/de/roles.json' with { type: 'json' };
import deSession from '../../data/locales/de/session.json' with { type: 'json' };
import deSettings from '../../data/locales/de/settings.json' with { type: 'json' };
import deSetup from '../../data/locales/de/setup.json' with { type: 'json' };
import deStats from '../../data/locales/de/stats.json' with { type: 'json' };
import deSystem from '../../data/locales/de/system.json' with { type: 'json' };
import deTargets from '../../data/locales/de/targets.json' with { type: 'json' };
import deTasks from '../../data/locales/de/tasks.json' with { type: 'json' };
import deTeam from '../../data/locales/de/team.json' with { type: 'json' };
import deTimezone from '../../data/locales/de/timezone.json' with { type: 'json' };
import deTokens from '../../data/locales/de/tokens.json' with { type: 'json' };
import deVoice from '../../data/locales/de/voice.json' with { type: 'json' };
import deWeb from '../../data/locales/de/web.json' with { type: 'json' };
import deWho from '../../data/locales/de/who.json' with { type: 'json' };
import enActivitylog from '../../data/locales/en/activitylog.json' with { type: 'json' };
import enApprovals from '../../data/locales/en/approvals.json' with { type: 'json' };
import enBoards from '../../data/locales/en/boards.json' with { type: 'json' };
import enByitself from '../../data/locales/en/byitself.json' with { type: 'json' };
import enCalendar from '../../data/locales/en/calendar.json' with { type: 'json' };
import enCategories from '../../data/locales/en/categories.json' with { type: 'json' };
import enCommands from '../../data/locales/en/commands.json' with { type: 'json' };
import enCommon from '../../data/locales/en/common.json' with { type: 'json' };
import enDashboards from '../../data/locales/en/dashboards.json' with { type: 'json' };
import enDigest from '../../data/locales/en/digest.json' with { type: 'json' };
import enDiscord from '../../data/locales/en/discord.json' with { type: 'json' };
import enEntries from '../../data/locales/en/entries.json' with { type: 'json' };
import enErrors from '../../data/locales/en/errors.json' with { type: 'json' };
import enExportdocument from '../../data/locales/en/exportdocument.json' with { type: 'json' };
import enExport from '../../data/locales/en/export.json' with { type: 'json' };
import enExporttable from '../../data/locales/en/exporttable.json' with { type: 'json' };
import enForceout from '../../data/locales/en/forceout.json' with { type: 'json' };
import enImport from '../../data/locales/en/import.json' with { type: 'json' };
import enExplain from '../../data/locales/en/explain.json' with { type: 'json' };
import enLeave from '../../data/locales/en/leave.json' with { type: 'json' };
import enNotionsync from '../../data/locales/en/notionsync.json' with { type: 'json' };
import enInsights from '../../data/locales/en/insights.json' with { type: 'json' };
import enNotion from '../../data/locales/en/notion.json' with { type: 'json' };
import enPrivacy from '../../data/locales/en/privacy.json' with { type: 'json' };
import enPermissions from '../../data/locales/en/permissions.json' with { type: 'json' };
import enPlan from '../../data/locales/en/plan.json' with { type: 'json' };
import enStillworking from '../../data/locales/en/stillworking.json' with { type: 'json' };
import enReminders from '../../data/locales/en/reminders.json' with { type: 'json' };
import enRoles from '../../data/locales/en/roles.json' with { type: 'json' };
import enSession from '../../data/locales/en/session.json' with { type: 'json' };
import enSettings from '../../data/locales/en/settings.json' with { type: 'json' };
import enSetup from '../../data/locales/en/setup.json' with { type: 'json' };
import enStats from '../../data/locales/en/stats.json' with { type: 'json' };
import enSystem from '../../data/locales/en/system.json' with { type: 'json' };
import enTargets from '../../data/locales/en/targets.json' with { type: 'json' };
import enTasks from '../../data/locales/en/tasks.json' with { type: 'json' };
import enTeam from '../../data/locales/en/team.json' with { type: 'json' };
import enTimezone from '../../data/locales/en/timezone.json' with { type: 'json' };
import enTokens from '../../data/locales/en/tokens.json' with { type: 'json' };
import enVoice from '../../data/locales/en/voice.json' with { type: 'json' };
import enWeb from '../../data/locales/en/web.json' with { type: 'json' };
import enWho from '../../data/locales/en/who.json' with { type: 'json' };

/** English is the reference: its shape gives the keys, and it is what every other locale falls back to. */
const en = {
  activitylog: enActivitylog,
  approvals: enApprovals,
  boards: enBoards,
  byitself: enByitself,
  calendar: enCalendar,
  categories: enCategories,
  commands: enCommands,
  common: enCommon,
  dashboards: enDashboards,
  digest: enDigest,
  discord: enDiscord,
  entries: enEntries,
  errors: enErrors,
  explain: enExplain,
  exportdocument: enExportdocument,
  export: enExport,
  exporttable: enExporttable,
  forceout: enForceout,
  import: enImport,
  leave: enLeave,
  insights: enInsights,
  notionsync: enNotionsync,
  notion: enNotion,
  privacy: enPrivacy,
  permissions: enPermissions,
  plan: enPlan,
  stillworking: enStillworking,
  reminders: enReminders,
  roles: enRoles,
  session: enSession,
  settings: enSettings,
  setup: enSetup,
  stats: enStats,
  system: enSystem,
  targets: enTargets,
  tasks: enTasks,
  team: enTeam,
  timezone: enTimezone,
  tokens: enTokens,
  voice: enVoice,
  web: enWeb,
  who: enWho,
};

const de = {
  activitylog: deActivitylog,
  approvals: deApprovals,
  boards: deBoards,
  byitself: deByitself,
  calendar: deCalendar,
  categories: deCategories,
  commands: deCommands,
  common: deCommon,
  dashboards: deDashboards,
  digest: deDigest,
  discord: deDiscord,
  entries: deEntries,
  errors: deErrors,
  explain: deExplain,
  exportdocument: deExportdocument,
  export: deExport,
  exporttable: deExporttable,
  forceout: deForceout,
  import: deImport,
  leave: deLeave,
  insights: deInsights,
  notionsync: deNotionsync,
  notion: deNotion,
  privacy: dePrivacy,
  permissions: dePermissions,
  plan: dePlan,
  stillworking: deStillworking,
  reminders: deReminders,
  roles: deRoles,
  session: deSession,
  settings: deSettings,
  setup: deSetup,
  stats: deStats,
  system: deSystem,
  targets: deTargets,
  tasks: deTasks,
  team: deTeam,
  timezone: deTimezone,
  tokens: deTokens,
  voice: deVoice,
  web: deWeb,
  who: deWho,
};

export type Messages = typeof en;

/** All texts by locale: `<locale>.<file>.<path>`. A locale that lacks one of English's keys does not compile. */
export const MESSAGES = { en, de } as const satisfies Record<string, Messages>;

export const FALLBACK_LOCALE = 'en';
