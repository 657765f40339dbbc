import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { createTranslators, type Translators } from '../i18n/translators.js';
import { activityLogFeature } from './activity-log/index.js';
import { categoryPages } from './admin/categories.js';
import { admin } from './admin/index.js';
import { teamComponents } from './admin/team/index.js';
import { systemComponents } from './admin/system/index.js';
import { sessionsOfOthersComponents, sessionsOfOthersMenus } from './admin/session/index.js';
import { approvals } from './approvals/index.js';
import { calendarFeature } from './calendar/index.js';
import { clockIn } from './clock-in.js';
import { clockOut } from './clock-out.js';
import { config } from './config/index.js';
import { dashboardFeature } from './dashboards/index.js';
import { digestFeature } from './digest/index.js';
import { entryComponents } from './entries/index.js';
import { explainFeature } from './explain/index.js';
import { exporting } from './export/index.js';
import { importing } from './import/index.js';
import { forceOut } from './force-out/index.js';
import { insightsFeature } from './insights/index.js';
import { createDispatch, type DispatchDeps } from './kit/dispatch.js';
import { payloadsOf } from './kit/payloads.js';
import type { Dispatch } from './kit/responder.js';
import { createRoutes, type Feature } from './kit/routes.js';
import { leaveFeature } from './leave/index.js';
import { leaderboard } from './leaderboard/index.js';
import { notionFeature } from './notion/index.js';
import { privacy } from './privacy/index.js';
import { scheduleFeature } from './schedule/index.js';
import { stillWorkingAnswers } from './still-working/index.js';
import { remindFeature } from './remind/index.js';
import { session } from './session.js';
import { sessionButtons } from './session-buttons.js';
import { guidedSetup } from './setup/index.js';
import { serverStats } from './stats/index.js';
import { status } from './status.js';
import { weeklyTargets } from './targets/index.js';
import { ownTaskFeature } from './tasks/index.js';
import { timeZone } from './time-zone.js';
import { tokenFeature } from './token/index.js';
import { voiceFeature } from './voice/index.js';
import { whoIsOn } from './who/index.js';

/** All that the bot answers to: a feature a line. */
export const FEATURES: readonly Feature[] = [
  { commands: [clockIn, clockOut, status, session], components: [...sessionButtons, ...entryComponents] },
  whoIsOn,
  forceOut,
  approvals,
  dashboardFeature,
  activityLogFeature,
  voiceFeature,
  stillWorkingAnswers,
  remindFeature,
  timeZone,
  weeklyTargets,
  leaveFeature,
  guidedSetup,
  {
    commands: [admin],
    menus: sessionsOfOthersMenus,
    components: [categoryPages, ...sessionsOfOthersComponents, ...teamComponents, ...systemComponents],
  },
  config,
  explainFeature,
  insightsFeature,
  exporting,
  importing,
  leaderboard,
  serverStats,
  privacy,
  digestFeature,
  tokenFeature,
  ownTaskFeature,
  scheduleFeature,
  calendarFeature,
  notionFeature,
];
export const ROUTES = createRoutes(...FEATURES);

/** The one entrance of all interactions, whatever the transport. */
export const createDispatcher = (deps: DispatchDeps, routes = ROUTES): Dispatch => createDispatch(deps, routes);

/** Registration bodies of all commands. @throws Error when an English text is missing */
export const commandPayloads = (
  translators: Translators = createTranslators(),
  routes = ROUTES,
): RESTPostAPIApplicationCommandsJSONBody[] => payloadsOf(routes, translators);
