import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCategory, archiveCategory } from './category-rules.js';
import { findCategory, nearestCategories, resolveCategory, searchCategories } from './category-search.js';
import type { Category } from './category.js';
import { defaultConfig } from './defaults.js';
import { categoryId, guildSpace, personalSpace } from './ids.js';
import type { SpaceConfig } from './space.js';
import { editDistance } from './text-distance.js';

const config = ['Deep Work', 'Meetings', 'Workshop', 'Study', 'Coding', 'Old Study'].reduce<SpaceConfig>(
  (before, name, index) => {
    const added = addCategory(before, categoryId(`c${index}`), { name });
    if (!added.ok) throw new Error(added.error.code);
    return added.value;
  },
  defaultConfig(personalSpace('1'), { locale: 'en', timeZone: 'UTC' }),
);
const archived = archiveCategory(config, categoryId('c5'));
if (!archived.ok) throw new Error(archived.error.code);
const space = archived.value;
const names = (list: readonly Category[]): readonly string[] => list.map((category) => category.name);

describe('findCategory', () => {
  it('takes the id, or the name in any spelling', () => {
    expect(findCategory(space, 'c0')?.name).toBe('Deep Work');
    expect(findCategory(space, ' ｄeep   WORK ')?.name).toBe('Deep Work');
    expect(findCategory(space, 'old study')?.archived).toBe(true);
    expect(findCategory(space, 'deep')).toBeUndefined();
  });

  it('resolves only what can be clocked in to', () => {
    expect(resolveCategory(space, 'study')).toMatchObject({ ok: true, value: { id: 'c3' } });
    expect(resolveCategory(space, 'old study')).toEqual({
      ok: false,
      error: { code: 'CATEGORY_ARCHIVED', params: { name: 'Old Study' } },
    });
    expect(resolveCategory(space, ' nope ')).toEqual({
      ok: false,
      error: { code: 'CATEGORY_NOT_FOUND', params: { input: 'nope' } },
    });
  });
});

describe('nearestCategories', () => {
  it.each([
    ['Stduy', ['Study']],
    ['metings', ['Meetings']],
    ['work', ['Workshop', 'Deep Work']],
    ['codign', ['Coding']],
    ['wrok', ['Workshop']],
    ['xyzzy', []],
    ['', []],
  ])('offers for %j', (input, expected) => {
    expect(names(nearestCategories(space, input, 3))).toEqual(expected);
  });

  it('offers no more than asked for, and nothing archived', () => {
    expect(names(nearestCategories(space, 'o', 1))).toHaveLength(1);
    expect(names(nearestCategories(space, 'old study', 5))).not.toContain('Old Study');
  });
});

describe('searchCategories', () => {
  it('lists all in order before anything is typed', () => {
    expect(names(searchCategories(space, '  ', 25))).toEqual(['Deep Work', 'Meetings', 'Workshop', 'Study', 'Coding']);
    expect(searchCategories(space, '', 2)).toHaveLength(2);
  });

  it('finds every category by each beginning of its name, wherever it stands', () => {
    const guild = defaultConfig(guildSpace('1'), { locale: 'de', timeZone: 'UTC' });
    for (const category of guild.categories) {
      for (let length = 1; length <= category.name.length; length++) {
        expect(searchCategories(guild, category.name.slice(0, length), 25)).toContain(category);
      }
      expect(searchCategories(guild, category.name, 25)[0]).toBe(category);
    }
  });
});

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['study', 'stduy', 1],
    ['ca', 'abc', 3],
    ['🙂a', 'a🙂', 1],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, 0 only for equal texts, and bounded by the longer one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '🙂'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(Array.from(a).length, Array.from(b).length));
      }),
    );
  });
});
