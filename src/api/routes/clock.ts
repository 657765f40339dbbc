import { clockingIn } from '../../actions/access.js';
import { requestOf, type Actor } from '../../actions/actor.js';
import { categoryOf, keepCategory } from '../../actions/category-of.js';
import { configOrNull } from '../../actions/config-or-null.js';
import { leaveToOthers } from '../../actions/entries/leave-to-others.js';
import { wantsNote } from '../../actions/wants-note.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, sessionId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Recorded } from '../../engine/api.js';
import { changedAnswer, wasCarriedOut } from '../changed.js';
import type { ApiDeps } from '../deps.js';
import { shownStatus } from '../present-entry.js';
import { defineRoute, type Answer, type Route } from '../route.js';
import { ClockIn, ClockOut, OnActive, SetNote, Switch } from '../schemas/clock.js';
import { Changed, Status } from '../schemas/time.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'sessions' | 'entries' | 'overview' | 'timesheet' | 'spaces' | 'clock' | 'ids' | 'log' | 'applied'>;
const MINUTE = 60_000;
const shared = { tag: 'Clock', method: 'POST', scope: 'own:write', answers: { 200: Changed } } as const;

/** As the guard of `/clockin`. CAPABILITY_MISSING, MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL. */
const mayClockIn = async (actor: Actor, { spaces }: Pick<Needs, 'spaces'>): Promise<Result<void, DomainError>> => {
  if (actor.guild === null) return ok(undefined);
  return clockingIn(actor, spaces.loaded(actor.space) ?? (await spaces.get(actor.space)));
};

const onActive = (session: string | undefined) => (session === undefined ? {} : { session: sessionId(session) });
const withNote = (note: string | null | undefined) => (note === undefined ? {} : { note });

const clockIn = async (
  actor: Actor,
  { category: typed, note = null, whenResumable }: { category: string; note?: string | null | undefined; whenResumable: string },
  deps: Needs,
): Promise<Result<Recorded, DomainError>> => {
  const asked = await categoryOf(actor, typed, deps);
  if (!asked.ok) return asked;
  const { category } = asked.value;
  const config = await configOrNull(deps, actor.space);
  const graceMs = whenResumable === 'begin' ? 0 : (config?.settings.resumeGrace ?? 0) * MINUTE;
  const begun = await deps.sessions.clockIn({ ...requestOf(actor), category: category.id, note, graceMs });
  const started =
    !begun.ok && begun.error.code === 'SESSION_RESUMABLE' && whenResumable === 'goOn' ? await goOn(actor, note, deps) : begun;
  if (started.ok) await keepCategory({ ...actor, log: deps.log }, asked.value, deps);
  return started;
};

/** Goes on with the last session; a note that was given this time replaces the old one. */
const goOn = async (actor: Actor, note: string | null, deps: Needs): Promise<Result<Recorded, DomainError>> => {
  const status = await deps.overview.status(actor.space, actor.user);
  if (!status.ok) return status;
  const { last } = status.value.state;
  if (last === null) return err(domainError('SESSION_RESUMABLE'));
  const reopened = await deps.entries.reopen({ ...requestOf(actor), session: last.id });
  if (!reopened.ok || note === null) return reopened;
  const noted = await deps.sessions.setNote({
    ...{ ...requestOf(actor), requestId: requestId(deps.ids.next()), session: last.id, note },
  });
  return noted.ok ? noted : reopened;
};

/** The answer to an end: what another entry counts already is taken out of it first. */
const ended = async (actor: Actor, recorded: Recorded, deps: Needs): Promise<Result<Answer, DomainError>> => {
  const settled = recorded.replayed ? recorded : (await leaveToOthers(recorded, actor, deps)).recorded;
  return changedAnswer(actor, settled, deps);
};

export const clockRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'getStatus', method: 'GET', path: '/spaces/:space/status', tag: 'Clock', scope: 'own:read' },
    summary: 'Shows whether you are on the clock, your last entry, and what you did today, this week and this month.',
    answers: { 200: Status },
    run: async (asked) => {
      const actor = inSpace(asked);
      const status = await deps.overview.status(actor.space, actor.user);
      return status.ok ? ok({ status: 200, body: shownStatus(actor, status.value, asked.now) }) : status;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'clockIn', path: '/spaces/:space/clock/in', body: ClockIn },
    summary: 'Clocks you in.',
    refusals: ['SESSION_ALREADY_ACTIVE', 'SESSION_RESUMABLE', 'MEMBER_SUSPENDED', 'CATEGORY_NOT_FOUND', 'CATEGORY_ROLE_REQUIRED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const may = await mayClockIn(actor, deps);
      if (!may.ok) return may;
      const started = await clockIn(actor, asked.body, deps);
      return started.ok ? changedAnswer(actor, started.value, deps) : started;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'clockOut', path: '/spaces/:space/clock/out', body: ClockOut },
    summary: 'Clocks you out.',
    refusals: ['SESSION_NOT_ACTIVE', 'STALE_CONTROL', 'NOTE_REQUIRED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { note, session } = asked.body;
      const isDone = await wasCarriedOut(asked, actor, actor.user, deps);
      if (!isDone && (await wantsNote(actor, note, deps))) return err(domainError('NOTE_REQUIRED'));
      const out = await deps.sessions.clockOut({ ...requestOf(actor), ...onActive(session), ...withNote(note) });
      return out.ok ? ended(actor, out.value, deps) : out;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'pause', path: '/spaces/:space/clock/pause', body: OnActive },
    summary: 'Begins a break.',
    refusals: ['SESSION_NOT_ACTIVE', 'SESSION_ALREADY_PAUSED', 'STALE_CONTROL'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const paused = await deps.sessions.pause({ ...requestOf(actor), ...onActive(asked.body.session) });
      return paused.ok ? changedAnswer(actor, paused.value, deps) : paused;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'resume', path: '/spaces/:space/clock/resume', body: OnActive },
    summary: 'Ends a break.',
    refusals: ['SESSION_NOT_ACTIVE', 'SESSION_NOT_PAUSED', 'STALE_CONTROL'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const resumed = await deps.sessions.resume({ ...requestOf(actor), ...onActive(asked.body.session) });
      return resumed.ok ? changedAnswer(actor, resumed.value, deps) : resumed;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'switchCategory', path: '/spaces/:space/clock/switch', body: Switch },
    summary: 'Ends what runs and begins something else at the same moment.',
    refusals: [
      'SESSION_NOT_ACTIVE',
      'NOTHING_TO_CHANGE',
      'NOTE_REQUIRED',
      'MEMBER_SUSPENDED',
      'CATEGORY_NOT_FOUND',
      'STALE_CONTROL',
    ],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { category: typed, note = null, session } = asked.body;
      const may = await mayClockIn(actor, deps);
      if (!may.ok) return may;
      const found = await categoryOf(actor, typed, deps);
      if (!found.ok) return found;
      const isDone = await wasCarriedOut(asked, actor, actor.user, deps);
      // The note that is given here is that of the session that begins.
      if (!isDone && (await wantsNote(actor, undefined, deps))) return err(domainError('NOTE_REQUIRED'));
      const { id: category } = found.value.category;
      const switched = await deps.sessions.switch({ ...requestOf(actor), ...onActive(session), category, note });
      if (!switched.ok) return switched;
      await keepCategory({ ...actor, log: deps.log }, found.value, deps);
      const { last } = switched.value.state;
      if (!switched.value.replayed && last !== null && last.endedAt !== null)
        await leaveToOthers({ ...switched.value, session: last }, actor, deps);
      return changedAnswer(actor, switched.value, deps);
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'setNote', path: '/spaces/:space/clock/note', body: SetNote },
    summary: 'Writes the note of the session on the clock, or of the one that is named.',
    refusals: ['SESSION_NOT_ACTIVE', 'SESSION_NOT_FOUND', 'NOTE_TOO_LONG'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { note, session } = asked.body;
      const noted = await deps.sessions.setNote({ ...requestOf(actor), ...onActive(session), note });
      return noted.ok ? changedAnswer(actor, noted.value, deps) : noted;
    },
  }),
];
