import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslators } from '../i18n/translators.js';
import { settingWords } from '../views/settings/words.js';
import { readSetting } from './setting-reader.js';
import { writeSetting } from './setting-text.js';
import { checkedValue, SETTING_KEYS, settingRow, settingsWith, type SettingKey, type SettingValue } from './settings.js';

const translators = createTranslators({ strict: true });
const wordsOf = (key: SettingKey, locale = 'en') => settingWords(key, translators.for(locale));

const read = (key: SettingKey, text: string, locale = 'en'): SettingValue | string => {
  const result = readSetting(key, text, wordsOf(key, locale));
  return result.ok ? result.value : `refused: ${result.error.code}`;
};

/** Any value that the setting may stand at. */
const valueOf = (key: SettingKey): fc.Arbitrary<SettingValue> => {
  const { input } = settingRow(key);
  const orOff = (values: fc.Arbitrary<SettingValue>, isOptional: boolean) => (isOptional ? fc.option(values) : values);
  switch (input.kind) {
    case 'zone':
      return fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu');
    case 'locale':
      return fc.constantFrom('en', 'de');
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...input.of);
    case 'choices':
      return fc.subarray([...input.of]);
    case 'clock':
    case 'duration':
    case 'days':
      return orOff(fc.integer({ min: input.min, max: input.max }), input.optional);
    case 'role':
    case 'channel':
      return orOff(fc.constantFrom('1', '12345678901234567890'), true);
  }
};

describe('a value that is written', () => {
  it.each(SETTING_KEYS)('%s: is read back as it was, in every language', (key) => {
    fc.assert(
      fc.property(valueOf(key), fc.constantFrom('en', 'de'), (value, locale) => {
        expect(checkedValue(key, value)).toEqual(value);
        expect(read(key, writeSetting(settingRow(key).input, value), locale)).toEqual(value);
      }),
    );
  });

  it.each(SETTING_KEYS)('%s: has a default that is one of its values', (key) => {
    const value = settingsWith({})[key];
    expect(checkedValue(key, value)).toEqual(value);
  });
});

describe('a typed value', () => {
  it.each<[SettingKey, string, SettingValue]>([
    ['timeZone', 'europe/berlin', 'Europe/Berlin'],
    ['timeZone', 'Berlin', 'Europe/Berlin'],
    ['dayStart', '4', 240],
    ['dayStart', '04:30', 270],
    ['dayStart', '4.30 Uhr', 270],
    ['dayStart', '0430', 270],
    ['dayBoundary', 'All on the day of the start', 'start'],
    ['weekStart', ' SUNDAY ', 'sunday'],
    ['noteRequired', 'yes', true],
    ['noteRequired', 'aus', false],
    ['minimumSession', '90s', 'refused: SETTING_DURATION_OR_OFF_INVALID'],
    ['minimumSession', '10', 10],
    ['minimumSession', 'never', null],
    ['sessionLimit', '1d', 1_440],
    ['sessionLimit', 'No limit', null],
    ['selfEditDays', '0', 0],
    ['selfEditDays', '14 days', 14],
    ['selfEditBy', '0m', 0],
    ['restDays', 'Sunday, saturday,saturday', ['saturday', 'sunday']],
    ['restDays', 'none', []],
    ['onRole', '<@&42>', '42'],
    ['onRole', '-', null],
    ['logChannel', '<#42>', '42'],
    ['retentionDays', 'off', 'refused: SETTING_DAYS_INVALID'],
  ])('%s: %s', (key, text, value) => {
    expect(read(key, text)).toEqual(value);
  });

  it('may be in the words of the reader', () => {
    expect(read('weekStart', 'Sonntag', 'de')).toBe('sunday');
    expect(read('restDays', 'Samstag; Sonntag', 'de')).toEqual(['saturday', 'sunday']);
    expect(read('sessionLimit', 'ohne Grenze', 'de')).toBeNull();
    expect(read('weekStart', 'Sonntag', 'en')).toBe('refused: SETTING_CHOICE_INVALID');
  });

  it.each<[SettingKey, string, string, object]>([
    ['timeZone', 'Nowhere', 'ZONE_NOT_FOUND', { input: 'Nowhere' }],
    ['dayStart', '7:00', 'SETTING_TIME_INVALID', { min: '0:00', max: '6:00' }],
    ['dayStart', '4:75', 'SETTING_TIME_INVALID', {}],
    ['overlap', 'maybe', 'SETTING_CHOICE_INVALID', { of: 'Not allowed, Allowed' }],
    ['locale', 'fr', 'SETTING_CHOICE_INVALID', { of: 'English, German' }],
    ['restDays', 'Sunday, someday', 'SETTING_CHOICES_INVALID', {}],
    ['roundingTo', '2h', 'SETTING_DURATION_INVALID', { min: '1m', max: '1h' }],
    ['reminderAfter', '5m', 'SETTING_DURATION_OR_OFF_INVALID', { min: '15m', max: '7d' }],
    ['confirmAfterDays', '0', 'SETTING_DAYS_OR_OFF_INVALID', { min: 1, max: 366 }],
    ['onRole', '@everyone', 'SETTING_ROLE_INVALID', {}],
    ['logChannel', 'general', 'SETTING_CHANNEL_INVALID', {}],
  ])('%s: %s is refused, and it is said what is allowed', (key, text, code, params) => {
    expect(readSetting(key, text, wordsOf(key))).toMatchObject({ ok: false, error: { code, params } });
  });

  it('never throws, and repeats no more of it than people want to read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_KEYS), fc.string({ maxLength: 200 }), (key, text) => {
        const result = readSetting(key, text, wordsOf(key));
        if (result.ok) expect(checkedValue(key, result.value)).toEqual(result.value);
        else expect(Array.from(String(result.error.params?.['input'])).length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
