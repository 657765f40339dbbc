import { clockingIn } from '../../actions/access.js';
import { findSession } from '../../actions/entries/find.js';
import { lastOwnChange, runsAgain } from '../../actions/entries/last-change.js';
import { adjustEnded, reopenEnded } from '../../domain/decide/ended-rules.js';
import { domainError } from '../../domain/errors.js';
import { sessionId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { changedAnswer, wasCarriedOut } from '../changed.js';
import { addEntry, changeEnded, deleteEntry, editEntry, type EntryMeans } from '../entries/change.js';
import { ownDesk } from '../entries/desk.js';
import { entryPage } from '../entries/list.js';
import { shownEntry, versionOf } from '../present-entry.js';
import { defineRoute, type Route } from '../route.js';
import { Adjust, EntryParams, EntryQuery } from '../schemas/entries.js';
import { Changed, Entry, EntryInput, EntryPage, EntryPatch } from '../schemas/time.js';
import { inSpace } from '../server/called-by.js';

const tag = 'Entries';
const path = '/spaces/:space/entries/:entry';
const LIMITS = ['SELF_EDIT_TOO_FAR_BACK', 'SELF_EDIT_TOO_MUCH', 'SELF_EDIT_NO_ADDING', 'ENTRY_OVERLAPS'] as const;
const writing = { tag, scope: 'own:write' } as const;

const ofEntry = { ...writing, method: 'POST', params: EntryParams, answers: { 200: Changed } } as const;

export const entryRoutes = (deps: EntryMeans): readonly Route[] => [
  defineRoute({
    ...{ id: 'listEntries', method: 'GET', path: '/spaces/:space/entries', tag, scope: 'own:read', query: EntryQuery },
    summary: 'Lists your entries that ended in a period, oldest first.',
    answers: { 200: EntryPage },
    run: async (asked) => {
      const { items, next } = await entryPage(inSpace(asked), asked.query, asked.now, deps);
      return ok({ status: 200, body: { items: items.map((one) => shownEntry(one, asked.now)), next } });
    },
  }),
  defineRoute({
    ...{ id: 'getEntry', method: 'GET', path, tag, scope: 'own:read', params: EntryParams },
    summary: 'Shows one of your entries, or the session on the clock.',
    answers: { 200: Entry },
    refusals: ['SESSION_NOT_FOUND'],
    run: async (asked) => {
      const found = await findSession(inSpace(asked), sessionId(asked.params.entry), deps);
      if (!found.ok) return found;
      const { session } = found.value;
      // What is on the clock says something else every moment.
      const version = session.endedAt === null ? {} : { version: versionOf(session) };
      return ok({ status: 200, body: shownEntry(session, Math.max(asked.now, session.startedAt)), ...version });
    },
  }),
  defineRoute({
    ...{ ...writing, id: 'addEntry', method: 'POST', path: '/spaces/:space/entries', body: EntryInput },
    summary: 'Writes down time that you did not clock.',
    answers: { 201: Changed },
    refusals: [...LIMITS, 'ENTRY_TIMES_INVALID', 'ENTRY_PAUSES_INVALID', 'CATEGORY_NOT_FOUND', 'MEMBER_SUSPENDED'],
    run: (asked) => addEntry(asked, ownDesk(inSpace(asked)), asked.body, deps),
  }),
  defineRoute({
    ...{ ...writing, id: 'editEntry', method: 'PATCH', path, params: EntryParams, body: EntryPatch },
    summary: 'Changes an entry; what is left out stays.',
    answers: { 200: Changed },
    refusals: [...LIMITS, 'SESSION_NOT_FOUND', 'NOTHING_TO_CHANGE', 'ENTRY_TIMES_INVALID', 'VERSION_MISMATCH'],
    run: (asked) => editEntry(asked, ownDesk(inSpace(asked)), asked.params.entry, asked.body, deps),
  }),
  defineRoute({
    ...{ ...writing, id: 'deleteEntry', method: 'DELETE', path, params: EntryParams },
    summary: 'Deletes an entry that has ended.',
    answers: { 200: Changed },
    refusals: [...LIMITS, 'SESSION_NOT_FOUND', 'SESSION_NOT_ENDED', 'VERSION_MISMATCH'],
    run: (asked) => deleteEntry(asked, ownDesk(inSpace(asked)), asked.params.entry, deps),
  }),
  defineRoute({
    ...{ ...ofEntry, id: 'confirmEntry', path: `${path}/confirm` },
    summary: 'Confirms an entry.',
    refusals: ['SESSION_NOT_FOUND', 'SESSION_NOT_ENDED', 'SESSION_ALREADY_CONFIRMED', 'VERSION_MISMATCH'],
    run: (asked) => {
      const desk = ownDesk(inSpace(asked));
      const session = sessionId(asked.params.entry);
      return changeEnded(asked, desk, session, deps, null, () => deps.entries.confirm({ ...desk.request, session }));
    },
  }),
  defineRoute({
    ...{ ...ofEntry, id: 'adjustEntry', path: `${path}/adjust`, body: Adjust },
    summary: 'Sets by hand what counts of an entry; null lets what was measured count.',
    refusals: [...LIMITS, 'SESSION_NOT_FOUND', 'SESSION_NOT_ENDED', 'EFFECTIVE_TIME_INVALID', 'VERSION_MISMATCH'],
    run: (asked) => {
      const desk = ownDesk(inSpace(asked));
      const session = sessionId(asked.params.entry);
      const { effectiveSeconds } = asked.body;
      const effectiveMs = effectiveSeconds === null ? null : Math.round(effectiveSeconds * 1_000);
      const rule = (before: Parameters<typeof adjustEnded>[0]) => adjustEnded(before, effectiveMs);
      return changeEnded(asked, desk, session, deps, rule, () => deps.entries.adjust({ ...desk.request, session, effectiveMs }));
    },
  }),
  defineRoute({
    ...{ ...ofEntry, id: 'reopenEntry', path: `${path}/reopen` },
    summary: 'Puts your last entry back on the clock; the time since its end becomes a break.',
    refusals: [...LIMITS, 'SESSION_NOT_FOUND', 'SESSION_ALREADY_ACTIVE', 'MEMBER_SUSPENDED', 'VERSION_MISMATCH'],
    run: (asked) => {
      const desk = ownDesk(inSpace(asked));
      const session = sessionId(asked.params.entry);
      const rule = (before: Parameters<typeof reopenEnded>[0]) => reopenEnded(before, desk.actor.occurredAt);
      return changeEnded(asked, desk, session, deps, rule, () => deps.entries.reopen({ ...desk.request, session }));
    },
  }),
  defineRoute({
    ...{ ...writing, id: 'undoLastChange', method: 'POST', path: '/spaces/:space/undo' },
    summary: 'Takes back the last change that you made of your time, within a day; once more for the one before.',
    answers: { 200: Changed },
    refusals: ['NOTHING_TO_UNDO', 'ENTRY_CHANGED', 'ENTRY_OVERLAPS', 'MEMBER_SUSPENDED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const [last, config] = await Promise.all([lastOwnChange(actor, deps), deps.spaces.get(actor.space)]);
      const isDone = await wasCarriedOut(asked, actor, actor.user, deps);
      if (last === null && !isDone) return err(domainError('NOTHING_TO_UNDO'));
      const changes = last?.rows ?? [];
      const may = !isDone && changes.some(runsAgain) ? clockingIn(actor, config) : ok(undefined);
      if (!may.ok) return may;
      const apart = config.settings.overlap === 'refuse';
      const { id: requestId, space, user, occurredAt: at, source } = actor;
      const undone = await deps.entries.undo({ requestId, space, user, at, source, changes, apart });
      return undone.ok ? changedAnswer(actor, undone.value, deps) : undone;
    },
  }),
];
