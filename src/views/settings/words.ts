import type { SettingWords } from '../../domain/setting-reader.js';
import type { SettingInput } from '../../domain/setting-kinds.js';
import { settingRow, type SettingKey } from '../../domain/settings.js';
import { MESSAGES } from '../../i18n/messages.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';

export const settingName = (key: SettingKey, t: Translator): string => t(`settings.${key}.name`);

/** What the values of a setting are called in the reader's language. */
export const settingWords = (key: SettingKey, t: Translator): SettingWords => {
  const { input } = settingRow(key);
  return { values: new Map(valuesOf(key, input, t)), off: canBeOff(input) ? t(offKey(key)) : null, locale: t.locale };
};

export const canBeOff = (input: SettingInput): boolean =>
  input.kind === 'role' || input.kind === 'channel' || ('optional' in input && input.optional);

// Which values a setting has, and whether it may be off, says the table of settings; words.test.ts holds every row of it against the texts.
const offKey = (key: SettingKey): MessageKey => `settings.${key}.off` as MessageKey;
const valueKey = (key: SettingKey, value: string): MessageKey => `settings.${key}.values.${value}` as MessageKey;

const valuesOf = (key: SettingKey, input: SettingInput, t: Translator): readonly (readonly [string, string])[] => {
  switch (input.kind) {
    case 'toggle':
      return [
        ['on', t('settings.words.on')],
        ['off', t('settings.words.off')],
      ];
    case 'locale':
      return Object.keys(MESSAGES).map((value) => [value, t(valueKey(key, value))]);
    case 'choice':
    case 'choices':
      return input.of.map((value) => [value, t(valueKey(key, value))]);
    case 'zone':
    case 'clock':
    case 'duration':
    case 'days':
    case 'role':
    case 'channel':
      return [];
  }
};
