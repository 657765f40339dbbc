import { domainError, type DomainError } from '../../domain/errors.js';
import { personalSpace } from '../../domain/ids.js';
import { CLOCK_REMINDERS_MAX, type ClockReminder } from '../../domain/reminders/clock-reminder.js';
import { err, ok, type Result } from '../../domain/result.js';
import { clockReminderList } from '../../engine/documents/kinds/clock-reminder-list.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import type { Documents } from '../../engine/documents-api.js';
import type { Actor } from '../actor.js';

interface Needs {
  readonly documents: Documents;
}
type By = Pick<Actor, 'space' | 'user' | 'id' | 'occurredAt' | 'source'>;

const origin = ({ user, id, occurredAt, source }: By, event: string) => ({
  ...{ actor: user, requestId: id, at: occurredAt, event, source },
});

/** What somebody is told about the clock in a space. Rejects with `StoreUnavailable`. */
export const clockRemindersOf = async (
  { space, user }: Pick<Actor, 'space' | 'user'>,
  { documents }: Needs,
): Promise<readonly ClockReminder[]> => (await documents.of(clockReminderList).get({ space, user })).list;

/** Two that would tell the same: the later one takes the place of the earlier. */
const isSame = (a: ClockReminder, b: ClockReminder): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'target' || b.kind !== 'target' || (a.category === b.category && a.percent === b.percent)) &&
  (a.kind !== 'absent' || b.kind !== 'absent' || (a.minute === b.minute && a.days.join() === b.days.join()));

/** REMINDER_NEEDS_MESSAGES; REMINDERS_FULL. */
export const addClockReminder = async (
  actor: By,
  reminder: ClockReminder,
  { documents }: Needs,
): Promise<Result<ClockReminder, DomainError>> => {
  const { directMessages } = await documents.of(preferences).get({ space: personalSpace(actor.user), user: actor.user });
  if (!directMessages) return err(domainError('REMINDER_NEEDS_MESSAGES'));
  const kept = await documents.of(clockReminderList).update(actor, origin(actor, 'clockReminderSet'), (known) => {
    if (known.list.some(({ id }) => id === reminder.id)) return ok(known);
    const others = known.list.filter((one) => !isSame(one, reminder));
    return others.length >= CLOCK_REMINDERS_MAX
      ? err(domainError('REMINDERS_FULL', { max: CLOCK_REMINDERS_MAX }))
      : ok({ ...known, list: [...others, reminder] });
  });
  return kept.ok ? ok(reminder) : kept;
};

/** CLOCK_REMINDER_NOT_FOUND. */
export const removeClockReminder = async (
  actor: By,
  id: string,
  { documents }: Needs,
): Promise<Result<ClockReminder, DomainError>> => {
  let removed: ClockReminder | undefined;
  const kept = await documents.of(clockReminderList).update(actor, origin(actor, 'clockReminderRemoved'), (known) => {
    removed = known.list.find((one) => one.id === id);
    if (removed === undefined) return err(domainError('CLOCK_REMINDER_NOT_FOUND'));
    return ok({ ...known, list: known.list.filter((one) => one.id !== id) });
  });
  if (!kept.ok) return kept;
  return removed === undefined ? err(domainError('CLOCK_REMINDER_NOT_FOUND')) : ok(removed);
};
