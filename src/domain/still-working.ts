import type { Category } from './category.js';
import type { EndReason, Session } from './session.js';
import type { Settings } from './settings.js';

/** When a member who is on the clock is asked whether they still work, and when nobody waits for an answer any more. All in ms; null: never. */
export interface ReminderPlan {
  /** Running time after which the member is asked. */
  readonly afterMs: number | null;
  /** How long after the first question it is asked once more. */
  readonly againMs: number | null;
  /** How long an answer to the last question is waited for. */
  readonly graceMs: number | null;
  /** Running time after which a session ends in any case. */
  readonly limitMs: number | null;
}

type ReminderSettings = Pick<Settings, 'reminderAfter' | 'reminderAgain' | 'reminderGrace' | 'sessionLimit'>;

const MINUTE = 60_000;
const msOf = (minutes: number | null): number | null => (minutes === null ? null : minutes * MINUTE);

/** What holds for sessions of a category; undefined when the category is not known. */
export const reminderPlan = (
  { reminderAfter, reminderAgain, reminderGrace, sessionLimit }: ReminderSettings,
  category: Pick<Category, 'reminderAfter'> | undefined,
): ReminderPlan => {
  const own = category?.reminderAfter ?? null;
  return {
    afterMs: own === null ? msOf(reminderAfter) : own === 0 ? null : own * MINUTE,
    againMs: msOf(reminderAgain),
    graceMs: msOf(reminderGrace),
    limitMs: msOf(sessionLimit),
  };
};

/** What is known of a session on the clock. Moments in ms. */
export interface Watched {
  readonly session: Session;
  /** When the member said last that they go on; null: not yet. */
  readonly goOnAt: number | null;
  /** When they were asked, oldest first. */
  readonly askedAt: readonly number[];
  /** When they were last there: a button, a command, a change of the session; never what they write. At least the session's start. */
  readonly presentAt: number;
}

export type NextStep =
  /** There is nothing to do before the session changes. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly at: number }
  /** The first question, or the second one. */
  | { readonly kind: 'ask'; readonly nth: 1 | 2 }
  | { readonly kind: 'end'; readonly endedAt: number; readonly reason: Extract<EndReason, 'unanswered' | 'limit'> };

const NOTHING: NextStep = { kind: 'nothing' };

/** When a session that is running now has run for `ms` since `from`, ms: breaks do not run. It may lie ahead. */
export const ranFor = ({ startedAt, pauses }: Session, from: number, ms: number): number => {
  let at = Math.max(startedAt, from);
  let left = ms;
  for (const { start, end } of pauses) {
    if (end <= at) continue;
    const runs = Math.max(0, start - at);
    if (left <= runs) return at + left;
    left -= runs;
    at = end;
  }
  return at + left;
};

/** When the member used the clock last, ms: its start, or the beginning or end of a break. */
export const clockedAt = ({ startedAt, pauses, pausedSince }: Session): number =>
  Math.max(startedAt, pausedSince ?? 0, pauses.at(-1)?.end ?? 0);

/** The questions that have not been answered: whoever takes a break or goes on after one has answered as well. */
export const unanswered = ({ session, goOnAt, askedAt }: Watched): readonly number[] => {
  const answeredAt = Math.max(goOnAt ?? 0, clockedAt(session));
  return askedAt.filter((at) => at > answeredAt);
};

/**
 * What is to be done about a session that may have been forgotten, at `now` (ms). Whoever is asked and gives no answer within the grace time, which begins
 * anew whenever they are seen, worked until they were last seen, as far as anybody knows. During a break nothing runs, and nobody is asked.
 */
export const nextStep = (plan: ReminderPlan, watched: Watched, now: number): NextStep => {
  const { session, goOnAt, presentAt } = watched;
  if (session.endedAt !== null || session.pausedSince !== null) return NOTHING;
  const limitAt = plan.limitMs === null ? Infinity : ranFor(session, session.startedAt, plan.limitMs);
  const endedAt = Math.max(session.startedAt, Math.min(presentAt, now));
  if (now >= limitAt) return { kind: 'end', endedAt, reason: 'limit' };
  const waitUntil = (at: number): NextStep => {
    const until = Math.min(at, limitAt);
    return until === Infinity ? NOTHING : { kind: 'wait', at: until };
  };
  if (plan.afterMs === null) return waitUntil(Infinity);
  const asked = unanswered(watched);
  const [first] = asked;
  if (first === undefined) {
    // A question that was answered by a break counts as one that was answered.
    const since = watched.askedAt.length > 0 ? Math.max(goOnAt ?? 0, clockedAt(session)) : (goOnAt ?? session.startedAt);
    const at = ranFor(session, since, plan.afterMs);
    return now >= at ? { kind: 'ask', nth: 1 } : waitUntil(at);
  }
  if (asked.length === 1 && plan.againMs !== null) {
    const at = first + plan.againMs;
    return now >= at ? { kind: 'ask', nth: 2 } : waitUntil(at);
  }
  if (plan.graceMs === null) return waitUntil(Infinity);
  const deadline = Math.max(asked.at(-1) ?? first, presentAt) + plan.graceMs;
  return now >= deadline ? { kind: 'end', endedAt, reason: 'unanswered' } : waitUntil(deadline);
};
