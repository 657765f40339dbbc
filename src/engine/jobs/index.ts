import type { DueJob } from '../due/due-job.js';
import { confirmJobs, type ConfirmParts } from './confirm.js';
import { digestJobs, type DigestParts } from './weekly-digest.js';
import { nightJob, type NightJobParts } from './night.js';
import { newDayJob, type NewDayParts } from './new-day.js';
import { postBoardsJob, type PostBoardsParts } from './post-boards.js';
import { postExportsJob, type PostExportsParts } from './post-exports.js';
import { planTasksJob, type PlanTasksParts } from './plan-tasks.js';
import { clockReminderJob, type ClockReminderParts } from './clock-reminders.js';
import { reminderJob, type ReminderParts } from './reminders.js';
import { voiceLeftJob, type VoiceLeftParts } from './voice-left.js';
import { notionJob, type NotionRunner } from './notion-sync.js';
import { webhookJob, type WebhookCourier } from './webhook.js';
import { stillWorkingJobs, type StillWorkingParts } from './still-working.js';

/** What the jobs stand on. */
export type JobParts = ConfirmParts &
  StillWorkingParts &
  NewDayParts &
  PostBoardsParts &
  PostExportsParts &
  VoiceLeftParts &
  NightJobParts &
  PlanTasksParts &
  ReminderParts &
  ClockReminderParts &
  DigestParts & { readonly courier: WebhookCourier; readonly notionRunner: NotionRunner };

/** Every kind of due row that this version knows, and what is done with it. A new one is a file beside this one, and a line here. */
export const dueJobs = (parts: JobParts): readonly DueJob[] => [
  ...confirmJobs(parts),
  ...stillWorkingJobs(parts),
  newDayJob(parts),
  nightJob(parts),
  ...digestJobs(parts),
  postBoardsJob(parts),
  postExportsJob(parts),
  reminderJob(parts),
  clockReminderJob(parts),
  voiceLeftJob(parts),
  webhookJob(parts),
  planTasksJob(parts),
  notionJob(parts),
];
