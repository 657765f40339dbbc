import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from './category-name.js';
import { addCategory, archiveCategory } from './category-rules.js';
import { choiceLabel, findCategory, nearestCategories, resolveCategory, searchCategories } from './category-search.js';
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

describe('a label instead of the value', () => {
  const guild = defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' });
  const labels = guild.categories.map((category) => [choiceLabel(category), category.id] as const);

  it.each(labels)('%s is the category that was chosen', (label, id) => {
    for (const sent of [label, label.replaceAll('\uFE0F', ''), ` ${label.toUpperCase()} `, `\u2068${label}\u2069`])
      expect(resolveCategory(guild, sent)).toMatchObject({ ok: true, value: { id } });
    expect(searchCategories(guild, label, 25)[0]?.id).toBe(id);
  });

  it('shows no code of a custom emoji', () => {
    expect(choiceLabel({ emoji: '<:book:123456789012345678>', name: 'Study' })).toBe('Study');
    expect(choiceLabel({ emoji: null, name: 'Study' })).toBe('Study');
  });

  /** Categories whose ids, names and labels look like each other's. */
  const confusing: SpaceConfig = {
    ...guild,
    categories: [
      { ...guild.categories[0]!, id: categoryId('a'), emoji: '❤️', name: 'Love' },
      { ...guild.categories[0]!, id: categoryId('b'), emoji: null, name: '❤ Love' },
      { ...guild.categories[0]!, id: categoryId('c'), emoji: '📚', name: 'Study' },
      { ...guild.categories[0]!, id: categoryId('d'), emoji: null, name: '📚 Study' },
      { ...guild.categories[0]!, id: categoryId('Study'), emoji: null, name: 'Reading' },
      { ...guild.categories[0]!, id: categoryId('f'), emoji: '🛠️', name: 'Build', archived: true },
    ],
  };

  it.each([
    ['an id before the name of another', 'Study', 'Study'],
    ['a name in another spelling', 'study', 'c'],
    ['a name before the label of another', '📚 Study', 'd'],
    ['the label as it was shown', '❤️ Love', 'a'],
    ['the name as it was shown', '❤ Love', 'b'],
    ['an archived one', '🛠 build', 'f'],
  ])('takes %s', (_what, input, id) => {
    expect(findCategory(confusing, input)?.id).toBe(id);
  });

  it('finds every category by what its choice shows, unless that is the name of another', () => {
    const name = fc.string({ unit: fc.constantFrom('📚', '❤', '\uFE0F', ' ', 'a', 'B', 'ß'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.constantFrom('📚', '❤️', null)), { maxLength: 6 }), (made) => {
        const config = made.reduce<SpaceConfig>(
          (before, [one, emoji], at) => {
            const added = addCategory(before, categoryId(`id-${at}`), { name: one, emoji });
            return added.ok ? added.value : before;
          },
          { ...guild, categories: [] },
        );
        for (const category of config.categories) {
          expect(findCategory(config, category.id)).toBe(category);
          expect(findCategory(config, category.name)).toBe(category);
          const found = findCategory(config, choiceLabel(category));
          expect(found === category || foldName(found?.name ?? '') === foldName(choiceLabel(category))).toBe(true);
        }
      }),
    );
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
