import type { SpaceConfig } from '../../../src/domain/space.js';
import type { Session } from '../../../src/domain/session.js';
import type { LedgerRow } from '../../../src/engine/ledger/kinds/index.js';
import type { Act } from '../act.js';
import { EVERYBODY, spaceAt, type Person, type Place } from '../cast.js';
import { may, mayClock } from '../rights.js';
import type { SpaceId, UserId } from '../../../src/domain/ids.js';

type EntryRow = Extract<LedgerRow, { kind: 'entry' }>;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Days are compared by hours here, without the rules of zones: this much is left open at their edges, ms. */
const EDGE = 3_600_000 * 3;

const effective = ({ startedAt, endedAt, pauses, pausedSince, overrideMs }: Session, now: number): number => {
  const end = endedAt ?? pausedSince ?? now;
  return overrideMs ?? Math.max(0, end - startedAt - pauses.reduce((sum, pause) => sum + pause.end - pause.start, 0));
};

/** Corrections, that is what a space may limit. */
const CORRECTIONS: ReadonlySet<string> = new Set(['adjusted', 'reopened', 'entryAdded', 'entryEdited', 'entryDeleted']);

/** How a correction of one's own goes beyond what the server lets members do alone; null when it does not. */
const beyondLimits = ({ event, before, after }: EntryRow, { settings }: SpaceConfig, at: number): string | null => {
  const { selfEditDays, selfEditBy, membersAddEntries, resumeGrace, minimumSession } = settings;
  if (!CORRECTIONS.has(event)) return null;
  // A note is not time.
  if (before !== null && after !== null && timeOf(before) === timeOf(after)) return null;
  // Going on with what ended a moment ago is the clock's affair, and so is a session that was too short to stay.
  const since = at - (before?.endedAt ?? 0);
  if (event === 'reopened' && resumeGrace !== null && since <= resumeGrace * MINUTE) return null;
  if (event === 'entryDeleted' && before !== null && minimumSession !== null && effective(before, at) < minimumSession * MINUTE)
    return null;
  if (before === null && !membersAddEntries) return 'members do not add entries here';
  const started = Math.min(before?.startedAt ?? Infinity, after?.startedAt ?? Infinity);
  // A day that is `selfEditDays` back began at most so long ago.
  if (selfEditDays !== null && started < at - (selfEditDays + 1) * DAY - EDGE) return `it is more than ${selfEditDays} days back`;
  if (selfEditBy === null || before === null) return null;
  const moved = Math.abs((after === null ? 0 : effective(after, at)) - effective(before, at));
  return moved > selfEditBy * MINUTE ? `it moves ${moved} ms, and ${selfEditBy} minutes are the most` : null;
};

const timeOf = ({ category, startedAt, endedAt, pauses, overrideMs }: Session): string =>
  JSON.stringify([category, startedAt, endedAt, pauses, overrideMs]);

const putsTime = ({ before, after }: EntryRow): boolean =>
  after !== null && (before === null || (before.endedAt !== null && after.endedAt === null));

/** Why a member may not do this with their own time; null when they may. */
const notByThemselves = (row: EntryRow, who: Person, place: Place, { config, at }: Act): string | null => {
  if (config === null || place === 'own') return null;
  const { before, after, event, source } = row;
  const isUndo = event === 'undone';
  // What was deleted comes back by undo, whoever may clock in today; but nobody is on the clock by it.
  const clocks = putsTime(row) && (!isUndo || after?.endedAt === null);
  if (clocks && !mayClock(who, place, config, at)) return 'they may not put time on the clock';
  const moved = !isUndo && after !== null && (putsTime(row) || after.category !== before?.category);
  const requires = config.categories.find(({ id }) => id === after?.category)?.requires ?? null;
  if (moved && requires !== null && !who.roles.includes(requires)) return `the category requires the role ${requires}`;
  return source === 'overlap' ? null : beyondLimits(row, config, at);
};

const withoutCounting = (session: Session | null): string => JSON.stringify(session && { ...session, counting: null });

/** Why somebody may not do this with the time of another member; null when they may. */
const notForOthers = (row: EntryRow, actor: Person, place: Place, act: Act | undefined, mayApprove: boolean): string | null => {
  if (row.source === 'recount')
    return withoutCounting(row.before) === withoutCounting(row.after) ? null : 'a recount changed more than where time counts';
  if (place === 'own') return 'it is the own space of somebody else';
  // Who approved it may have been gone when somebody finished it.
  if (row.source === 'approval') return mayApprove ? null : 'nobody who acted may approve';
  if (act === undefined) return 'they did nothing';
  if (act.config === null) return null;
  if (may(actor, 'editOthers', place, act.config)) return null;
  const { config } = act;
  const endsAs = row.event === 'clockedOut' ? row.after?.endReason : null;
  const mayEnd =
    (endsAs === 'forced' && may(actor, 'forceClockOut', place, config)) ||
    (endsAs === 'suspended' && may(actor, 'manageMembers', place, config));
  return mayEnd ? null : 'they may not change the time of others';
};

/** Is this row of the ledger something that whoever did it may do? `acts`: everything that may have made it. */
export const rowProblems = (
  row: LedgerRow,
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  acts: readonly Act[],
): readonly string[] => {
  const owner = EVERYBODY.find((one) => one.user === user);
  const actor = EVERYBODY.find((one) => one.user === row.actor);
  const place = owner && (['home', 'elsewhere', 'own'] as const).find((one) => spaceAt(one, owner) === space);
  if (owner === undefined || place === undefined) return [`a row of somebody who is not there: ${row.kind}`];
  const told = `${row.event} of ${owner.name} (${place}) by ${actor?.name ?? 'the bot'}, ${row.source}`;
  if (actor === undefined) return row.kind === 'document' ? [] : [`${told}: nobody asked for it`];
  const act = acts.find(({ id }) => id === row.requestId) ?? acts.findLast((one) => one.who === actor && one.place === place);
  if (row.kind !== 'entry') {
    const config = act?.config ?? null;
    const isFine =
      actor === owner ||
      config === null ||
      (['editOthers', 'approve', 'forceClockOut', 'manageMembers'] as const).some((one) => may(actor, one, place, config));
    return isFine ? [] : [`${told}: they may not change what belongs to others`];
  }
  if (actor !== owner) {
    const mayApprove = acts.some(
      (one) => one.place === place && (one.config === null || may(one.who, 'approve', place, one.config)),
    );
    const why = notForOthers(row, actor, place, act, mayApprove);
    return why === null ? [] : [`${told}: ${why}`];
  }
  if (act === undefined) return row.source === 'recount' ? [] : [`${told}: they did nothing`];
  if (row.source === 'recount') return [];
  if (row.source === 'approval') return [`${told}: nobody approves what they asked for themselves`];
  const why = notByThemselves(row, owner, place, act);
  return why === null ? [] : [`${told}: ${why}`];
};
