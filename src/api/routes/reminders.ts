import { z } from 'zod';
import {
  addReminder,
  changeReminder,
  removeReminder,
  remindersOf,
  type ReminderMeans,
  type When,
} from '../../actions/reminders/manage.js';
import type { Actor } from '../../actions/actor.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { channelId, personalSpace, roleId } from '../../domain/ids.js';
import { repeatCode } from '../../domain/reminders/recurrence.js';
import { comesAt, type Reminder } from '../../domain/reminders/reminder.js';
import { err, ok, type Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { readWhen } from '../../reminders/language/read-when.js';
import type { ApiDeps } from '../deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { ReminderInput, ReminderList, ReminderPatch, Reminder as Shown } from '../schemas/reminders.js';
import { inSpace } from '../server/called-by.js';

type Needs = ReminderMeans & Pick<ApiDeps, 'ids'>;

const tag = 'Reminders';
const path = '/spaces/:space/reminders';
const one = { path: `${path}/:reminder`, params: z.object({ space: z.string(), reminder: z.string().max(26) }) };

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const shown = (reminder: Reminder): z.output<typeof Shown> => {
  const { id, text, series, target } = reminder;
  return {
    ...{ id, text, next: momentText(comesAt(reminder) ?? 0) },
    repeat: series === null ? null : repeatCode(series.repeat),
    time: series === null ? null : clock(series.minute),
    timeZone: series === null ? null : series.zone,
    target: target.kind === 'notion' ? { ...target, people: [...target.people] } : target,
  };
};

/** As in Discord: by the zone of whoever asks. Of a time that the clocks show twice it is the first. As `readWhen`. */
const whenOf = async (
  actor: Actor,
  text: string,
  locale: string,
  { documents, spaces }: Needs,
): Promise<Result<When, DomainError>> => {
  const own = await documents.of(preferences).get({ space: personalSpace(actor.user), user: actor.user });
  const zone = own.timeZone ?? (await spaces.get(actor.space)).settings.timeZone;
  const read = readWhen(text, { now: actor.occurredAt, zone, locale });
  if (!read.ok) return read;
  const { value } = read;
  if (value.kind === 'series') return ok({ next: value.at, series: value.series });
  return ok({ next: value.kind === 'once' ? value.at : value.first, series: null });
};

const REFUSED_WHEN = ['REMINDER_TIME_INVALID', 'REMINDER_TOO_OFTEN', 'REMINDER_PAST', 'TIME_SKIPPED'] as const;
const REFUSED_PLACE = [
  ...[
    'REMINDER_NEEDS_MESSAGES',
    'GUILD_ONLY',
    'CHANNEL_REMINDERS_OFF',
    'ROLE_REMINDERS_OFF',
    'REMINDER_SUSPENDED',
    'MEMBER_LEFT',
  ],
  ...[
    'CHANNEL_NOT_FOUND',
    'CHANNEL_NOT_TEXT',
    'CHANNEL_HIDDEN',
    'CHANNEL_READ_ONLY',
    'CHANNEL_EMBEDS_MISSING',
    'CHANNEL_NOT_YOURS',
  ],
  ...['ROLE_NOT_FOUND', 'ROLE_NOT_YOURS_TO_MENTION', 'ROLE_NOT_MENTIONABLE'],
] as const satisfies readonly DomainError['code'][];

/** Own reminders. What is not understood is refused, and the answer says what was. */
export const reminderRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listReminders', method: 'GET', path, tag, scope: 'own:read' },
    summary: 'Lists your reminders in a space that are still to come, the next first.',
    answers: { 200: ReminderList },
    run: async (asked) => ok({ status: 200, body: { reminders: (await remindersOf(inSpace(asked), deps)).map(shown) } }),
  }),
  defineRoute({
    ...{ id: 'addReminder', method: 'POST', path, tag, scope: 'own:write', body: ReminderInput, keepsAnswer: true },
    summary:
      'Sets a reminder. `when` is understood as in Discord; look at `next` and `repeat` of the answer for what was understood.',
    answers: { 201: Shown },
    refusals: [...REFUSED_WHEN, ...REFUSED_PLACE, 'REMINDERS_FULL', 'CHANNEL_REMINDERS_FULL'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { text, when, target } = asked.body;
      const read = await whenOf(actor, when, asked.t.locale, deps);
      if (!read.ok) return read;
      const to =
        target.kind === 'direct'
          ? target
          : ({ ...target, channel: channelId(target.channel), role: target.role === null ? null : roleId(target.role) } as const);
      const id = deps.ids.next().toLowerCase().slice(-13);
      const kept = await addReminder(actor, id, { ...read.value, text, target: to, locale: asked.t.locale }, deps);
      return kept.ok ? ok({ status: 201, body: shown(kept.value) }) : kept;
    },
  }),
  defineRoute({
    ...{ ...one, id: 'changeReminder', method: 'PATCH', tag, scope: 'own:write', body: ReminderPatch, keepsAnswer: true },
    summary: 'Changes the text or the time of a reminder.',
    answers: { 200: Shown },
    refusals: [...REFUSED_WHEN, 'REMINDER_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { text, when } = asked.body;
      const read = when === undefined ? null : await whenOf(actor, when, asked.t.locale, deps);
      if (read?.ok === false) return read;
      const wish = { ...(text === undefined ? {} : { text }), ...(read === null ? {} : read.value) };
      const changed = await changeReminder(actor, asked.params.reminder, wish, deps);
      if (!changed.ok) return changed;
      return changed.value === null ? err(domainError('REMINDER_NOT_FOUND')) : ok({ status: 200, body: shown(changed.value) });
    },
  }),
  defineRoute({
    ...{ ...one, id: 'deleteReminder', method: 'DELETE', tag, scope: 'own:write', keepsAnswer: true },
    summary: 'Takes a reminder away.',
    answers: { 204: null },
    refusals: ['REMINDER_NOT_FOUND'],
    run: async (asked) => {
      const removed = await removeReminder(inSpace(asked), asked.params.reminder, deps);
      return removed.ok ? ok({ status: 204 }) : removed;
    },
  }),
];
