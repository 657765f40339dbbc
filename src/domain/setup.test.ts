import { describe, expect, it } from 'vitest';
import { addCategory } from './category-rules.js';
import { defaultConfig } from './defaults.js';
import { categoryId, channelId, guildSpace, roleId } from './ids.js';
import { inLanguage, keepCategories, nextStep, SETUP_STEPS, setupStates } from './setup.js';
import type { SpaceConfig } from './space.js';

const space = guildSpace('1');
const defaults = { timeZone: 'UTC', locale: 'en' };
const fresh: SpaceConfig = { ...defaultConfig(space, defaults), version: 1 };
const states = (config: SpaceConfig, answered: readonly string[] = []) => setupStates(space, config, answered, defaults);
const withSettings = (settings: Partial<SpaceConfig['settings']>): SpaceConfig => ({
  ...fresh,
  settings: { ...fresh.settings, ...settings },
});

describe('setupStates', () => {
  it('begins with everything open, in order', () => {
    expect(Object.values(states(fresh))).toEqual(SETUP_STEPS.map(() => 'open'));
    expect(nextStep(states(fresh))).toBe('language');
  });

  it('reads what was set in any way from the configuration', () => {
    expect(states(withSettings({ locale: 'de' })).language).toBe('done');
    expect(states(withSettings({ timeZone: 'Europe/Berlin' })).zone).toBe('done');
    expect(states(withSettings({ breakRole: roleId('5') })).roles).toBe('done');
    expect(states(withSettings({ dashboardChannel: channelId('5') })).dashboard).toBe('done');
    expect(states(withSettings({ logChannel: channelId('5') })).log).toBe('done');
    const added = addCategory(fresh, categoryId('x'), { name: 'Guitar' });
    expect(added.ok && states(added.value).categories).toBe('done');
  });

  it('a step that was left as it is is not asked about again, and nothing stands there', () => {
    const answered = states(fresh, SETUP_STEPS);
    expect(answered).toEqual({
      ...{ language: 'done', zone: 'done', roles: 'left', categories: 'done', dashboard: 'left', log: 'left' },
    });
    expect(nextStep(answered)).toBeNull();
    expect(nextStep(states(fresh, ['language', 'zone', 'categories', 'of a newer version']))).toBe('roles');
  });
});

describe('inLanguage', () => {
  it('names anew what nobody has named, and nothing twice', () => {
    const own = { ...fresh, categories: fresh.categories.map((one) => (one.id === 'study' ? { ...one, name: 'Arbeit' } : one)) };
    const { settings, categories } = inLanguage(space, own, 'de');
    const named = new Map(categories.map(({ id, name }) => [String(id), name]));
    expect(settings.locale).toBe('de');
    expect(['work', 'study', 'meeting'].map((id) => named.get(id))).toEqual(['Work', 'Arbeit', 'Besprechung']);
    expect(inLanguage(space, inLanguage(space, fresh, 'de'), 'en')).toEqual(fresh);
  });
});

describe('keepCategories', () => {
  const ids = fresh.categories.map(({ id }) => id);
  const [first, second] = ids;
  const active = (config: SpaceConfig) => config.categories.filter(({ archived }) => !archived).map(({ id }) => id);

  it('archives the others, and brings back what is chosen later', () => {
    const kept = keepCategories(fresh, ids, new Set([first ?? categoryId('')]));
    expect(kept.ok && active(kept.value)).toEqual([first]);
    const back = kept.ok && keepCategories(kept.value, ids, new Set([second ?? categoryId('')]));
    expect(back !== false && back.ok && active(back.value)).toEqual([second]);
  });

  it('leaves alone what was not offered', () => {
    const kept = keepCategories(fresh, ids.slice(0, 2), new Set([first ?? categoryId('')]));
    expect(kept.ok && active(kept.value)).toEqual(ids.filter((id) => id !== second));
    expect(keepCategories(fresh, ids, new Set(ids))).toEqual({ ok: true, value: fresh });
  });
});
