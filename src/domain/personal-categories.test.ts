import { describe, expect, it } from 'vitest';
import { activeCategories } from './category-rules.js';
import { defaultConfig } from './defaults.js';
import { personalSpace } from './ids.js';
import { ensurePersonalCategory } from './personal-categories.js';
import type { SpaceConfig } from './space.js';

const EMPTY = defaultConfig(personalSpace('1'), { locale: 'en', timeZone: 'UTC' });
const use = (config: SpaceConfig, name: string): ReturnType<typeof ensurePersonalCategory> & { ok: true } => {
  const result = ensurePersonalCategory(config, name);
  if (!result.ok) throw new Error(result.error.code);
  return result;
};
const useAll = (names: readonly string[]): SpaceConfig => names.reduce((config, name) => use(config, name).value.config, EMPTY);

describe('ensurePersonalCategory', () => {
  it('makes a category on first use, with the folded name as its id', () => {
    const { config, category } = use(EMPTY, ' Guitar  Practice ').value;
    expect(category).toMatchObject({ id: 'guitar practice', name: 'Guitar Practice', archived: false, order: 0 });
    expect(config.categories).toEqual([category]);
  });

  it('changes nothing on the next use, in any spelling', () => {
    const config = useAll(['Guitar', 'Chess']);
    const again = use(config, 'ＧＵＩＴＡＲ').value;
    expect(again.config).toBe(config);
    expect(again.category.name).toBe('Guitar');
  });

  it('puts the newest first, archives the oldest beyond 50, and brings it back when it is used', () => {
    const names = Array.from({ length: 51 }, (_, index) => `c${index}`);
    const config = useAll(names);
    expect(activeCategories(config)).toHaveLength(50);
    expect(config.categories[0]?.name).toBe('c50');
    expect(config.categories.at(-1)).toMatchObject({ name: 'c0', archived: true });
    const back = use(config, 'C0').value;
    expect(back.category).toMatchObject({ name: 'c0', archived: false });
    expect(activeCategories(back.config)).toHaveLength(50);
    expect(back.config.categories.find((category) => category.name === 'c1')?.archived).toBe(true);
    expect(back.config.categories.map((category) => category.order)).toEqual(back.config.categories.map((_, index) => index));
  });

  it('keeps a bounded number', () => {
    const config = useAll(Array.from({ length: 400 }, (_, index) => `c${index}`));
    expect(config.categories).toHaveLength(250);
  });

  it('refuses names that cannot be', () => {
    for (const name of ['', 'a\u0000b', 'x'.repeat(51), 'ﷺ'.repeat(5)]) {
      expect(ensurePersonalCategory(EMPTY, name)).toMatchObject({ ok: false, error: { code: 'CATEGORY_NAME_INVALID' } });
    }
  });
});
