import { REMIND_IDS } from '../../src/commands/remind/custom-ids.js';
import { controlsOf } from '../../src/commands/remind/sending.js';
import type { Category } from '../../src/domain/category.js';
import { channelId, guildSpace, roleId, type UserId } from '../../src/domain/ids.js';
import type { ClockReminder } from '../../src/domain/reminders/clock-reminder.js';
import type { Series } from '../../src/domain/reminders/recurrence.js';
import { REMINDER_TEXT_MAX, REMINDERS_MAX, type Reminder, type ReminderTarget } from '../../src/domain/reminders/reminder.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { clockNewsMessage } from '../../src/views/remind/clock-news.js';
import { answeredMessage, dueMessage } from '../../src/views/remind/due-message.js';
import { reminderListCard } from '../../src/views/remind/list-card.js';
import { previewCard, type PreviewModel } from '../../src/views/remind/preview-card.js';
import { untoldMessage } from '../../src/views/remind/untold-message.js';
import { categoryLabel } from '../../src/views/text.js';

const ZONE = 'America/Argentina/ComodRivadavia';

/** Views about reminders, each with the longest that it may hold. */
export const reminderSamples = (
  owner: UserId,
  category: Category,
  write: (length: number) => string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const id = 'z'.repeat(13);
  const at = 4_102_444_799_000;
  const role = roleId('9'.repeat(20));
  const text = write(REMINDER_TEXT_MAX);
  const everyDay: Series = {
    ...{ from: '20261231', minute: 1_439, zone: ZONE },
    repeat: { unit: 'week', every: 104, days: [0, 1, 2, 3, 4, 5, 6] },
  };
  const endOfMonth: Series = { ...everyDay, repeat: { unit: 'month', every: 120, day: 31 } };
  const draft = { owner, goes: 'c', role, which: id } as const;
  const keep = REMIND_IDS.keep.encode({ ...draft, which: '-', at: 'z'.repeat(9), series: '104w0123456-1439' });
  const change = REMIND_IDS.change.encode({ ...draft, repeat: 'twoWeeks' });
  const channel: ReminderTarget = { kind: 'channel', channel: channelId('9'.repeat(20)), role };
  const notion: ReminderTarget = { kind: 'notion', page: 'f'.repeat(32), people: Array.from({ length: 5 }, () => write(40)) };
  const shared = { text, target: channel, wrote: write(100), isChange: false, agrees: false, change };
  const whens: readonly PreviewModel['when'][] = [
    { kind: 'once', at, keep },
    {
      kind: 'twice',
      choices: [1, 2].map((nth) => ({ at: at + nth, time: '02:30:59 +02:00', keep: `${keep.slice(0, -1)}${nth}` })),
    },
    { kind: 'series', series: everyDay, next: [at, at, at], keep },
    { kind: 'series', series: endOfMonth, next: [at, at, at], keep },
    { kind: 'asItIs', keep },
  ];
  const controls = controlsOf({ space: guildSpace('9'.repeat(20)), user: owner }, id, at);
  const due = { text, lateSince: at, missed: 10_000, series: everyDay, controls };
  const one: Reminder = {
    ...{ id, text, locale: 'en', target: channel, series: everyDay, next: at, told: null, untold: null, createdAt: at },
    snoozed: [{ due: at - 2, at: at - 1 }],
  };
  const clock: readonly ClockReminder[] = [
    { kind: 'absent', id, minute: 1_439, days: [0, 1, 2, 3, 4, 5, 6], zone: ZONE, locale: 'en', told: null },
    { kind: 'absent', id, minute: 0, days: [0, 1, 2, 3, 4], zone: ZONE, locale: 'en', told: null },
    { kind: 'target', id, percent: 100, category: category.id, locale: 'en', told: null },
    { kind: 'target', id, percent: 1, category: null, locale: 'en', told: null },
    { kind: 'break', id, afterMinutes: 720, locale: 'en', told: null },
  ];
  const listed = clock.map((reminder) => ({
    reminder,
    category: reminder.kind === 'target' && reminder.category !== null ? categoryLabel(category) : null,
  }));
  const server = write(100);
  const own = dueMessage({ ...due, by: null }, t);
  return [
    ...whens.map((when, nth) => ({ name: `what a reminder would be ${nth}`, body: previewCard({ ...shared, when }, t) })),
    {
      name: 'what a reminder in Notion would be',
      body: previewCard({ ...shared, target: notion, isChange: true, agrees: true, when: { kind: 'once', at, keep } }, t),
    },
    { name: 'a reminder that is due', body: own },
    {
      name: 'a reminder that is due, without more',
      body: dueMessage({ ...due, ...{ lateSince: null, missed: 0, series: null, by: null } }, t),
    },
    { name: 'a reminder for all', body: dueMessage({ ...due, by: { user: owner, role: null } }, t) },
    { name: 'a reminder for a role', body: dueMessage({ ...due, by: { user: owner, role } }, t) },
    { name: 'a reminder that did not arrive', body: untoldMessage(own, { why: write(200), isOver: true }, t) },
    ...[text, null].flatMap((said) =>
      [at, null].map((again) => ({
        name: `a reminder ${again === null ? 'done' : 'put off'}, its text ${said === null ? 'unknown' : 'known'}`,
        body: answeredMessage(said, again, t),
      })),
    ),
    {
      name: 'reminders',
      body: reminderListCard(
        Array.from({ length: REMINDERS_MAX }, () => one),
        [...listed, ...listed],
        t,
      ),
    },
    { name: 'reminders of the clock', body: reminderListCard([], listed, t) },
    { name: 'no reminders', body: reminderListCard([], [], t) },
    { name: 'absent', body: clockNewsMessage({ server, kind: 'absent', due: at }, t) },
    { name: 'so long', body: clockNewsMessage({ server, kind: 'break', since: at, forMs: 86_400_000 }, t) },
    ...[categoryLabel(category), null].map((name) => ({
      name: `part of ${name === null ? 'all targets' : 'a target'}`,
      body: clockNewsMessage(
        { server, kind: 'target', category: name, percent: 100, workedMs: 604_800_000, targetMs: 604_800_000 },
        t,
      ),
    })),
  ];
};
