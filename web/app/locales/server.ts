import deCategories from './de/categories.json';
import deServer from './de/server.json';
import deTeam from './de/team.json';
import enTeam from './en/team.json';
import enCategories from './en/categories.json';
import enServer from './en/server.json';
import deSettings from './de/settings.json';
import enSettings from './en/settings.json';
import deApprovals from './de/approvals.json';
import enApprovals from './en/approvals.json';
import deWebhooks from './de/webhooks.json';
import enWebhooks from './en/webhooks.json';
import deLive from './de/live.json';
import enLive from './en/live.json';
import deMembers from './de/members.json';
import enMembers from './en/members.json';
import dePermissions from './de/permissions.json';
import enPermissions from './en/permissions.json';
import deAudit from './de/audit.json';
import enAudit from './en/audit.json';
import deBoards from './de/boards.json';
import enBoards from './en/boards.json';
import deHealth from './de/health.json';
import enHealth from './en/health.json';

/** The texts of the pages about the server. */
export const en = {
  ...enTeam,
  ...enHealth,
  ...enBoards,
  ...enAudit,
  ...enPermissions,
  ...enMembers,
  ...enLive,
  ...enWebhooks,
  ...enApprovals,
  ...enSettings,
  ...enServer,
  ...enCategories,
};
export const de = {
  ...deTeam,
  ...deHealth,
  ...deBoards,
  ...deAudit,
  ...dePermissions,
  ...deMembers,
  ...deLive,
  ...deWebhooks,
  ...deApprovals,
  ...deSettings,
  ...deServer,
  ...deCategories,
};
