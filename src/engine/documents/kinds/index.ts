import type { DocumentKind } from '../document-kind.js';
import { activityLog } from './activity-log.js';
import { approvalRequests } from './approval-requests.js';
import { boardPosts } from './board-posts.js';
import { byItself } from './by-itself.js';
import { changesByOthers } from './changes-by-others.js';
import { calendarFeed } from './calendar-feed.js';
import { claims } from './claims.js';
import { clockReminderList } from './clock-reminder-list.js';
import { configuration } from './configuration.js';
import { dashboards } from './dashboards.js';
import { digest } from './digest.js';
import { imports } from './imports.js';
import { leave } from './leave.js';
import { network } from './network.js';
import { notion } from './notion.js';
import { exportSchedules } from './export-schedules.js';
import { exportsOfMember, exportsOfTeam } from './exported.js';
import { exportsTold } from './exports-told.js';
import { preferences } from './preferences.js';
import { profile } from './profile.js';
import { recount } from './recount-progress.js';
import { schedule } from './schedule.js';
import { stillWorking } from './asked-still-working.js';
import { reminderList } from './reminder-list.js';
import { seasons } from './seasons.js';
import { serverDigest } from './server-digest.js';
import { setup } from './setup.js';
import { sharing } from './sharing.js';
import { targets } from './targets.js';
import { tasks } from './tasks.js';
import { tokens } from './tokens.js';
import { voiceChannels } from './voice-channels.js';
import { voiceMark } from './voice-mark.js';
import { webhookKey, webhooks } from './webhooks.js';

/** Every kind of document. What stands here is cached, invalidated, erased, backed up and restored; see docs/adr/0011-documents.md. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  activityLog,
  approvalRequests,
  boardPosts,
  byItself,
  changesByOthers,
  calendarFeed,
  claims,
  clockReminderList,
  configuration,
  dashboards,
  digest,
  imports,
  leave,
  network,
  notion,
  exportSchedules,
  exportsOfMember,
  exportsOfTeam,
  exportsTold,
  preferences,
  profile,
  recount,
  schedule,
  stillWorking,
  reminderList,
  seasons,
  serverDigest,
  setup,
  sharing,
  targets,
  tasks,
  tokens,
  voiceChannels,
  voiceMark,
  webhookKey,
  webhooks,
];
