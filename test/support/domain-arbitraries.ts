import fc from 'fast-check';
import { categoryId, sessionId } from '../../src/domain/ids.js';
import { applyCommand } from '../../src/domain/session-rules.js';
import {
  EMPTY_MEMBER,
  type Interval,
  type MemberState,
  type Session,
  type SessionCommand,
  type SessionEvent,
} from '../../src/domain/session.js';

/** A command to be given `after` ms (below 0: a late delivery) after the one before it. */
export interface Step {
  readonly after: number;
  readonly kind: SessionCommand['type'];
  readonly category: string;
  readonly note: string | null;
  readonly effectiveMs: number | null;
}

const HOUR = 3_600_000;
export const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -HOUR, max: 40 * HOUR })),
  kind: fc.constantFrom('clockIn', 'pause', 'resume', 'clockOut', 'setNote', 'adjust', 'confirm', 'reopen'),
  category: fc.constantFrom('work', 'study'),
  note: fc.option(fc.string({ maxLength: 20 })),
  effectiveMs: fc.option(fc.integer({ min: 0, max: 30 * HOUR })),
});
export const steps = fc.array(step, { maxLength: 60 });

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
    };
  });

const commandOf = (made: Step, state: MemberState, index: number): SessionCommand => {
  const target = state.last?.id ?? state.active?.id ?? sessionId('none');
  switch (made.kind) {
    case 'clockIn':
      return { type: 'clockIn', session: sessionId(`s${index}`), category: categoryId(made.category), note: made.note };
    case 'clockOut':
      return { type: 'clockOut', note: made.note, reason: 'member' };
    case 'setNote':
      return { type: 'setNote', note: made.note, session: target };
    case 'adjust':
      return { type: 'adjust', session: target, effectiveMs: made.effectiveMs };
    case 'confirm':
    case 'reopen':
      return { type: made.kind, session: target };
    default:
      return { type: made.kind };
  }
};

/** One accepted command: what it was, what it did. */
export interface Applied {
  readonly command: SessionCommand;
  readonly before: MemberState;
  readonly after: MemberState;
  readonly events: readonly SessionEvent[];
}

/** Gives the commands one after the other from the empty member, and returns those that were accepted. */
export const run = (made: readonly Step[], start = 1_767_603_600_000): readonly Applied[] => {
  const applied: Applied[] = [];
  let state = EMPTY_MEMBER;
  let at = start;
  for (const [index, each] of made.entries()) {
    at = Math.max(0, at + each.after);
    const command = commandOf(each, state, index);
    const result = applyCommand(state, command, at);
    if (!result.ok) continue;
    applied.push({ command, before: state, after: result.value.next, events: result.value.events });
    state = result.value.next;
  }
  return applied;
};
