import { escape, ICalCalendar, ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { effectiveMs } from '../../domain/effective.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { isOpen, type OwnTask } from '../../domain/tasks.js';
import { wellFormed } from '../../export/well-formed.js';
import { formatSeconds } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';

/** An entry with the name of its category. */
export interface FeedEntry {
  readonly space: SpaceId;
  readonly session: Session;
  readonly category: string;
}

export interface FeedModel {
  readonly user: UserId;
  readonly tasks: readonly OwnTask[];
  readonly entries: readonly FeedEntry[];
}

/** What a calendar cannot hold; line breaks and tabs it can. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const clean = (text: string): string => wellFormed(text).replace(CONTROL, '');

/** How often calendars are asked to look, seconds. */
const TTL_SECONDS = 900;

/**
 * A calendar with an event for each piece of a planned task that is still to be done, and for each entry, in UTC. Their ids stay the same, so an event that moves moves in
 * the calendar as well; nothing in it says when it was made, so the same plan is the same text.
 */
export const feedText = ({ user, tasks, entries }: FeedModel, t: Translator): string => {
  const calendar = new ICalCalendar({
    prodId: { company: 'Punchcard', product: 'Punchcard', language: 'EN' },
    // The library takes a name as it is.
    name: escape(clean(t('calendar.feed')), false),
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL_SECONDS,
  });
  for (const task of tasks.filter(isOpen)) task.scheduled.forEach((_, at) => calendar.createEvent(eventOfTask(task, at, user)));
  for (const entry of entries) calendar.createEvent(eventOfEntry(entry, t));
  return calendar.toString();
};

const eventOfTask = ({ id, name, scheduled, category, createdAt }: OwnTask, at: number, user: UserId): ICalEventData => ({
  id: `task-${id}-${at}@u${user}.punchcard`,
  stamp: new Date(createdAt),
  start: new Date(scheduled[at]?.start ?? 0),
  end: new Date(scheduled[at]?.end ?? 0),
  summary: clean(name),
  ...(category === null ? {} : { categories: [{ name: clean(category) }] }),
});

const eventOfEntry = ({ space, session, category }: FeedEntry, t: Translator): ICalEventData => {
  const end = session.endedAt ?? session.startedAt;
  const time = formatSeconds(Math.round(effectiveMs(session, end) / 1000), t);
  return {
    id: `${session.id}@${space}.punchcard`,
    stamp: new Date(end),
    start: new Date(session.startedAt),
    // An event without a length has no end.
    end: session.startedAt < end ? new Date(end) : null,
    summary: clean(category),
    description: clean(session.note === null ? time : `${session.note}\n${time}`),
    categories: [{ name: clean(category) }],
  };
};
