import { ComponentType, type APIMessageComponentEmoji } from 'discord-api-types/v10';
import { domainError, type DomainError } from '../../../domain/errors.js';
import { err, ok, type Result } from '../../../domain/result.js';
import type { MessageKey, Translator } from '../../../i18n/translator.js';
import { cut } from '../../../views/text.js';
import { CHECKBOXES, OPTION, RADIO, SELECT } from '../limits.js';
import { demand, misfit, type BoundedText, type Field, type FieldTexts } from './field.js';
import { checkedCount, countFields, readValues, type Count } from './several.js';

/** Something that can be chosen, known when the form is written. */
export interface FixedOption<V extends string> {
  readonly value: V;
  readonly label: MessageKey;
  readonly description?: MessageKey;
}

/** Something that can be chosen, known when the form is opened. Longer texts are cut off. */
export interface GivenOption {
  readonly value: string;
  /** Plain text: no markdown is read here. */
  readonly label: string;
  readonly description?: string | undefined;
  readonly emoji?: APIMessageComponentEmoji | undefined;
}

interface FixedSpec<V extends string> extends FieldTexts {
  readonly options: readonly FixedOption<V>[];
}

const checkOptions = (options: readonly FixedOption<string>[], least: number, most: number): void => {
  const values = options.map(({ value }) => value);
  demand(values.length >= least && values.length <= most, `${values.length} options`);
  demand(new Set(values).size === values.length, 'two options of one value');
  demand(
    values.every((value) => value !== '' && value.length <= OPTION.value),
    'a value that is empty or too long',
  );
};

const textsOf = (options: readonly FixedOption<string>[]): readonly BoundedText[] =>
  options.flatMap(({ label, description }) => [
    { key: label, max: OPTION.label },
    ...(description === undefined ? [] : [{ key: description, max: OPTION.description }]),
  ]);

const shown = <V extends string>(options: readonly FixedOption<V>[], t: Translator, selected: readonly string[]) =>
  options.map(({ value, label, description }) => ({
    value,
    label: t(label),
    ...(description === undefined ? {} : { description: t(description) }),
    ...(selected.includes(value) ? { default: true } : {}),
  }));

/** The one of ours; a value that we never offered is of another version. */
const known = <V extends string>(options: readonly FixedOption<V>[], value: string): V | undefined =>
  options.find((option) => option.value === value)?.value;

const allKnown = <V extends string>(
  options: readonly FixedOption<V>[],
  values: readonly string[],
): Result<readonly V[], DomainError> => {
  const found = values.map((value) => known(options, value));
  return found.every((value) => value !== undefined) ? ok(found) : misfit;
};

const head = ({ label, description }: FieldTexts): FieldTexts => ({
  label,
  ...(description === undefined ? {} : { description }),
});

/** A menu of what is known beforehand; given is what is selected. FIELD_REQUIRED, FIELD_COUNT. */
export const select = <const V extends string>(spec: FixedSpec<V> & Count): Field<readonly V[], readonly V[]> => {
  const { options } = spec;
  checkOptions(options, 1, SELECT.options);
  const count = checkedCount(spec, Math.min(SELECT.values, options.length));
  return {
    texts: head(spec),
    further: textsOf(options),
    component: (customId, t, selected = []) => ({
      type: ComponentType.StringSelect,
      custom_id: customId,
      options: shown(options, t, selected.slice(0, count.max)),
      ...countFields(count),
    }),
    read(sent, { label }) {
      const values = readValues(sent, label, count);
      return values.ok ? allKnown(options, values.value) : values;
    },
  };
};

/** What can be chosen, and what is chosen already, by value. */
export interface GivenOptions {
  readonly options: readonly GivenOption[];
  readonly selected?: readonly string[];
}

/** A disabled menu cannot stand in a form, and one without options nowhere: this says that there is nothing to choose. */
const nothing = (t: Translator): GivenOption => ({ value: NOTHING, label: t('common.none') });
const NOTHING = '-';

/**
 * A menu of what is known only when the form is opened, at most 25: the first 25 are offered. What comes back is text; whether it still is a
 * choice, the handler has to ask. FIELD_REQUIRED, FIELD_COUNT.
 */
export const dynamicSelect = (spec: FieldTexts & Count): Field<readonly string[], GivenOptions> => {
  const count = checkedCount(spec, SELECT.values);
  return {
    texts: head(spec),
    further: [],
    component: (customId, t, given) => {
      const unique = new Map((given?.options ?? []).map((option) => [option.value, option]));
      const offered = unique.size === 0 ? [nothing(t)] : [...unique.values()].slice(0, SELECT.options);
      const selected = offered.filter(({ value }) => given?.selected?.includes(value) === true).slice(0, count.max);
      return {
        type: ComponentType.StringSelect,
        custom_id: customId,
        options: offered.map((option) => ({
          value: option.value,
          label: cut(option.label, OPTION.label),
          ...(option.description === undefined || option.description === ''
            ? {}
            : { description: cut(option.description, OPTION.description) }),
          ...(option.emoji === undefined ? {} : { emoji: option.emoji }),
          ...(selected.includes(option) ? { default: true } : {}),
        })),
        ...countFields({ min: Math.min(count.min, offered.length), max: Math.min(count.max, offered.length) }),
      };
    },
    read: (sent, { label }) => {
      const values = readValues(sent, label, count);
      if (!values.ok || !values.value.includes(NOTHING)) return values;
      return count.min === 0 ? ok([]) : err(domainError('FIELD_REQUIRED', { field: label }));
    },
  };
};

/** One of two to ten, all of them in sight; given is the one that is chosen. Null when nothing is, where that is allowed. FIELD_REQUIRED. */
export const radio = <const V extends string, R extends boolean = true>(
  spec: FixedSpec<V> & { readonly required?: R },
): Field<R extends true ? V : V | null, V> => {
  const { options, required = true } = spec;
  checkOptions(options, RADIO.optionsMin, RADIO.options);
  type Value = R extends true ? V : V | null;
  return {
    texts: head(spec),
    further: textsOf(options),
    component: (customId, t, given) => ({
      type: ComponentType.RadioGroup,
      custom_id: customId,
      options: shown(options, t, given === undefined ? [] : [given]),
      required,
    }),
    read(sent, { label: field }) {
      const value = sent?.value ?? null;
      if (value === null) return required ? err(domainError('FIELD_REQUIRED', { field })) : ok(null as Value);
      const chosen = typeof value === 'string' ? known(options, value) : undefined;
      return chosen === undefined ? misfit : ok(chosen as Value);
    },
  };
};

/** Any of at most ten, all of them in sight; given are those that are ticked. FIELD_REQUIRED, FIELD_COUNT. */
export const checkboxes = <const V extends string>(spec: FixedSpec<V> & Count): Field<readonly V[], readonly V[]> => {
  const { options } = spec;
  checkOptions(options, 1, CHECKBOXES.options);
  const count = checkedCount({ min: spec.min ?? 0, max: spec.max ?? options.length }, options.length);
  return {
    texts: head(spec),
    further: textsOf(options),
    component: (customId, t, ticked = []) => ({
      type: ComponentType.CheckboxGroup,
      custom_id: customId,
      options: shown(options, t, ticked.slice(0, count.max)),
      ...countFields(count),
    }),
    read(sent, { label }) {
      const values = readValues(sent, label, count);
      return values.ok ? allKnown(options, values.value) : values;
    },
  };
};

/** Yes or no; given is what it stands at. */
export const checkbox = (spec: FieldTexts): Field<boolean, boolean> => ({
  texts: head(spec),
  further: [],
  component: (customId, _t, ticked = false) => ({
    type: ComponentType.Checkbox,
    custom_id: customId,
    ...(ticked ? { default: true } : {}),
  }),
  read: (sent) => {
    const value = sent?.value ?? false;
    return typeof value === 'boolean' ? ok(value) : misfit;
  },
});
