import { codePoints } from './code-points.js';
import { parseDuration } from './duration.js';
import { domainError, type DomainError, type ErrorCode } from './errors.js';
import { err, ok, type Result } from './result.js';
import type { SettingInput } from './setting-kinds.js';
import { clockText, durationText } from './setting-text.js';
import { checkedValue, settingRow, type SettingKey, type SettingValue } from './settings.js';
import { resolveZone } from './zones/zone-search.js';

/** The words of the reader's language for the values of one setting. */
export interface SettingWords {
  /** What can be chosen -> what it is called; `on` and `off` of a toggle. Empty for what is not chosen from a list. */
  readonly values: ReadonlyMap<string, string>;
  /** What it is called when the setting is off; null where it cannot be. */
  readonly off: string | null;
  /** BCP 47: in which language cities and countries of zones are looked for. */
  readonly locale: string;
}

/**
 * The value that a text says, in the words of the reader or as `writeSetting` has it: one place for commands, forms and controls. Refused with an
 * error of its kind, which says what is allowed and gives an example.
 */
export const readSetting = (key: SettingKey, typed: string, words: SettingWords): Result<SettingValue, DomainError> => {
  const { input } = settingRow(key);
  const text = typed.trim();
  const value = words.off !== null && isOff(text, words.off) ? null : valueOf(input, text, words);
  const checked = value === undefined ? undefined : checkedValue(key, value);
  return checked === undefined ? err(refusal(input, text, words)) : ok(checked);
};

/** What people say for "nothing at all", in the languages that the bot speaks. */
const OFF_WORDS = new Set([
  'off',
  'none',
  'never',
  'no',
  '-',
  '–',
  'unlimited',
  'aus',
  'keine',
  'keiner',
  'kein',
  'nie',
  'nein',
  'ohne',
  'unbegrenzt',
]);
const ON_WORDS = new Set(['on', 'yes', 'true', '1', 'an', 'ein', 'ja']);
const NOT_ON_WORDS = new Set([...OFF_WORDS, 'false', '0']);

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const isOff = (text: string, word: string): boolean => OFF_WORDS.has(fold(text)) || fold(text) === fold(word);

/** Undefined when the text says nothing of this kind. Bounds are not looked at. */
const valueOf = (input: SettingInput, text: string, { values, locale }: SettingWords): SettingValue | undefined => {
  switch (input.kind) {
    case 'zone': {
      const zone = resolveZone(text, locale);
      return zone.ok ? zone.value : undefined;
    }
    case 'toggle': {
      const said = named(text, values) ?? fold(text);
      return ON_WORDS.has(said) ? true : NOT_ON_WORDS.has(said) ? false : undefined;
    }
    case 'locale':
    case 'choice':
      return named(text, values);
    case 'choices':
      return several(text, values);
    case 'clock':
      return minutesOf(text);
    case 'duration':
      return wholeMinutes(text);
    case 'days':
      return number(/^(\d{1,6})\s*(?:d|days?|tage?n?)?$/i.exec(text)?.[1]);
    case 'role':
      return /^(?:<@&)?(\d{1,20})>?$/.exec(text)?.[1];
    case 'channel':
      return /^(?:<#)?(\d{1,20})>?$/.exec(text)?.[1];
  }
};

/** The value of this name, or that is written so itself. */
const named = (text: string, values: ReadonlyMap<string, string>): string | undefined => {
  const wanted = fold(text);
  return [...values].find(([value, name]) => fold(value) === wanted || fold(name) === wanted)?.[0];
};

const several = (text: string, values: ReadonlyMap<string, string>): readonly string[] | undefined => {
  if (OFF_WORDS.has(fold(text))) return [];
  const said = new Set<string>();
  for (const part of text.split(/[,;]/)) {
    const value = named(part, values);
    if (value === undefined) return undefined;
    said.add(value);
  }
  // In the order of the list, whatever order they were typed in: the same days are the same value.
  return [...values.keys()].filter((value) => said.has(value));
};

/** `4`, `4:30`, `4.30`, `0430`, `4 Uhr` -> minutes after midnight. */
const minutesOf = (text: string): number | undefined => {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:h|uhr)?$/i.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  const [hours, minutes] = [number(match?.[1]), number(match?.[2] ?? '0')];
  return hours === undefined || minutes === undefined || minutes > 59 ? undefined : hours * 60 + minutes;
};

const MINUTE_MS = 60_000;

const wholeMinutes = (text: string): number | undefined => {
  const parsed = parseDuration(text);
  return parsed.ok && parsed.value % MINUTE_MS === 0 ? parsed.value / MINUTE_MS : undefined;
};

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Characters of a wrong input that its refusal repeats. */
const SHOWN_MAX = 50;

const refusal = (input: SettingInput, text: string, { values }: SettingWords): DomainError => {
  const shown = codePoints(text).slice(0, SHOWN_MAX).join('');
  const of = [...values.values()].join(', ');
  const withOff = (code: ErrorCode, orOff: ErrorCode): ErrorCode => ('optional' in input && input.optional ? orOff : code);
  switch (input.kind) {
    case 'zone':
      return domainError('ZONE_NOT_FOUND', { input: shown });
    case 'locale':
    case 'toggle':
    case 'choice':
      return domainError('SETTING_CHOICE_INVALID', { input: shown, of });
    case 'choices':
      return domainError('SETTING_CHOICES_INVALID', { input: shown, of });
    case 'clock':
      return domainError('SETTING_TIME_INVALID', { input: shown, min: clockText(input.min), max: clockText(input.max) });
    case 'duration': {
      const bounds = { min: durationText(input.min), max: durationText(input.max) };
      return domainError(withOff('SETTING_DURATION_INVALID', 'SETTING_DURATION_OR_OFF_INVALID'), { input: shown, ...bounds });
    }
    case 'days': {
      const bounds = { min: input.min, max: input.max };
      return domainError(withOff('SETTING_DAYS_INVALID', 'SETTING_DAYS_OR_OFF_INVALID'), { input: shown, ...bounds });
    }
    case 'role':
      return domainError('SETTING_ROLE_INVALID', { input: shown });
    case 'channel':
      return domainError('SETTING_CHANNEL_INVALID', { input: shown });
  }
};
