import { parseDuration } from '../../domain/duration.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTE_MAX } from '../../domain/session.js';
import type { TypedTimeContext } from '../../domain/typed/time.js';
import { usableChoices } from '../category-choices.js';
import { categoryOf } from '../category-of.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { mayClockIn } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure } from '../kit/reply.js';
import { typingOf } from '../zone-of.js';
import { settleDraft, spansOf, type Span } from './readings.js';
import type { SavingDeps } from './save.js';
import { readMoments } from './typed-times.js';

const typedTime = () => opt.string({ minLength: 1, maxLength: 64 });

/** An entry that was not measured. What was understood is shown, and stored when the member says so. */
export const addEntry = defineCommand({
  name: 'add',
  visibility: 'ephemeral',
  guards: [mayClockIn],
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: usableChoices }).required(),
    start: typedTime().required(),
    end: typedTime().optional(),
    duration: typedTime().optional(),
    note: opt.string({ maxLength: NOTE_MAX }).optional(),
  },
  async run(ctx, { category, start, end, duration, note }, deps: SavingDeps & Pick<Deps, 'documents'>) {
    const [asked, context] = await Promise.all([categoryOf(ctx, category, deps), typingOf(ctx, deps)]);
    if (!asked.ok) return failure(asked.error);
    const starts = readMoments(start, context);
    if (!starts.ok) return failure(starts.error);
    const spans = typedSpans(starts.value, { end, duration }, context);
    if (!spans.ok) return failure(spans.error);
    const trimmed = note?.trim() ?? '';
    const rest = { session: null, pauses: null, note: trimmed === '' ? undefined : trimmed, category: asked.value };
    return settleDraft(ctx, { ...rest, spans: spans.value }, context.zone, deps);
  },
});

/** END_OR_DURATION unless exactly one is given; DURATION_INVALID, TIME_INVALID, TIME_SKIPPED. */
const typedSpans = (
  starts: readonly number[],
  { end, duration }: { readonly end: string | undefined; readonly duration: string | undefined },
  context: TypedTimeContext,
): Result<readonly Span[], DomainError> => {
  if (end !== undefined && duration === undefined) {
    const ends = readMoments(end, { ...context, from: starts[0] ?? context.now });
    return ends.ok ? ok(spansOf(starts, ends.value)) : ends;
  }
  if (end !== undefined || duration === undefined) return err(domainError('END_OR_DURATION'));
  const long = parseDuration(duration);
  return long.ok ? ok(starts.map((startedAt) => ({ startedAt, endedAt: startedAt + long.value }))) : long;
};
