import { dayOf } from '../../domain/calendar.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { parseTypedTime, type TypedTimeContext } from '../../domain/typed/time.js';

/** A day on which nobody changes the clocks at this hour, and late enough for the days of night people: it is a time of that date everywhere. */
const AN_HOUR = '4:00';
const SHOWN_MAX = 40;

/**
 * The date `yyyymmdd` that somebody means: whatever may stand before a time (`2026-03-31`, `31.3.`, `yesterday`, `Montag`). The date is the one that
 * they named, whatever zone the space has. DAY_INVALID with `input`.
 */
export const parseTypedDay = (input: string, context: TypedTimeContext): Result<string, DomainError> => {
  const typed = parseTypedTime(`${input.trim()} ${AN_HOUR}`, context);
  if (!typed.ok) return err(domainError('DAY_INVALID', { input: input.trim().slice(0, SHOWN_MAX) }));
  return ok(dayOf(typed.value.kind === 'moment' ? typed.value.at : typed.value.first, context.zone));
};
