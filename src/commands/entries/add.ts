import { parseDuration } from '../../domain/duration.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTE_MAX } from '../../domain/session.js';
import type { TypedTimeContext } from '../../domain/typed/time.js';
import { usableChoices } from '../category-choices.js';
import { categoryOf } from '../../actions/category-of.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { mayClockIn } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure } from '../kit/reply.js';
import { typingOf } from '../zone-of.js';
import { settleDraft, spansOf, type Readings, type Span } from './readings.js';
import type { SavingDeps } from './save.js';
import { readMoments } from './typed-times.js';

export const typedTime = () => opt.string({ minLength: 1, maxLength: 64 });

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
  async run(ctx, typed, deps: SavingDeps & Pick<Deps, 'documents'>) {
    const read = await readNewEntry(ctx, typed, deps);
    return read.ok ? settleDraft(ctx, read.value.readings, read.value.zone, deps) : failure(read.error);
  },
});

/** What is typed of an entry that is not there yet; either its end or its duration. */
export interface TypedEntry {
  readonly category: string;
  readonly start: string;
  readonly end?: string | undefined;
  readonly duration?: string | undefined;
  readonly note?: string | null | undefined;
}

/** What was understood of it, by the zone of whoever types. As `categoryOf`; END_OR_DURATION, DURATION_INVALID, TIME_INVALID, TIME_SKIPPED. */
export const readNewEntry = async (
  ctx: Context,
  { category, start, end, duration, note }: TypedEntry,
  deps: Pick<Deps, 'spaces' | 'documents'>,
): Promise<Result<{ readonly readings: Readings; readonly zone: string }, DomainError>> => {
  const [asked, context] = await Promise.all([categoryOf(ctx, category, deps), typingOf(ctx, deps)]);
  if (!asked.ok) return asked;
  const starts = readMoments(start, context);
  if (!starts.ok) return starts;
  const spans = typedSpans(starts.value, { end, duration }, context);
  if (!spans.ok) return spans;
  const trimmed = note?.trim() ?? '';
  const rest = { session: null, pauses: null, note: trimmed === '' ? undefined : trimmed, category: asked.value };
  return ok({ readings: { ...rest, spans: spans.value }, zone: context.zone });
};

/** END_OR_DURATION unless exactly one is given; DURATION_INVALID, TIME_INVALID, TIME_SKIPPED. */
const typedSpans = (
  starts: readonly number[],
  { end, duration }: Pick<TypedEntry, 'end' | 'duration'>,
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
