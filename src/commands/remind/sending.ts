import { guildOf, isGuildSpace, personalSpace, type UserId } from '../../domain/ids.js';
import { ERRORS, type DomainError, type ErrorCode } from '../../domain/errors.js';
import {
  CHANNEL_POSTS_MAX,
  CHANNEL_POSTS_WITHIN_MS,
  LATE_MS,
  type Occurrence,
  type Reminder,
} from '../../domain/reminders/reminder.js';
import { mayRemindAt, type ReminderMeans } from '../../actions/reminders/manage.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import type { ClockReminderSender } from '../../engine/jobs/clock-reminders.js';
import type { Delivered, ReminderOf, ReminderSender } from '../../engine/jobs/reminders.js';
import type { Translators } from '../../i18n/translators.js';
import { userText } from '../../i18n/user-text.js';
import { clockNewsMessage, type ClockNewsModel } from '../../views/remind/clock-news.js';
import { dueMessage, type DueControls, type DueModel } from '../../views/remind/due-message.js';
import { categoryLabel } from '../../views/text.js';
import type { Deps, DirectDelivery } from '../deps.js';
import { lookOf } from '../present.js';
import { REMIND_IDS } from './custom-ids.js';

export type SendingDeps = ReminderMeans &
  Pick<Deps, 'clock' | 'log'> & {
    readonly delivery: DirectDelivery;
    readonly messages: Pick<Deps['messages'], 'post'>;
    readonly names: Pick<Deps['names'], 'guild'>;
    readonly translators: Pick<Translators, 'for'>;
  };

const TOLD: Delivered = { kind: 'told' };
const untold = (code: ErrorCode | null): Delivered => ({ kind: 'untold', code });

/** It can never be posted there again. */
const FOR_GOOD: ReadonlySet<ErrorCode> = new Set(['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_TEXT', 'MEMBER_LEFT']);

/** @throws Error when it is to be tried again */
const failed = ({ code }: DomainError): Delivered => {
  // Nothing is wrong with the place.
  if (ERRORS[code].retryable) throw new Error(`a reminder could not be brought: ${code}`);
  return FOR_GOOD.has(code) ? { kind: 'ended', code } : untold(code);
};

/** Discord takes nonces of at most 25 characters: what tells one reminder from others, and the moment at which it came. */
const nonceOf = (id: string, at: number): string => `${id.slice(-14)}:${at.toString(36)}`;

export const controlsOf = ({ space, user }: Pick<ReminderOf, 'space' | 'user'>, id: string, due: number): DueControls => {
  const args = { owner: user, place: guildOf(space) ?? '-', id, due: due.toString(36) };
  return {
    done: REMIND_IDS.done.encode(args),
    tenMinutes: REMIND_IDS.snooze.encode({ ...args, by: '10' }),
    hour: REMIND_IDS.snooze.encode({ ...args, by: '60' }),
    morning: REMIND_IDS.snooze.encode({ ...args, by: 'morning' }),
    other: REMIND_IDS.other.encode(args),
  };
};

/** What an occurrence says. `by` null: it is for the member alone. */
export const dueModel = (
  who: Pick<ReminderOf, 'space' | 'user'>,
  { id, text, series }: Reminder,
  { at, due, missed }: Occurrence,
  now: number,
  by: DueModel['by'],
): DueModel => ({
  ...{ text, missed, series, by },
  // What was put off comes when it was put off to.
  lateSince: now - Math.max(at, due) > LATE_MS ? due : null,
  controls: controlsOf(who, id, due),
});

/** Brings reminders, each where it is to go, after asking whether it still may. */
export const createReminderSender = (deps: SendingDeps): ReminderSender => {
  const { spaces, clock, delivery, messages, translators } = deps;

  const toMember = async (who: ReminderOf, reminder: Reminder, occurrence: Occurrence): Promise<Delivered> => {
    const model = dueModel(who, reminder, occurrence, clock.now(), null);
    const view = dueMessage(model, translators.for(reminder.locale));
    const sent = await delivery.deliver(who.user, view, nonceOf(reminder.id, occurrence.at));
    if (sent === 'unavailable') throw new Error('a reminder could not be sent');
    return sent === 'sent' ? TOLD : untold(null);
  };

  const toChannel = async (who: ReminderOf, reminder: Reminder, occurrence: Occurrence): Promise<Delivered> => {
    const { target } = reminder;
    if (target.kind !== 'channel') return untold(null);
    const recent = who.posts.filter((at) => at > clock.now() - CHANNEL_POSTS_WITHIN_MS);
    if (recent.length >= CHANNEL_POSTS_MAX) return untold('CHANNEL_REMINDERS_TOO_MANY');
    const { locale } = (await spaces.get(who.space)).settings;
    const model = dueModel(who, reminder, occurrence, clock.now(), { user: who.user, role: target.role });
    const view = dueMessage(model, translators.for(locale));
    const posted = await messages.post(target.channel, view, nonceOf(reminder.id, occurrence.at));
    return posted.ok ? TOLD : failed(posted.error);
  };

  // Notion knows no nonces: after a crash in the wrong moment there are two comments.
  const toNotion = async ({ space }: ReminderOf, { text, target }: Reminder): Promise<Delivered> => {
    if (target.kind !== 'notion') return untold(null);
    const written = await deps.notionComments.comment(space, target.page, text, target.people);
    return written.ok ? TOLD : failed(written.error);
  };

  return {
    async send(who, reminder, occurrence) {
      const { settings } = await spaces.get(who.space);
      // The bot is in that server no more: nobody hears of it.
      if (isGuildSpace(who.space) && settings.removedAt !== null) return untold(null);
      const may = await mayRemindAt(who, reminder.target, clock.now(), deps);
      if (!may.ok) return may.error.code === 'REMINDER_NEEDS_MESSAGES' ? untold(null) : failed(may.error);
      switch (reminder.target.kind) {
        case 'direct':
          return toMember(who, reminder, occurrence);
        case 'channel':
          return toChannel(who, reminder, occurrence);
        case 'notion':
          return toNotion(who, reminder);
      }
    },
  };
};

/** Tells members about the clock, in the language that they had when they asked for it. What does not arrive is of no use later. */
export const createClockReminderSender = (
  deps: Pick<SendingDeps, 'documents' | 'spaces' | 'clock' | 'log' | 'delivery' | 'names' | 'translators'>,
): ClockReminderSender => {
  const { documents, spaces, clock, delivery, names, translators, log } = deps;
  const agrees = async (user: UserId): Promise<boolean> =>
    (await documents.of(preferences).get({ space: personalSpace(user), user })).directMessages;
  return {
    async tell({ space, user }, { id, locale }, news) {
      if (!(await agrees(user))) return;
      const guild = guildOf(space);
      const name = guild === null ? null : await names.guild(guild);
      const server = name === null ? null : userText(name);
      let model: ClockNewsModel;
      let key: number;
      switch (news.kind) {
        case 'absent':
          [model, key] = [{ server, ...news }, news.due];
          break;
        case 'break':
          [model, key] = [{ server, ...news, forMs: clock.now() - news.since }, news.since];
          break;
        case 'target': {
          const config = await spaces.get(space);
          const category = news.category === null ? null : categoryLabel(lookOf(config, news.category));
          [model, key] = [{ server, ...news, category }, Number(news.week)];
          break;
        }
      }
      const sent = await delivery.deliver(user, clockNewsMessage(model, translators.for(locale)), nonceOf(id, key));
      if (sent === 'unavailable') throw new Error('a member could not be told about the clock');
      if (sent === 'refused') log.info({ space, user }, 'a member could not be told about the clock');
    },
  };
};
