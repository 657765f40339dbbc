import type { EntryFields } from '../../../domain/commands.js';
import { domainError, type DomainError } from '../../../domain/errors.js';
import { requestId, sessionId, userId, type UserId } from '../../../domain/ids.js';
import { err, ok, type Result } from '../../../domain/result.js';
import type { Session } from '../../../domain/session.js';
import type { Actor } from '../../../actions/actor.js';
import type { NotionPageMemory } from '../../../engine/notion-pages.js';
import { lastChangeOf } from '../../../engine/jobs/last-change.js';
import type { NotionPage } from '../api/api.js';
import { NotionError } from '../api/errors.js';
import type { Fields } from '../keeping/written.js';
import { bringEntries, entryNow } from '../timers/bring.js';
import { fieldsOf } from '../timers/fields.js';
import { categoryNamed, editAs, endAs } from './act.js';
import { actorAs, digestOf } from './actor.js';
import { clashesOf, editsOn, isMeddledWith, seenOn, timerOn, type Editable, type PageTimer } from './edits.js';
import { mustBeRefused, rememberSeen, say, type Inbox } from './inbox.js';
import type { InboundMeans } from './means.js';
import { noteRefused } from './refused.js';
import { overruledRemark, refusedRemark } from './remarks.js';
import { withinMinute } from './take-new.js';

const SNOWFLAKE = /^\d{1,20}$/;

/** What is to become of an entry by what a person changed; an end apart, since ending a session is no correction. */
interface Intent {
  readonly patch: Partial<EntryFields>;
  /** ms; undefined: it does not end. */
  readonly endedAt?: number;
  readonly note?: string | null;
}

const intentOf = async (
  edits: readonly Editable[],
  timer: PageTimer,
  { session, page, actor, now }: { session: Session; page: NotionPage; actor: Actor; now: number },
  means: InboundMeans,
): Promise<Result<Intent, DomainError>> => {
  const has = (name: Editable): boolean => edits.includes(name);
  if (timer.unreadable) return err(domainError('NOTION_TIME_UNREADABLE'));
  const runs = session.endedAt === null;
  const end = (has('overrideEnd') ? timer.overrideEnd : null) ?? (has('end') ? timer.end : null);
  const start = (has('overrideStart') ? timer.overrideStart : null) ?? (has('start') ? timer.start : null);
  const clears = (has('stop') && !timer.stop) || (has('end') && timer.end === null);
  if (!runs && clears && end === null) return err(domainError('NOTION_REOPENS_NOT'));
  const category = has('category') ? await categoryNamed(actor, timer.category, means) : ok(undefined);
  if (!category.ok) return category;
  const note = has('note') ? { note: timer.note === '' ? null : timer.note } : {};
  const patch: Partial<EntryFields> = {
    ...(category.value === undefined ? {} : { category: category.value }),
    ...(start === null ? {} : { startedAt: start }),
  };
  if (!runs) return ok({ patch: { ...patch, ...note, ...(end === null ? {} : { endedAt: end }) } });
  const ticked = has('stop') && timer.stop;
  const endedAt = end ?? (ticked ? Math.max(session.startedAt, withinMinute(page.editedAt, now)) : null);
  if (endedAt === null) return ok({ patch: { ...patch, ...note } });
  return ok({ patch, endedAt, ...note });
};

const carryOut = async (
  actor: Actor,
  session: Session,
  { patch, endedAt, note }: Intent,
  means: InboundMeans,
): Promise<Result<number, DomainError>> => {
  let [version, current] = [0, session];
  if (Object.keys(patch).length > 0) {
    const edited = await editAs(actor, current, patch, means);
    if (!edited.ok) return edited;
    [version, current] = [edited.value.state.version, edited.value.session];
  }
  if (endedAt === undefined) return ok(version);
  const ended = await endAs({ ...actor, id: requestId(`${actor.id}-end`) }, current, { endedAt, note }, means);
  return ended.ok ? ok(ended.value.state.version) : ended;
};

/** A page as it is, and not as a list that may be behind has it; null when it is gone meanwhile. */
const asItIs = async ({ api }: Inbox, page: NotionPage): Promise<NotionPage | null> => {
  try {
    const now = await api.page(page.id);
    return now.inTrash ? null : now;
  } catch (error) {
    if (error instanceof NotionError && error.kind === 'not-shared') return null;
    throw error;
  }
};

/** Works on one page of ours that somebody edited. */
export const takeEdits = async (
  inbox: Inbox,
  listed: NotionPage,
  { memberId, entryId }: PageTimer,
  means: InboundMeans,
): Promise<void> => {
  const { space, table } = inbox;
  // Whose it is can be changed by hand, but then it is not known as theirs.
  if (!SNOWFLAKE.test(memberId)) return;
  const [user, id] = [userId(memberId), sessionId(entryId)];
  const memory = (await means.pages.get(space, user, [id])).get(id);
  if (memory?.source !== table.dataSourceId) return;
  const wording = async () => {
    const config = await means.spaces.get(space);
    return { config, t: means.translator(config.settings.locale) };
  };
  if (memory.page !== listed.id) {
    if (memory.page !== null && memory.gone === null) await say(inbox, listed, (await wording()).t('notionsync.remark.copy'));
    return;
  }
  const session = await entryNow(space, user, id, means);
  if (session === null) return;
  const fieldsNow = async (): Promise<Fields> =>
    fieldsOf(session, user, { ...(await wording()), memberName: await means.nameOf(space, user) });
  const fields = await fieldsNow();
  const isTouched = editsOn(listed, table, memory, fields).length > 0 || isMeddledWith(listed, table, memory, fields);
  if (memory.gone === null && !isTouched) return;
  const page = await asItIs(inbox, listed);
  if (page === null) return;
  await settle(inbox, { page, session, user, memory, fields }, means);
};

interface Edited {
  readonly page: NotionPage;
  readonly session: Session;
  readonly user: UserId;
  readonly memory: NotionPageMemory;
  readonly fields: Fields;
}

const settle = async (inbox: Inbox, { page, session, user, memory, fields }: Edited, means: InboundMeans): Promise<void> => {
  const { space, table } = inbox;
  const timer = timerOn(page, table);
  const edits = editsOn(page, table, memory, fields);
  const now = means.clock.now();
  const asked = digestOf(edits, timer);
  const state = await means.store.reload(space, user);
  const config = await means.spaces.get(space);
  const wording = { config, t: means.translator(config.settings.locale) };

  /** What stands there is what is known; all that is to be otherwise is written. */
  const finish = async (version: number, remark: string): Promise<void> => {
    const cleared = await withoutOverrides(inbox, page);
    await rememberSeen(inbox, cleared, { user, session: session.id, version, refused: null }, means);
    await say(inbox, cleared, remark);
    await bringEntries(inbox, new Map([[session.id, { user, version }]]), means);
  };
  const refuse = async (error: DomainError): Promise<void> => {
    mustBeRefused(error);
    await noteRefused(space, { at: now, error }, means.positions);
    await finish(state.version, refusedRemark(error, now, wording));
  };

  if (edits.length === 0) {
    // A list that was behind showed it, and there is nothing.
    if (memory.gone === null && !isMeddledWith(page, table, memory, fields)) return;
    // Brought back from the trash by hand, so it goes along again; or what we work out is put right.
    return finish(state.version, memory.gone === null ? wording.t('notionsync.remark.computed') : '');
  }
  // The same while it is not taken; another one when the same is changed again later.
  const request = `n${digestOf(page.id, asked, memory.wrote, page.editedAt)}`;
  const clashes = clashesOf(edits, memory, fields);
  const changedAt = clashes.length === 0 ? null : await lastChangeOf(means.history, space, user, session.id);
  // Notion knows the minute: within the same one, what is known to the second stands.
  if (changedAt !== null && page.editedAt < changedAt) {
    const error = domainError('NOTION_CHANGED_HERE_LATER');
    await means.notices.put({ space, user, requestId: requestId(request), command: 'notion', at: page.editedAt, error });
    return refuse(error);
  }
  const actor = await actorAs(space, user, { request, at: now }, means.people);
  if (!actor.ok) return refuse(actor.error);
  const intent = await intentOf(edits, timer, { session, page, actor: actor.value, now }, means);
  if (!intent.ok) return refuse(intent.error);
  const done = await carryOut(actor.value, session, intent.value, means);
  if (!done.ok && done.error.code !== 'NOTHING_TO_CHANGE') return refuse(done.error);
  const remark = changedAt === null ? '' : overruledRemark(clashes, session, changedAt, wording);
  return finish(done.ok && done.value > 0 ? done.value : state.version, remark);
};

/** What was set to override a time is in the start or the end now, so it goes: left there, it would be in the way of the next change. */
const withoutOverrides = async ({ api, table }: Inbox, page: NotionPage): Promise<NotionPage> => {
  const ids = ['overrideStart', 'overrideEnd'].flatMap((name) => {
    const id = table.properties[name];
    return id === undefined || (seenOn(page, table)[name] ?? null) === null ? [] : [id];
  });
  if (ids.length === 0) return page;
  return api.updatePage(page.id, {
    properties: Object.fromEntries(ids.map((id) => [id, { type: 'date' as const, date: null }])),
  });
};
