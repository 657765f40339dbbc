import { z } from 'zod';
import { addCoded } from './form.js';

/** What a component offers for choice: the options of string selects, radio groups and checkbox groups. */

export const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish();

export const choice = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  emoji,
  default: z.boolean().nullish(),
});

interface Choosable {
  readonly value: string;
  readonly default?: boolean | null | undefined;
}

/** Refuses two options of one value, and more options that are chosen beforehand than may be chosen. */
export const checkChoices = (options: readonly Choosable[], most: number, ctx: z.RefinementCtx): void => {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) {
      addCoded(
        ctx,
        ['options', index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    seen.add(value);
  }
  if (options.filter((option) => option.default === true).length > most) {
    addCoded(ctx, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', `At most ${most} options may be chosen by default`);
  }
};

interface Bounds {
  readonly min_values?: number | null | undefined;
  readonly max_values?: number | null | undefined;
}

/** Refuses a minimum above the maximum. `defaultMax` is what Discord assumes where no maximum is given. */
export const checkBounds = ({ min_values, max_values }: Bounds, defaultMax: number, ctx: z.RefinementCtx): void => {
  if ((min_values ?? 0) > (max_values ?? defaultMax)) {
    addCoded(ctx, ['min_values'], 'BASE_TYPE_BAD_INTERVAL', 'min_values must not exceed max_values');
  }
};
