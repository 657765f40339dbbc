import { domainError, type DomainError } from '../../../domain/errors.js';
import { err, ok, type Result } from '../../../domain/result.js';
import type { Submitted } from '../interaction.js';
import { demand, misfit } from './field.js';

/** How many may be chosen: exactly one unless told. With `min` 0 nothing has to be. */
export interface Count {
  readonly min?: number;
  readonly max?: number;
}

/** As Discord wants it: where something must be chosen, at least one; `required` is what forms know beside it. */
export const countFields = ({ min, max }: Required<Count>) => ({ min_values: min, max_values: max, required: min > 0 });

/** @throws RangeError for what Discord would refuse */
export const checkedCount = ({ min = 1, max = Math.max(1, min) }: Count, most: number): Required<Count> => {
  demand(min >= 0 && max >= 1 && min <= max && max <= most, `from ${min} to ${max} of at most ${most}`);
  return { min, max };
};

/** What was chosen, each once. FIELD_REQUIRED, FIELD_COUNT with `min` and `max`. */
export const readValues = (
  sent: Submitted | undefined,
  field: string,
  { min, max }: Required<Count>,
): Result<readonly string[], DomainError> => {
  if (sent !== undefined && sent.values === undefined) return misfit;
  const values = [...new Set(sent?.values ?? [])];
  if (values.length === 0 && min > 0) return err(domainError('FIELD_REQUIRED', { field }));
  return values.length < min || values.length > max ? err(domainError('FIELD_COUNT', { field, min, max })) : ok(values);
};
