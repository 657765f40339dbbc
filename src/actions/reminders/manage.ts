import { domainError, type DomainError } from '../../domain/errors.js';
import { guildOf, personalSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Series } from '../../domain/reminders/recurrence.js';
import {
  CHANNEL_REMINDERS_MAX,
  done,
  REMINDERS_MAX,
  snooze,
  stillToCome,
  type Reminder,
  type ReminderTarget,
} from '../../domain/reminders/reminder.js';
import { err, ok, type Result } from '../../domain/result.js';
import { suspensionOf } from '../../domain/suspensions.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';
import type { Documents } from '../../engine/documents-api.js';
import type { Spaces } from '../../engine/spaces.js';
import type { Actor } from '../actor.js';
import type { NotionComments, ReminderPlaces } from './places.js';

/** What reminders stand on. */
export interface ReminderMeans {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly places: ReminderPlaces;
  readonly notionComments: NotionComments;
}

/** Whose reminder it is. */
interface Owner {
  readonly space: SpaceId;
  readonly user: UserId;
}

/** When a reminder comes, once or again and again; `next` is the first time, ms. */
export interface When {
  readonly next: number;
  readonly series: Series | null;
}

/** What somebody wants to be reminded of. */
export interface ReminderWish extends When {
  readonly text: string;
  readonly target: ReminderTarget;
  /** Of the member, BCP 47. */
  readonly locale: string;
}

type By = Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>;
const origin = ({ user, id, occurredAt, source }: By, event: string) => ({
  ...{ actor: user, requestId: id, at: occurredAt, event, source },
});

/** Those of somebody in a space that are still to come, the next first. Rejects with `StoreUnavailable`. */
export const remindersOf = async (
  { space, user }: Owner,
  { documents }: Pick<ReminderMeans, 'documents'>,
): Promise<readonly Reminder[]> => stillToCome((await documents.of(reminderList).get({ space, user })).list);

/**
 * May somebody be reminded there, as things are now? Asked when a reminder is set, and again when it comes. REMINDER_NEEDS_MESSAGES; GUILD_ONLY, CHANNEL_REMINDERS_OFF,
 * ROLE_REMINDERS_OFF, REMINDER_SUSPENDED, and as `ReminderPlaces.check`; as `NotionComments.check`. Rejects with `StoreUnavailable`.
 */
export const mayRemindAt = async (
  { space, user }: Owner,
  target: ReminderTarget,
  now: number,
  { documents, spaces, places, notionComments }: ReminderMeans,
): Promise<Result<void, DomainError>> => {
  if (target.kind === 'direct') {
    const { directMessages } = await documents.of(preferences).get({ space: personalSpace(user), user });
    return directMessages ? ok(undefined) : err(domainError('REMINDER_NEEDS_MESSAGES'));
  }
  if (target.kind === 'notion') return notionComments.check(space, target.people);
  const guild = guildOf(space);
  if (guild === null) return err(domainError('GUILD_ONLY'));
  const { settings, suspensions } = await spaces.get(space);
  if (settings.memberReminders === 'off') return err(domainError('CHANNEL_REMINDERS_OFF'));
  if (target.role !== null && settings.memberReminders !== 'roles') return err(domainError('ROLE_REMINDERS_OFF'));
  if (suspensionOf(suspensions, user, now) !== null) return err(domainError('REMINDER_SUSPENDED'));
  return places.check(guild, user, target.channel, target.role);
};

/** Is there room for one more? REMINDERS_FULL, CHANNEL_REMINDERS_FULL. */
const hasRoom = (list: readonly Reminder[], { kind }: ReminderTarget): Result<void, DomainError> => {
  const coming = stillToCome(list);
  if (coming.length >= REMINDERS_MAX) return err(domainError('REMINDERS_FULL', { max: REMINDERS_MAX }));
  const inChannels = coming.filter(({ target }) => target.kind === 'channel').length;
  return kind === 'channel' && inChannels >= CHANNEL_REMINDERS_MAX
    ? err(domainError('CHANNEL_REMINDERS_FULL', { max: CHANNEL_REMINDERS_MAX }))
    : ok(undefined);
};

/**
 * Keeps a reminder under an id of the caller's choice; the same id again changes nothing. REMINDER_PAST with `at` (ms), REMINDERS_FULL, CHANNEL_REMINDERS_FULL, and as
 * `mayRemindAt`.
 */
export const addReminder = async (
  actor: By & Owner,
  id: string,
  { text, target, next, series, locale }: ReminderWish,
  means: ReminderMeans,
): Promise<Result<Reminder, DomainError>> => {
  if (next <= actor.occurredAt) return err(domainError('REMINDER_PAST', { at: next }));
  const may = await mayRemindAt(actor, target, actor.occurredAt, means);
  if (!may.ok) return may;
  const createdAt = actor.occurredAt;
  const fresh: Reminder = { ...{ id, text, locale, target, series, next, snoozed: [], told: null, untold: null, createdAt } };
  const kept = await means.documents.of(reminderList).update(actor, origin(actor, 'reminderSet'), (known) => {
    if (known.list.some((one) => one.id === id)) return ok(known);
    const room = hasRoom(known.list, target);
    return room.ok ? ok({ ...known, list: [...known.list, fresh] }) : room;
  });
  if (!kept.ok) return kept;
  return ok(kept.value.list.find((one) => one.id === id) ?? fresh);
};

/** Changes one reminder; null takes it away. REMINDER_NOT_FOUND, and what `change` refuses. */
const changeOne = async (
  actor: By & Owner,
  id: string,
  event: string,
  change: (reminder: Reminder) => Reminder | null,
  { documents }: Pick<ReminderMeans, 'documents'>,
): Promise<Result<Reminder | null, DomainError>> => {
  const kept = await documents.of(reminderList).update(actor, origin(actor, event), (known) => {
    if (!known.list.some((one) => one.id === id)) return err(domainError('REMINDER_NOT_FOUND'));
    return ok({ ...known, list: known.list.flatMap((one) => (one.id === id ? (change(one) ?? []) : one)) });
  });
  return kept.ok ? ok(kept.value.list.find((one) => one.id === id) ?? null) : kept;
};

/** Another text or another time for a reminder. REMINDER_NOT_FOUND; REMINDER_PAST. */
export const changeReminder = async (
  actor: By & Owner,
  id: string,
  wish: Partial<When> & { readonly text?: string },
  means: ReminderMeans,
): Promise<Result<Reminder | null, DomainError>> => {
  if (wish.next !== undefined && wish.next <= actor.occurredAt) return err(domainError('REMINDER_PAST', { at: wish.next }));
  return changeOne(actor, id, 'reminderChanged', (reminder) => ({ ...reminder, ...wish }), means);
};

/** REMINDER_NOT_FOUND. */
export const removeReminder = (
  actor: By & Owner,
  id: string,
  means: Pick<ReminderMeans, 'documents'>,
): Promise<Result<Reminder | null, DomainError>> => changeOne(actor, id, 'reminderRemoved', () => null, means);

/** The occurrence that was due at `due` comes once more at `at`, both ms. REMINDER_NOT_FOUND; REMINDER_PAST. */
export const snoozeReminder = async (
  actor: By & Owner,
  id: string,
  due: number,
  at: number,
  means: Pick<ReminderMeans, 'documents'>,
): Promise<Result<Reminder | null, DomainError>> => {
  if (at <= actor.occurredAt) return err(domainError('REMINDER_PAST', { at }));
  return changeOne(actor, id, 'reminderSnoozed', (reminder) => snooze(reminder, due, at), means);
};

/** What the occurrence was about is done. One that comes once is gone then; of one that is gone already that is right too. */
export const doneWithReminder = async (
  actor: By & Owner,
  id: string,
  due: number,
  means: Pick<ReminderMeans, 'documents'>,
): Promise<Result<Reminder | null, DomainError>> => {
  const changed = await changeOne(actor, id, 'reminderDone', (reminder) => done(reminder, due), means);
  return !changed.ok && changed.error.code === 'REMINDER_NOT_FOUND' ? ok(null) : changed;
};
