import { domainError, type DomainError } from '../../../domain/errors.js';
import type { NotionPage } from '../api/api.js';
import { bringEntries } from '../timers/bring.js';
import { actorAs, digestOf, memberOf } from './actor.js';
import { beginAs, type NewTimer } from './act.js';
import type { PageTimer } from './edits.js';
import { mustBeRefused, rememberSeen, say, type Inbox } from './inbox.js';
import type { InboundMeans } from './means.js';
import { noteRefused } from './refused.js';
import { refusedRemark } from './remarks.js';

/** The end of a minute that Notion tells the beginning of, but never ahead of now: nobody knows the second. */
export const withinMinute = (editedAt: number, now: number): number => Math.min(now, editedAt + 59_999);

const newTimer = (timer: PageTimer, page: NotionPage, now: number): NewTimer => {
  const startedAt = timer.overrideStart ?? timer.start ?? page.createdAt;
  const end = timer.overrideEnd ?? timer.end;
  const endedAt = end ?? (timer.stop ? withinMinute(page.editedAt, now) : null);
  return { category: timer.category, note: timer.note === '' ? null : timer.note, startedAt, endedAt };
};

/**
 * A page that a person made becomes a session, or an entry when it has an end. Until a category is chosen it is not taken for a timer; one from before the space was
 * connected never is. Its request is made of the page's id, so it is begun once, however often it is looked at. What is refused is said on the page, once.
 */
export const takeNew = async (inbox: Inbox, page: NotionPage, timer: PageTimer, means: InboundMeans): Promise<void> => {
  const { space, connection } = inbox;
  // One that we made belongs to an entry, also when somebody took our id away from it. With a personal token we are the person.
  if (page.createdBy === connection.botId && connection.botId !== connection.ownerId) return;
  if (timer.category === '' || page.createdAt < (connection.since ?? 0) - 60_000) return;
  const now = means.clock.now();
  const refusedAs = `refused:${digestOf(page.id)}`;
  const asked = digestOf(timer);
  if ((await means.positions.position(space, refusedAs)) === asked) return;

  const refuse = async (error: DomainError): Promise<void> => {
    mustBeRefused(error);
    const config = await means.spaces.get(space);
    await say(inbox, page, refusedRemark(error, now, { config, t: means.translator(config.settings.locale) }));
    await noteRefused(space, { at: now, error }, means.positions);
    await means.positions.setPosition(space, refusedAs, asked);
  };

  if (timer.unreadable) return refuse(domainError('NOTION_TIME_UNREADABLE'));
  const member = await memberOf(space, timer, inbox);
  if (!member.ok) return refuse(member.error);
  const user = member.value;
  const actor = await actorAs(space, user, { request: `n${digestOf(page.id)}`, at: now }, means.people);
  if (!actor.ok) return refuse(actor.error);
  const begun = await beginAs(actor.value, newTimer(timer, page, now), means);
  if (!begun.ok) return refuse(begun.error);
  const { state, session } = begun.value;
  await means.positions.setPosition(space, refusedAs, null);
  await rememberSeen(inbox, page, { user, session: session.id, version: state.version, refused: null }, means);
  await say(inbox, page, '');
  await bringEntries(inbox, new Map([[session.id, { user, version: state.version }]]), means);
};
