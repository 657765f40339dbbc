import { describe, expect, it } from 'vitest';
import { SETTING_KEYS, settingRow, settingsWith } from '../../domain/settings.js';
import { TOPICS } from '../../domain/setting-kinds.js';
import { createTranslators } from '../../i18n/translators.js';
import { settingMarkdown, settingValue } from './value.js';
import { canBeOff, settingName, settingWords } from './words.js';

/** Discord's limits of what these texts stand in: titles of forms, labels of options; and what a page of the panel has room for. */
const MAX = { name: 45, value: 100, description: 160, topic: 45 } as const;
const translators = createTranslators({ strict: true });

describe.each(['en', 'de'])('the words of settings in %s', (locale) => {
  const t = translators.for(locale);
  const own = (key: string) => translators.lookup(locale, key);

  it.each(SETTING_KEYS)('%s has all that are shown, and they fit', (key) => {
    const name = own(`settings.${key}.name`);
    const description = own(`settings.${key}.description`);
    expect(name?.length).toBeLessThanOrEqual(MAX.name);
    expect(description?.length).toBeLessThanOrEqual(MAX.description);
    const { values, off } = settingWords(key, t);
    const { input } = settingRow(key);
    if ('of' in input) {
      expect([...values.keys()]).toEqual(input.of);
      for (const [value, text] of values) expect(text).toBe(own(`settings.${key}.values.${value}`));
    }
    for (const text of values.values()) expect(text.length).toBeLessThanOrEqual(MAX.value);
    expect(new Set(values.values()).size).toBe(values.size);
    expect(off).toBe(canBeOff(input) ? own(`settings.${key}.off`) : null);
    expect(canBeOff(input) || own(`settings.${key}.off`) === undefined).toBe(true);
    expect(settingValue(key, settingsWith({})[key], t)).not.toMatch(/settings\.|\{\{/);
  });

  it('name each setting and each topic in its own way', () => {
    expect(new Set(SETTING_KEYS.map((key) => settingName(key, t))).size).toBe(SETTING_KEYS.length);
    for (const topic of TOPICS) expect(own(`settings.topics.${topic}.name`)?.length).toBeLessThanOrEqual(MAX.topic);
  });
});

describe('a value', () => {
  it.each([
    ['timeZone', 'America/Port_of_Spain', 'America/Port_of_Spain', String.raw`America/Port\_of\_Spain`],
    ['dayStart', 245, '4:05', '4:05'],
    ['sessionLimit', 1_440, '24 Std.', '24 Std.'],
    ['sessionLimit', null, 'Ohne Grenze', 'Ohne Grenze'],
    ['retentionDays', 1, '1 Tag', '1 Tag'],
    ['restDays', ['saturday', 'sunday'], 'Samstag, Sonntag', 'Samstag, Sonntag'],
    ['restDays', [], 'Keine', 'Keine'],
    ['boards', false, 'Aus', 'Aus'],
    ['onRole', '7', '<@&7>', '<@&7>'],
    ['logChannel', '7', '<#7>', '<#7>'],
    ['locale', 'fr', 'fr', 'fr'],
  ] as const)('%s %s reads %s', (key, value, plain, markdown) => {
    const t = translators.for('de');
    expect(settingValue(key, value, t)).toBe(plain);
    expect(settingMarkdown(key, value, t)).toBe(markdown);
  });
});
