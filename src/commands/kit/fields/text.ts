import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { codePointCount, codePoints } from '../../../domain/code-points.js';
import { domainError } from '../../../domain/errors.js';
import { err, ok } from '../../../domain/result.js';
import type { MessageKey } from '../../../i18n/translator.js';
import { FORM } from '../limits.js';
import { demand, misfit, type Field, type FieldTexts } from './field.js';

interface TextSpec<R extends boolean> extends FieldTexts {
  readonly placeholder?: MessageKey;
  /** One line unless told. */
  readonly paragraph?: boolean;
  /** Characters (code points). */
  readonly min?: number;
  readonly max?: number;
  /** A field that may stay empty reads as null then. */
  readonly required?: R;
}

/**
 * A text that is typed in; given is what stands there already. White space around it does not count. FIELD_REQUIRED, FIELD_TOO_SHORT,
 * FIELD_TOO_LONG.
 */
export const text = <R extends boolean = true>(spec: TextSpec<R>): Field<R extends true ? string : string | null, string> => {
  const { label, description, placeholder, paragraph = false, min = 0, max = FORM.value, required = true } = spec;
  demand(min >= 0 && min <= max && max >= 1 && max <= FORM.value, `a text of ${min} to ${max} characters`);
  type Value = R extends true ? string : string | null;
  return {
    texts: { label, ...(description === undefined ? {} : { description }) },
    further: placeholder === undefined ? [] : [{ key: placeholder, max: FORM.placeholder }],
    component: (customId, t, given = '') => {
      const value = codePoints(given).slice(0, max).join('');
      return {
        type: ComponentType.TextInput,
        custom_id: customId,
        style: paragraph ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: max,
        required,
        ...(min === 0 ? {} : { min_length: min }),
        ...(placeholder === undefined ? {} : { placeholder: t(placeholder) }),
        ...(value === '' ? {} : { value }),
      };
    },
    read(sent, { label: field }) {
      const value = sent?.value ?? '';
      if (typeof value !== 'string') return misfit;
      const typed = value.trim();
      const length = codePointCount(typed);
      if (length === 0) return required ? err(domainError('FIELD_REQUIRED', { field })) : ok(null as Value);
      if (length < min) return err(domainError('FIELD_TOO_SHORT', { field, min }));
      return length > max ? err(domainError('FIELD_TOO_LONG', { field, max })) : ok(typed as Value);
    },
  };
};
