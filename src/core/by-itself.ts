import { createDigestSender } from '../commands/digest/index.js';
import type { DirectDelivery, DirectMessages, GuildNames, NotionComments, ReminderPlaces } from '../commands/deps.js';
import type { Exports } from '../export/exports.js';
import { createExportPoster } from '../commands/export/poster.js';
import { createBoardPoster } from '../commands/leaderboard/poster.js';
import { createClockReminderSender, createReminderSender } from '../commands/remind/index.js';
import { createAsking } from '../commands/still-working/index.js';
import type { Bot } from '../discord/index.js';
import type { Alarms } from '../domain/alarms.js';
import type { Clock, Logger, Metrics } from '../domain/ports.js';
import type { Chain } from '../engine/chain.js';
import { createDueJobs } from '../engine/due-jobs.js';
import type { DueWorker } from '../engine/due/worker.js';
import type { TaskPlanning } from '../engine/jobs/plan-tasks.js';
import type { NotionRunner } from '../engine/jobs/notion-sync.js';
import type { WebhookCourier } from '../engine/jobs/webhook.js';
import type { EngineTracker } from '../engine/index.js';
import type { Lease } from '../engine/lease/lease.js';
import type { Translators } from '../i18n/translators.js';
import type { Analytics } from './analytics.js';

export interface ByItselfParts {
  readonly chain: Chain;
  readonly tracker: EngineTracker;
  readonly analytics: Pick<Analytics, 'analyst' | 'night'>;
  /** Asked only after the start: nothing is due before it, when the bot is there. */
  readonly bot: () => Bot;
  readonly exports: Exports;
  readonly notionComments: NotionComments;
  readonly translators: Translators;
  readonly courier: WebhookCourier;
  readonly taskPlanning: TaskPlanning;
  readonly notionRunner: NotionRunner;
  readonly lease: Lease;
  readonly alarms: Alarms;
  /** Lengths of time. */
  readonly clock: Clock;
  /** Moments. */
  readonly momentClock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Puts together what happens without a click: due rows, and whom their jobs speak to. */
export const createByItself = (parts: ByItselfParts): DueWorker => {
  const { chain, tracker, analytics, bot, exports, translators, momentClock, log } = parts;
  const { spaces, documents, store } = chain;
  const direct: DirectMessages = { send: (...message) => bot().direct.send(...message) };
  const messages: Bot['messages'] = {
    post: (...message) => bot().messages.post(...message),
    edit: (...message) => bot().messages.edit(...message),
    remove: (...message) => bot().messages.remove(...message),
  };
  const warnings: Bot['warnings'] = {
    boardNotPosted: (...about) => bot().warnings.boardNotPosted(...about),
    digestNotPosted: (...about) => bot().warnings.digestNotPosted(...about),
    exportNotPosted: (...about) => bot().warnings.exportNotPosted(...about),
    webhookOff: (...about) => bot().warnings.webhookOff(...about),
  };
  const delivery: DirectDelivery = { deliver: (...message) => bot().direct.deliver(...message) };
  const places: ReminderPlaces = { check: (...about) => bot().places.check(...about) };
  const names: GuildNames = {
    guild: (id) => bot().names.guild(id),
    members: (...of) => bot().names.members(...of),
  };
  const told = { spaces, documents, messages, translators, clock: momentClock };
  const reminding = { ...told, delivery, places, names, log, notionComments: parts.notionComments };
  return createDueJobs({
    ...chain,
    courier: parts.courier,
    taskPlanning: parts.taskPlanning,
    notionRunner: parts.notionRunner,
    ...{ clock: parts.clock, momentClock, alarms: parts.alarms, lease: parts.lease, log, metrics: parts.metrics },
    clocking: tracker,
    corrections: tracker,
    night: analytics.night,
    voiceChannelOf: (space, user) => bot().voice.channelOf(space, user),
    refreshDashboards: (space) => bot().dashboards.refresh(space),
    asking: createAsking({ ...told, timesheet: store, direct, log }),
    reminders: createReminderSender(reminding),
    clockReminders: createClockReminderSender(reminding),
    boardPoster: createBoardPoster({ ...told, boards: store, warnings }),
    exportPoster: createExportPoster({ ...told, timesheet: store, names, exports, warnings, log }),
    digests: createDigestSender({ ...told, timesheet: store, analyst: analytics.analyst, direct, warnings }),
  });
};
