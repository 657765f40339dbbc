import type { Alarms } from '../domain/alarms.js';
import type { Clock, Logger, Metrics } from '../domain/ports.js';
import type { SpaceId } from '../domain/ids.js';
import type { Clocking, Corrections } from './api.js';
import type { Documents } from './documents-api.js';
import type { DueStore } from './due/due-row.js';
import { createDueWorker, type DueWorker } from './due/worker.js';
import { CONFIRM_CONSUMER, followEntries } from './jobs/confirm.js';
import { dueJobs } from './jobs/index.js';
import { DASHBOARD_CONSUMER, followDashboards } from './jobs/new-day.js';
import { DIGEST_CONSUMER, followDigests, type DigestSender } from './jobs/weekly-digest.js';
import { followAgreements, NIGHT_CONSUMER, type Night } from './jobs/night.js';
import { followSessions, STILL_WORKING_CONSUMER, type Asking } from './jobs/still-working.js';
import type { VoiceLeftParts } from './jobs/voice-left.js';
import { BOARD_POSTS_CONSUMER, followBoardPosts, type BoardPoster } from './jobs/post-boards.js';
import { EXPORT_SCHEDULES_CONSUMER, followExportSchedules, type ExportPoster } from './jobs/post-exports.js';
import { followNotion, NOTION_CONSUMER, type NotionRunner } from './jobs/notion-sync.js';
import { followWebhooks, WEBHOOK_CONSUMER, type WebhookCourier } from './jobs/webhook.js';
import { followSchedules, TASK_PLAN_CONSUMER, type TaskPlanning } from './jobs/plan-tasks.js';
import { CLOCK_REMINDERS_CONSUMER, followClockReminders, type ClockReminderSender } from './jobs/clock-reminders.js';
import { followReminders, REMINDERS_CONSUMER, type ReminderSender } from './jobs/reminders.js';
import type { Lease } from './lease/lease.js';
import type { Outbox } from './outbox/outbox.js';
import type { SignStore } from './signs-of-life.js';
import type { Spaces } from './spaces.js';
import { followStandings, STANDINGS_CONSUMER } from './standing.js';
import type { Store } from './store.js';

export interface DueJobsOptions {
  readonly due: DueStore;
  readonly store: Pick<Store, 'load' | 'entry' | 'entries' | 'days' | 'history' | 'stand'>;
  readonly boardPoster: BoardPoster;
  readonly exportPoster: ExportPoster;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly presence: Pick<SignStore, 'last'>;
  readonly clocking: Pick<Clocking, 'endAt'>;
  readonly corrections: Pick<Corrections, 'confirmUnchanged'>;
  /** What is done for servers at night. */
  readonly night: Night;
  readonly digests: DigestSender;
  /** How members are asked whether they still work. */
  readonly asking: Asking;
  /** Who brings what members want to be reminded of, and tells them about the clock. */
  readonly reminders: ReminderSender;
  readonly clockReminders: ClockReminderSender;
  /** The voice channel that a member is in now, as Discord says. */
  readonly voiceChannelOf: VoiceLeftParts['voiceChannelOf'];
  /** Who brings webhooks what happens. */
  readonly courier: WebhookCourier;
  /** Plans the tasks of members. */
  readonly taskPlanning: TaskPlanning;
  /** Who keeps Notion in step. */
  readonly notionRunner: NotionRunner;
  readonly outbox: Pick<Outbox, 'consume'>;
  /** The dashboards of a space may have to show something else, though nobody has clicked. */
  readonly refreshDashboards: (space: SpaceId) => void;
  readonly lease: Lease;
  readonly clock: Clock;
  /** What moments are read from, and the alarms go by. */
  readonly momentClock: Pick<Clock, 'now'>;
  readonly alarms: Alarms;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What happens by itself: rows that are due, and who puts them. Begins with `start`. */
export const createDueJobs = (options: DueJobsOptions): DueWorker => {
  const { due, outbox, lease, clock, momentClock, alarms, log, metrics } = options;
  const now = (): number => momentClock.now();
  const parts = { ...options, now };
  const worker = createDueWorker({ store: due, lease, jobs: dueJobs(parts), alarms, clock, now, log, metrics });
  let following: readonly (() => Promise<void>)[] = [];
  return {
    ...worker,
    start: () => {
      worker.start();
      following = [
        outbox.consume(CONFIRM_CONSUMER, followEntries(parts), { from: 'beginning' }),
        outbox.consume(DASHBOARD_CONSUMER, followDashboards(parts), { from: 'beginning' }),
        outbox.consume(STILL_WORKING_CONSUMER, followSessions(parts), { from: 'beginning' }),
        outbox.consume(BOARD_POSTS_CONSUMER, followBoardPosts(parts), { from: 'beginning' }),
        outbox.consume(NIGHT_CONSUMER, followAgreements(parts), { from: 'beginning' }),
        outbox.consume(DIGEST_CONSUMER, followDigests(parts), { from: 'beginning' }),
        outbox.consume(EXPORT_SCHEDULES_CONSUMER, followExportSchedules(parts), { from: 'beginning' }),
        outbox.consume(REMINDERS_CONSUMER, followReminders(parts), { from: 'beginning' }),
        outbox.consume(CLOCK_REMINDERS_CONSUMER, followClockReminders(parts), { from: 'beginning' }),
        outbox.consume(STANDINGS_CONSUMER, followStandings(parts), { from: 'beginning' }),
        outbox.consume(TASK_PLAN_CONSUMER, followSchedules(parts), { from: 'beginning' }),
        outbox.consume(NOTION_CONSUMER, followNotion(parts)),
        outbox.consume(WEBHOOK_CONSUMER, followWebhooks(parts)),
      ];
    },
    close: async () => {
      await Promise.all([worker.close(), ...following.map((stop) => stop())]);
    },
  };
};
