import type { Clock } from '../../domain/ports.js';
import { DONE, type Attempt, type DesiredState, type Outcome, type Wanted } from './definition.js';
import type { Pace } from './pace.js';
import type { Problems } from './problems.js';
import type { Job } from './queue.js';
import type { Warn } from './warner.js';

export interface AttemptDeps {
  readonly problems: Problems;
  readonly pace: Pace;
  readonly warn: Warn;
  readonly clock: Clock;
}

/** Something that changes faster than we get on is looked at again for each change anyway. */
const RECHECKS = 3;

/** What a try came to; `mended`: something that had a problem works again. */
export interface Attempted {
  readonly outcome: Outcome;
  readonly mended: boolean;
}

/**
 * Makes Discord agree with what should be, as of now.
 * @param news what was announced last
 * @throws DiscordError (retryable) or StoreUnavailable; the same job may be tried again, with `verify`
 */
export const tryToAgree = async <Id extends string, Want, Is, News>(
  definition: DesiredState<Id, Want, Is, News>,
  deps: AttemptDeps,
  job: Job<Id>,
  news: News | undefined,
): Promise<Attempted> => {
  const { problems, clock } = deps;
  const { space, id } = job;
  if (problems.blocked(space, id)) return { outcome: { kind: 'done', as: 'blocked' }, mended: false };
  const heard = { mended: false };
  const attempt = attemptFor(deps, job, heard);

  const [first, is] = await Promise.all([definition.desired(job, news), definition.remembered(job)]);
  let outcome = await agreeInTime(definition, attempt, first, is, clock.now());
  // Another process may have seen to something newer meanwhile, and our calls may have come after its: ours are the ones to mend then.
  for (let [done, times] = [first, 0]; times < RECHECKS && isPlain(outcome); times += 1) {
    const now = await definition.desired(job, news);
    if (now === null || (done !== null && now.version <= done.version)) break;
    outcome = await agreeInTime(definition, { ...attempt, verify: false }, now, is, clock.now());
    done = now;
  }
  if (isPlain(outcome)) attempt.worked(id);
  else if (outcome.kind === 'failed') attempt.failed(id, outcome.error);
  return { outcome, mended: heard.mended };
};

const isPlain = (outcome: Outcome): boolean => outcome.kind === 'done' && outcome.as === undefined;

/** Leaves the rest for later when Discord was made to agree a short time ago. */
const agreeInTime = async <Id extends string, Want, Is, News>(
  definition: DesiredState<Id, Want, Is, News>,
  attempt: Attempt<Id>,
  wanted: Wanted<Want> | null,
  is: Is,
  now: number,
): Promise<Outcome> => {
  if (wanted === null) return DONE;
  const { interval } = definition;
  const agreedAt = interval?.agreedAt(is) ?? null;
  const ms = interval?.ms(is, now) ?? 0;
  // What was noted by a clock that was ahead (of another process, say) must not hold anything up until the right time has come that far.
  const isWrong = agreedAt !== null && agreedAt - now > ms;
  const afterMs = agreedAt === null || isWrong ? 0 : Math.min(ms, agreedAt + ms - now);
  return afterMs > 0 ? { kind: 'later', afterMs } : definition.agree(attempt, wanted.want, is);
};

const attemptFor = <Id extends string>(
  { problems, pace, warn, clock }: AttemptDeps,
  { space, id, verify }: Job<Id>,
  heard: { mended: boolean },
): Attempt<Id> => ({
  space,
  id,
  verify,
  request: () => pace.request(),
  look: () => pace.look(),
  blocked: (subject) => problems.blocked(space, subject),
  failed(subject, error) {
    if (problems.report(space, subject, error, clock.now())) void warn(space, subject, error);
  },
  worked(subject) {
    heard.mended = problems.solved(space, subject) || heard.mended;
  },
});
