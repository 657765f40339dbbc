import { describe, expect, it } from 'vitest';
import { parseEmoji } from './category-fields.js';
import { foldName, parseCategoryName } from './category-name.js';
import { defaultConfig } from './defaults.js';
import { guildSpace, personalSpace } from './ids.js';
import { settingsWith } from './settings.js';

describe('defaultConfig', () => {
  it('gives a guild a first set of categories in its language', () => {
    const english = defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'Europe/Berlin' });
    const german = defaultConfig(guildSpace('1'), { locale: 'de', timeZone: 'Europe/Berlin' });
    expect(english.settings).toEqual({ ...settingsWith({ locale: 'en', timeZone: 'Europe/Berlin' }), removedAt: null });
    expect(english.settings).toMatchObject({ locale: 'en', timeZone: 'Europe/Berlin', onRole: null, retentionDays: 90 });
    expect(english.version).toBe(0);
    expect(english.categories[0]?.name).toBe('Work');
    expect(german.categories[0]?.name).toBe('Arbeit');
    expect(german.categories.map((category) => category.id)).toEqual(english.categories.map((category) => category.id));
  });

  it('falls back from a region to its language, and to English', () => {
    const first = (locale: string): string | undefined =>
      defaultConfig(guildSpace('1'), { locale, timeZone: 'UTC' }).categories[0]?.name;
    expect(first('de-AT')).toBe('Arbeit');
    expect(first('en-GB')).toBe('Work');
    expect(first('fr')).toBe('Work');
  });

  it('gives a person no categories', () => {
    expect(defaultConfig(personalSpace('1'), { locale: 'en', timeZone: 'UTC' }).categories).toEqual([]);
  });

  it.each(['en', 'de'])('obeys the rules for categories (%s)', (locale) => {
    const { categories } = defaultConfig(guildSpace('1'), { locale, timeZone: 'UTC' });
    expect(categories.length).toBeGreaterThanOrEqual(4);
    expect(new Set(categories.map((category) => foldName(category.name))).size).toBe(categories.length);
    expect(new Set(categories.map((category) => category.id)).size).toBe(categories.length);
    for (const [index, category] of categories.entries()) {
      expect(parseCategoryName(category.name)).toEqual({ ok: true, value: category.name });
      expect(parseEmoji(category.emoji)).toEqual({ ok: true, value: category.emoji });
      expect(category.order).toBe(index);
    }
  });
});
