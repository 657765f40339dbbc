import fc from 'fast-check';
import type { EntryFields, SessionCommand } from '../../src/domain/commands.js';
import type { Counting } from '../../src/domain/counting.js';
import { decide, type SessionChange } from '../../src/domain/decide/index.js';
import { categoryId, sessionId, type SessionId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER, END_REASONS, type Interval, type MemberState, type Session } from '../../src/domain/session.js';

/** A command to be given `after` ms (below 0: a late delivery) after the one before it. */
export interface Step {
  readonly after: number;
  readonly kind: SessionCommand['type'];
  readonly category: string;
  readonly note: string | null;
  readonly effectiveMs: number | null;
  /** Which of the sessions that there are a correction is about, modulo how many there are. */
  readonly which: number;
  /** How much later than the one before the typed times are, and how long, ms. */
  readonly span: readonly [number, number];
  /** How the space counts at that time. */
  readonly counting: Counting;
}

const HOUR = 3_600_000;
/** From 1970 to 2100, with the years of interest likelier. */
export const moment = fc.oneof(
  fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
  fc.integer({ min: 0, max: 4_102_444_800_000 }),
);

/** Zones with summer time, half-hour and 45-minute offsets, midnight gaps and repeated hours, and a skipped day (Apia, 2011-12-30). */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Cairo',
] as const;
export const zone = fc.constantFrom(...ZONES);

/** Ways of counting with and without a day that begins later, cut or not. */
export const counting: fc.Arbitrary<Counting> = fc.record({
  zone,
  dayStart: fc.constantFrom(0, 0, 60, 150, 240, 360),
  boundary: fc.constantFrom('split', 'split', 'start'),
});

const CLOCK_KINDS = ['clockIn', 'switch', 'pause', 'resume', 'clockOut', 'setNote', 'adjust', 'confirm', 'reopen'] as const;
const KINDS = [
  ...CLOCK_KINDS,
  ...CLOCK_KINDS,
  'endAt',
  'addEntry',
  'editEntry',
  'deleteEntry',
  'importEntries',
  'recount',
  'confirmUnchanged',
  'undo',
] as const;
export const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -HOUR, max: 40 * HOUR })),
  kind: fc.constantFrom(...KINDS),
  category: fc.constantFrom('work', 'study'),
  note: fc.option(fc.string({ maxLength: 20 })),
  effectiveMs: fc.option(fc.integer({ min: 0, max: 30 * HOUR })),
  which: fc.nat(20),
  span: fc.tuple(fc.integer({ min: -60 * HOUR, max: HOUR }), fc.integer({ min: 1, max: 60 * HOUR })),
  counting,
});
export const steps = fc.array(step, { maxLength: 60, size: 'max' });
/** Only what the buttons do. */
export const clockSteps = steps.map((made) => made.filter(({ kind }) => CLOCK_KINDS.some((clock) => clock === kind)));

/** A session in any state with its pauses inside it, as `decide` would make it. */
export const session: fc.Arbitrary<Session> = fc
  .record({
    startedAt: moment,
    cuts: fc.array(fc.integer({ min: 1, max: 30 * HOUR }), { maxLength: 9 }),
    ended: fc.boolean(),
    overrideMs: fc.option(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 400 * 24 * HOUR }))),
  })
  .map(({ startedAt, cuts, ended, overrideMs }) => {
    // worked, paused, worked, paused, ...
    const pauses: Interval[] = [];
    let at = startedAt;
    for (let index = 0; index + 1 < cuts.length; index += 2) {
      const start = at + cuts[index]!;
      at = start + cuts[index + 1]!;
      pauses.push({ start, end: at });
    }
    const rest = cuts.length % 2 === 1 ? cuts.at(-1)! : 0;
    return {
      id: sessionId('s'),
      category: categoryId('work'),
      status: ended ? 'ENDED_UNCONFIRMED' : 'RUNNING',
      note: null,
      startedAt,
      pauses,
      pausedSince: null,
      endedAt: ended ? at + rest : null,
      endReason: ended ? 'member' : null,
      overrideMs: ended ? overrideMs : null,
      counting: null,
    };
  });

const typed = ({ category, note, effectiveMs, span: [later, long] }: Step, at: number): EntryFields => {
  const startedAt = Math.max(0, at + later);
  const pauses = long > 10 ? [{ start: startedAt + 1, end: startedAt + Math.floor(long / 2) }] : [];
  return { category: categoryId(category), note, startedAt, endedAt: startedAt + long, pauses, overrideMs: effectiveMs };
};

const commandOf = (made: Step, { state, entries, history }: Made, index: number, at: number): SessionCommand => {
  const known = [...(state.active === null ? [] : [state.active.id]), ...entries.keys()];
  const target = known[made.which % Math.max(1, known.length)] ?? sessionId('none');
  switch (made.kind) {
    case 'clockIn':
      return { type: 'clockIn', session: sessionId(`s${index}`), category: categoryId(made.category), note: made.note };
    case 'switch':
      return { type: 'switch', session: sessionId(`s${index}`), category: categoryId(made.category), note: made.note };
    case 'clockOut':
      return { type: 'clockOut', note: made.note, reason: 'member' };
    case 'endAt': {
      const from = state.active?.startedAt ?? at;
      const endedAt = from + (made.which % 4) * Math.floor((at - from) / 3);
      return { type: 'endAt', session: target, endedAt, reason: END_REASONS[made.which % END_REASONS.length] ?? 'member' };
    }
    case 'setNote':
      return { type: 'setNote', note: made.note, session: target };
    case 'adjust':
      return { type: 'adjust', session: target, effectiveMs: made.effectiveMs };
    case 'confirm':
    case 'reopen':
    case 'deleteEntry':
      return { type: made.kind, session: target };
    case 'addEntry':
      return { type: 'addEntry', session: sessionId(`s${index}`), entry: typed(made, at) };
    case 'editEntry': {
      const { startedAt, endedAt, category, note, pauses } = typed(made, at);
      const patches = [{ endedAt }, { startedAt }, { category, note }, { startedAt, endedAt, pauses }];
      return { type: 'editEntry', session: target, patch: patches[made.which % patches.length] ?? {} };
    }
    case 'importEntries': {
      const many = Array.from({ length: 1 + (made.which % 3) }, (_, each) => ({
        ...typed({ ...made, span: [made.span[0] - each * HOUR, made.span[1]] }, at),
        session: sessionId(`s${index}.${each}`),
      }));
      return { type: 'importEntries', entries: many };
    }
    case 'recount':
      return { type: 'recount', sessions: known.slice(made.which % Math.max(1, known.length)) };
    case 'confirmUnchanged': {
      const was = history.at(-1 - (made.which % 5))?.at(-1)?.after;
      const entry = made.which % 2 === 0 ? entries.get(target) : was;
      return entry === undefined || entry === null ? { type: 'confirm', session: target } : { type: made.kind, entry };
    }
    case 'undo':
      return { type: 'undo', changes: history.at(-1 - (made.which % 3)) ?? [] };
    default:
      return { type: made.kind };
  }
};

/** A member with all that is kept of it. */
interface Made {
  readonly state: MemberState;
  /** All that ended and was not deleted. */
  readonly entries: ReadonlyMap<SessionId, Session>;
  /** What each accepted command did. */
  readonly history: readonly (readonly SessionChange[])[];
}

/** One accepted command: what it was, what it did. */
export interface Applied {
  readonly command: SessionCommand;
  readonly before: MemberState;
  readonly after: MemberState;
  readonly changes: readonly SessionChange[];
  /** How the space counted. */
  readonly counting: Counting;
  /** The entries before and after, as their changes tell. */
  readonly entriesBefore: ReadonlyMap<SessionId, Session>;
  readonly entries: ReadonlyMap<SessionId, Session>;
}

const withChanges = (entries: ReadonlyMap<SessionId, Session>, changes: readonly SessionChange[]): Map<SessionId, Session> => {
  const next = new Map(entries);
  for (const { before, after } of changes) {
    if (before !== null) next.delete(before.id);
    if (after !== null && after.endedAt !== null) next.set(after.id, after);
  }
  return next;
};

/** Gives the commands one after the other from the empty member, and returns those that were accepted. */
export const run = (made: readonly Step[], start = 1_767_603_600_000): readonly Applied[] => {
  const applied: Applied[] = [];
  let now: Made = { state: EMPTY_MEMBER, entries: new Map(), history: [] };
  let at = start;
  for (const [index, each] of made.entries()) {
    at = Math.max(0, at + each.after);
    const command = commandOf(each, now, index, at);
    const { state, entries, history } = now;
    const decided = decide(state, command, { at, counting: each.counting, entries });
    if (!decided.ok) continue;
    const { next, changes } = decided.value;
    now = { state: next, entries: withChanges(entries, changes), history: [...history, changes] };
    applied.push({
      command,
      before: state,
      after: next,
      changes,
      counting: each.counting,
      entriesBefore: entries,
      entries: now.entries,
    });
  }
  return applied;
};
