import { IDS } from '../../src/commands/custom-ids.js';
import { APPROVAL_IDS } from '../../src/commands/approvals/custom-ids.js';
import { CONFIG_IDS } from '../../src/commands/config/custom-ids.js';
import { MANAGED_IDS } from '../../src/commands/admin/session/custom-ids.js';
import { DASHBOARD_IDS } from '../../src/commands/dashboards/custom-ids.js';
import { EXPORT_IDS } from '../../src/commands/export/custom-ids.js';
import { IMPORT_IDS } from '../../src/commands/import/custom-ids.js';
import { EXPLAIN_IDS } from '../../src/commands/explain/custom-ids.js';
import { INSIGHT_IDS } from '../../src/commands/insights/custom-ids.js';
import { BOARD_IDS } from '../../src/commands/leaderboard/custom-ids.js';
import { NOTION_IDS } from '../../src/commands/notion/custom-ids.js';
import { PRIVACY_IDS } from '../../src/commands/privacy/custom-ids.js';
import { SCHEDULE_IDS } from '../../src/commands/schedule/custom-ids.js';
import { STILL_WORKING_IDS } from '../../src/commands/still-working/custom-ids.js';
import { REMIND_IDS } from '../../src/commands/remind/custom-ids.js';
import { SETUP_IDS } from '../../src/commands/setup/custom-ids.js';
import { SYSTEM_IDS } from '../../src/commands/admin/system/custom-ids.js';
import { TEAM_IDS } from '../../src/commands/admin/team/custom-ids.js';
import { FORCE_IDS } from '../../src/commands/force-out/custom-ids.js';
import { STATS_IDS } from '../../src/commands/stats/custom-ids.js';
import { WHO_IDS } from '../../src/commands/who/custom-ids.js';
import { TARGET_IDS } from '../../src/commands/targets/custom-ids.js';
import { PERMISSION_IDS } from '../../src/commands/config/permissions/custom-ids.js';
import type { Capability } from '../../src/domain/capabilities.js';
import { channelId } from '../../src/domain/ids.js';
import { SETTING_KEYS, settingRow } from '../../src/domain/settings.js';
import { idsOfBob as sample } from '../support/ids-of-bob.js';

/**
 * A capability; `own`: everybody, about their own time; `others`: everybody, as much as the server lets them see of others; `owner`: the one whom the
 * custom id names.
 */
export type For = Capability | 'own' | 'others' | 'owner';

export const COMMANDS: Readonly<Record<string, For>> = {
  clockin: 'own',
  clockout: 'own',
  status: 'own',
  'session in': 'own',
  'session out': 'own',
  'session pause': 'own',
  'session resume': 'own',
  'session status': 'own',
  'session switch': 'own',
  'session list': 'own',
  'session add': 'own',
  'session delete': 'own',
  'session undo': 'own',
  'session requests': 'own',
  'dashboard post': 'manageDashboards',
  'dashboard list': 'manageDashboards',
  'dashboard remove': 'manageDashboards',
  'dashboard move': 'manageDashboards',
  'dashboard personal': 'own',
  'activitylog set': 'manageSettings',
  'activitylog off': 'manageSettings',
  'activitylog show': 'manageSettings',
  'voice set': 'manageSettings',
  'voice off': 'manageSettings',
  'voice list': 'manageSettings',
  'task add': 'own',
  'task list': 'own',
  'task edit': 'own',
  'task done': 'own',
  'task delete': 'own',
  'task start': 'own',
  'schedule preview': 'own',
  'schedule run': 'own',
  'schedule show': 'own',
  'schedule on': 'own',
  'schedule off': 'own',
  'schedule hours': 'own',
  'schedule settings': 'own',
  'schedule busy': 'own',
  // By the connection of a server only with `manageSettings`, which the handler asks for.
  'schedule tracker': 'own',
  'schedule untrack': 'own',
  'calendar url': 'own',
  'calendar revoke': 'own',
  'timezone set': 'own',
  'timezone show': 'own',
  'timezone reset': 'own',
  'admin categories add': 'manageCategories',
  'admin categories edit': 'manageCategories',
  'admin categories archive': 'manageCategories',
  'admin categories restore': 'manageCategories',
  'admin categories list': 'manageCategories',
  'admin categories move': 'manageCategories',
  'admin roles setup': 'manageSettings',
  'admin roles set': 'manageSettings',
  'admin roles clear': 'manageSettings',
  'admin roles show': 'manageSettings',
  'admin member show': 'seeOthers',
  'admin team': 'seeOthers',
  'admin member suspend': 'manageMembers',
  'admin member restore': 'manageMembers',
  'admin session list': 'editOthers',
  'admin session edit': 'editOthers',
  'admin session add': 'editOthers',
  'admin session delete': 'editOthers',
  'admin leave add': 'editOthers',
  'admin leave remove': 'editOthers',
  'admin system': 'seeSystem',
  'admin verify': 'seeOthers',
  'alloc set': 'own',
  'alloc show': 'own',
  'alloc clear': 'own',
  'leave add': 'own',
  'leave list': 'own',
  'leave remove': 'own',
  who: 'others',
  forceclockout: 'forceClockOut',
  explain: 'own',
  insights: 'others',
  'export make': 'own',
  'export schedule': 'exportOthers',
  'export list': 'own',
  'export remove': 'exportOthers',
  'import file': 'own',
  'import list': 'own',
  'import undo': 'own',
  'leaderboard show': 'own',
  'leaderboard post set': 'manageDashboards',
  'leaderboard post off': 'manageDashboards',
  'leaderboard post list': 'manageDashboards',
  'leaderboard season start': 'manageSettings',
  'leaderboard season end': 'manageSettings',
  'leaderboard season delete': 'manageSettings',
  'leaderboard season list': 'manageSettings',
  'stats server': 'seeInsights',
  'privacy show': 'own',
  'privacy export': 'own',
  'privacy erase': 'own',
  'privacy settings': 'own',
  'privacy insights': 'own',
  'privacy voice': 'own',
  'digest on': 'own',
  'digest off': 'own',
  'digest show': 'own',
  'remind me': 'own',
  'remind channel': 'own',
  'remind notion': 'own',
  'remind clock': 'own',
  'remind list': 'own',
  'remind edit': 'own',
  'remind delete': 'own',
  'notion connect': 'manageSettings',
  'notion setup': 'manageSettings',
  'notion status': 'manageSettings',
  'notion pause': 'manageSettings',
  'notion resume': 'manageSettings',
  'notion disconnect': 'manageSettings',
  'notion refresh': 'manageSettings',
  'notion webhook': 'manageSettings',
  'token create': 'own',
  'token list': 'own',
  'token revoke': 'own',
  setup: 'manageSettings',
  'config panel': 'manageSettings',
  'config show': 'manageSettings',
  'config set': 'manageSettings',
  'config reset': 'manageSettings',
  'config permissions panel': 'manageSettings',
  'config permissions allow': 'manageSettings',
  'config permissions deny': 'manageSettings',
  'config permissions clear': 'manageSettings',
  'config permissions test': 'manageSettings',
};

const setting = { key: 'noteRequired' } as const;
/** Kinds of settings that have a form. */
const TYPED_SETTINGS: ReadonlySet<string> = new Set(['zone', 'clock', 'duration', 'days']);
/** Routes of those who answer requests for approval; the others are those of whoever asks. */
const ANSWERS: ReadonlySet<string> = new Set(['approve', 'approve-why', 'approve-form', 'decline', 'decline-form']);
const grant = { capability: 'clockIn', way: 'deny' } as const;

const imported = { ...sample, id: '123', tag: 'aaaaaaaa', n: 0 };

export const COMPONENTS: Readonly<Record<string, readonly [For, customId: string]>> = {
  ...Object.fromEntries(
    Object.values(IDS).map((route) => [
      route.name,
      [route === IDS.categories ? 'manageCategories' : 'owner', route.encode(sample)],
    ]),
  ),
  [CONFIG_IDS.topics.name]: ['manageSettings', CONFIG_IDS.topics.encode({})],
  [CONFIG_IDS.refresh.name]: ['manageSettings', CONFIG_IDS.refresh.encode({ topic: 'time' })],
  [CONFIG_IDS.one.name]: ['manageSettings', CONFIG_IDS.one.encode(setting)],
  [CONFIG_IDS.several.name]: ['manageSettings', CONFIG_IDS.several.encode({ key: 'restDays' })],
  [CONFIG_IDS.role.name]: ['manageSettings', CONFIG_IDS.role.encode({ key: 'onRole' })],
  [CONFIG_IDS.channel.name]: ['manageSettings', CONFIG_IDS.channel.encode({ key: 'logChannel' })],
  [CONFIG_IDS.type.name]: ['manageSettings', CONFIG_IDS.type.encode({ key: 'sessionLimit' })],
  [CONFIG_IDS.reset.name]: ['manageSettings', CONFIG_IDS.reset.encode(setting)],
  [CONFIG_IDS.answer.name]: ['manageSettings', CONFIG_IDS.answer.encode({ key: 'dayStart', value: '4:00', answer: 'now' })],
  ...Object.fromEntries(
    SETTING_KEYS.filter((key) => TYPED_SETTINGS.has(settingRow(key).input.kind))
      .map((key) => CONFIG_IDS.form(key))
      .map((route) => [route.name, ['manageSettings', route.encode({})]]),
  ),
  ...Object.fromEntries(Object.values(MANAGED_IDS).map((route) => [route.name, ['editOthers', route.encode(sample)]] as const)),
  ...Object.fromEntries(
    Object.values(APPROVAL_IDS).map((route) => [
      route.name,
      [ANSWERS.has(route.name) ? 'approve' : 'owner', route.encode(sample)],
    ]),
  ),
  // On messages that everybody in a channel sees: each clicks for themselves.
  ...Object.fromEntries(
    [
      DASHBOARD_IDS.clockIn.encode({ category: '-' }),
      DASHBOARD_IDS.pick.encode({}),
      DASHBOARD_IDS.last.encode({}),
      DASHBOARD_IDS.again.encode({}),
      DASHBOARD_IDS.pause.encode({}),
      DASHBOARD_IDS.clockOut.encode({}),
      DASHBOARD_IDS.status.encode({}),
      DASHBOARD_IDS.people.encode({ category: '-', page: 0 }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['own', customId]] as const),
  ),
  [DASHBOARD_IDS.personal.name]: ['owner', DASHBOARD_IDS.personal.encode(sample)],
  ...Object.fromEntries(Object.values(STILL_WORKING_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  ...Object.fromEntries(Object.values(REMIND_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  ...Object.fromEntries(Object.values(BOARD_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  [EXPORT_IDS.cancel.name]: ['owner', EXPORT_IDS.cancel.encode({ ...sample, id: '123' })],
  [EXPORT_IDS.fetch.name]: ['owner', EXPORT_IDS.fetch.encode({ ...sample, id: '123' })],
  [EXPORT_IDS.schedule.name]: [
    'exportOthers',
    EXPORT_IDS.schedule.encode({
      ...{ ...sample, category: '-', channel: channelId('700000000000000001') },
      ...{ format: 'csv', every: 'week', detail: 'days' },
    }),
  ],
  [EXPORT_IDS.leave.name]: ['owner', EXPORT_IDS.leave.encode(sample)],
  // Whose rows may be stored is asked with each preview, and again by the import itself.
  ...Object.fromEntries(
    [
      IMPORT_IDS.show.encode({ ...imported, step: 'preview' }),
      IMPORT_IDS.answer.encode({ ...imported, about: 'format' }),
      IMPORT_IDS.column.encode({ ...imported, role: 'date' }),
      IMPORT_IDS.zone.encode(imported),
      IMPORT_IDS.category.encode(imported),
      IMPORT_IDS.named.encode(imported),
      IMPORT_IDS.rest.encode({ ...imported, of: 'people', how: 'ignore' }),
      IMPORT_IDS.member.encode(imported),
      IMPORT_IDS.person.encode(imported),
      IMPORT_IDS.begin.encode(imported),
      IMPORT_IDS.discard.encode(imported),
      IMPORT_IDS.stop.encode(imported),
      IMPORT_IDS.undo.encode({ ...imported, sure: 'yes' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['owner', customId]] as const),
  ),
  [EXPLAIN_IDS.day.name]: ['owner', EXPLAIN_IDS.day.encode(sample)],
  [EXPLAIN_IDS.entry.name]: ['owner', EXPLAIN_IDS.entry.encode(sample)],
  [EXPLAIN_IDS.verify.name]: ['seeOthers', EXPLAIN_IDS.verify.encode(sample)],
  [PRIVACY_IDS.choose.name]: ['owner', PRIVACY_IDS.choose.encode(sample)],
  [PRIVACY_IDS.insights.name]: ['owner', PRIVACY_IDS.insights.encode(sample)],
  [PRIVACY_IDS.insightsMembers.name]: ['owner', PRIVACY_IDS.insightsMembers.encode(sample)],
  [PRIVACY_IDS.insightsRoles.name]: ['owner', PRIVACY_IDS.insightsRoles.encode(sample)],
  ...Object.fromEntries(Object.values(INSIGHT_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  [PRIVACY_IDS.erase.name]: ['owner', PRIVACY_IDS.erase.encode(sample)],
  [FORCE_IDS.one.name]: ['forceClockOut', FORCE_IDS.one.encode(sample)],
  [FORCE_IDS.all.name]: ['forceClockOut', FORCE_IDS.all.encode({ ...sample, what: 'category' })],
  [FORCE_IDS.cancel.name]: ['forceClockOut', FORCE_IDS.cancel.encode({})],
  [FORCE_IDS.form.name]: ['forceClockOut', FORCE_IDS.form.encode(sample)],
  // Each of them asks for what it does as well: see src/commands/admin/team.
  ...Object.fromEntries(
    [
      TEAM_IDS.page.encode({ from: '20260105', to: '20260111', page: 0, of: 'page' }),
      TEAM_IDS.member.encode(sample),
      TEAM_IDS.suspend.encode(sample),
      TEAM_IDS.suspendForm.encode(sample),
      TEAM_IDS.restore.encode(sample),
      TEAM_IDS.force.encode(sample),
      TEAM_IDS.explain.encode({ ...sample, of: 'card' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['seeOthers', customId]] as const),
  ),
  [SYSTEM_IDS.times.name]: ['seeSystem', SYSTEM_IDS.times.encode(sample)],
  [SYSTEM_IDS.refresh.name]: ['seeSystem', SYSTEM_IDS.refresh.encode({ ...sample, time: '1h' })],
  [STATS_IDS.page.name]: ['seeInsights', STATS_IDS.page.encode({ page: 'days', days: '7', category: '-', of: 'page' })],
  [STATS_IDS.period.name]: ['seeInsights', STATS_IDS.period.encode({ page: 'days', category: '-' })],
  [STATS_IDS.category.name]: ['seeInsights', STATS_IDS.category.encode({ days: '7' })],
  [WHO_IDS.page.name]: ['owner', WHO_IDS.page.encode(sample)],
  [SCHEDULE_IDS.run.name]: ['owner', SCHEDULE_IDS.run.encode(sample)],
  [TARGET_IDS.week.name]: ['owner', TARGET_IDS.week.encode(sample)],
  ...Object.fromEntries(
    [
      SETUP_IDS.go.encode({}),
      SETUP_IDS.language.encode({}),
      SETUP_IDS.leave.encode({ step: 'zone' }),
      SETUP_IDS.zone.encode({}),
      SETUP_IDS.typeZone.encode({}),
      SETUP_IDS.zoneForm.encode({}),
      SETUP_IDS.createRoles.encode({}),
      SETUP_IDS.role.encode({ key: 'onRole' }),
      SETUP_IDS.categories.encode({}),
      SETUP_IDS.channel.encode({ step: 'log' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['manageSettings', customId]] as const),
  ),
  ...Object.fromEntries(
    [
      NOTION_IDS.connect.encode({}),
      NOTION_IDS.plan.encode({ page: '-', mode: 'pages' }),
      NOTION_IDS.place.encode({ mode: 'pages' }),
      NOTION_IDS.setUp.encode({ page: '-', mode: 'pages' }),
      NOTION_IDS.act.encode({ what: 'status' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['manageSettings', customId]] as const),
  ),
  [PERMISSION_IDS.capability.name]: ['manageSettings', PERMISSION_IDS.capability.encode({})],
  [PERMISSION_IDS.roles.name]: ['manageSettings', PERMISSION_IDS.roles.encode(grant)],
  [PERMISSION_IDS.members.name]: ['manageSettings', PERMISSION_IDS.members.encode(grant)],
};

/** Context menus, by their names. */
export const MENUS: Readonly<Record<string, For>> = {
  timecard: 'editOthers',
  forceout: 'forceClockOut',
  updateNotion: 'manageSettings',
};
