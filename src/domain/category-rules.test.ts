import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeCategories,
  addCategory,
  archiveCategory,
  editCategory,
  moveCategory,
  restoreCategory,
  type ConfigResult,
} from './category-rules.js';
import { foldName } from './category-name.js';
import { defaultConfig } from './defaults.js';
import { categoryId, guildSpace, personalSpace, roleId } from './ids.js';
import type { SpaceConfig } from './space.js';

const id = categoryId;
const EMPTY = defaultConfig(personalSpace('1'), { locale: 'en', timeZone: 'UTC' });
const done = (result: ConfigResult): SpaceConfig => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const refusal = (result: ConfigResult): string | undefined => (result.ok ? undefined : result.error.code);
const names = (config: SpaceConfig): readonly string[] =>
  config.categories.map((category) => `${category.order}${category.archived ? '-' : ' '}${category.name}`);
const withNames = (...list: readonly string[]): SpaceConfig =>
  list.reduce((config, name) => done(addCategory(config, id(name), { name })), EMPTY);

describe('addCategory', () => {
  it('parses what people type and adds at the end', () => {
    const config = done(
      addCategory(withNames('A'), id('b'), {
        name: ' Deep  Work ',
        colour: 'red',
        emoji: '💼',
        description: ' d ',
        weight: 5,
        role: roleId('7'),
      }),
    );
    expect(config.categories[1]).toEqual({
      id: 'b',
      name: 'Deep Work',
      colour: 0xff0000,
      emoji: '💼',
      description: 'd',
      weight: 5,
      order: 1,
      role: '7',
      requires: null,
      archived: false,
    });
    expect(config.version).toBe(EMPTY.version);
  });

  it('refuses what breaks a limit, with the reason', () => {
    const add = (input: Parameters<typeof addCategory>[2]): string | undefined => refusal(addCategory(EMPTY, id('x'), input));
    expect(add({ name: ' ' })).toBe('CATEGORY_NAME_INVALID');
    expect(add({ name: 'a', colour: 'nope' })).toBe('CATEGORY_COLOUR_INVALID');
    expect(add({ name: 'a', emoji: 'nope' })).toBe('CATEGORY_EMOJI_INVALID');
    expect(add({ name: 'a', description: 'x'.repeat(201) })).toBe('CATEGORY_DESCRIPTION_TOO_LONG');
    expect(add({ name: 'a', weight: 6 })).toBe('CATEGORY_WEIGHT_INVALID');
    expect(add({ name: 'a' })).toBeUndefined();
  });

  it('refuses a name that is there already in another spelling, archived ones included', () => {
    const config = done(archiveCategory(withNames('Work', 'Study'), id('Work')));
    expect(addCategory(config, id('x'), { name: ' ＷＯＲＫ ' })).toEqual({
      ok: false,
      error: { code: 'CATEGORY_NAME_TAKEN', params: { name: 'Work' } },
    });
  });

  it('holds 50 active ones, archived ones apart', () => {
    const full = withNames(...Array.from({ length: 50 }, (_, index) => `c${index}`));
    expect(refusal(addCategory(full, id('x'), { name: 'x' }))).toBe('CATEGORY_LIMIT_REACHED');
    const swapped = done(addCategory(done(archiveCategory(full, id('c7'))), id('x'), { name: 'x' }));
    expect(activeCategories(swapped)).toHaveLength(50);
    expect(refusal(restoreCategory(swapped, id('c7')))).toBe('CATEGORY_LIMIT_REACHED');
  });
});

describe('editCategory', () => {
  const config = done(addCategory(withNames('A', 'B'), id('c'), { name: 'C', colour: 'red', weight: 1 }));

  it('changes what is named, clears with null, keeps the rest', () => {
    const edited = done(editCategory(config, id('c'), { name: 'Cc', colour: null }));
    expect(edited.categories[2]).toEqual({ ...config.categories[2], name: 'Cc', colour: null });
    expect(edited.categories.slice(0, 2)).toEqual(config.categories.slice(0, 2));
  });

  it('lets a category take its own name in another spelling', () => {
    expect(done(editCategory(config, id('c'), { name: 'c' })).categories[2]?.name).toBe('c');
    expect(refusal(editCategory(config, id('c'), { name: 'b' }))).toBe('CATEGORY_NAME_TAKEN');
  });

  it('refuses an empty edit and an unknown category', () => {
    expect(refusal(editCategory(config, id('c'), { name: undefined }))).toBe('CATEGORY_EDIT_EMPTY');
    expect(refusal(editCategory(config, id('zz'), { name: 'x' }))).toBe('CATEGORY_NOT_FOUND');
  });
});

describe('archive, restore, move', () => {
  const config = withNames('A', 'B', 'C', 'D');

  it('keeps active ones first and in order', () => {
    const archived = done(archiveCategory(config, id('B')));
    expect(names(archived)).toEqual(['0 A', '1 C', '2 D', '3-B']);
    expect(names(done(restoreCategory(archived, id('B'))))).toEqual(['0 A', '1 C', '2 D', '3 B']);
    expect(names(done(moveCategory(archived, id('D'), 1)))).toEqual(['0 D', '1 A', '2 C', '3-B']);
    expect(names(done(moveCategory(config, id('A'), 4)))).toEqual(['0 B', '1 C', '2 D', '3 A']);
    expect(done(moveCategory(config, id('B'), 2))).toEqual(config);
  });

  it('refuses what makes no sense', () => {
    const archived = done(archiveCategory(config, id('B')));
    expect(refusal(archiveCategory(archived, id('B')))).toBe('CATEGORY_ARCHIVED');
    expect(refusal(moveCategory(archived, id('B'), 1))).toBe('CATEGORY_ARCHIVED');
    expect(refusal(restoreCategory(archived, id('A')))).toBe('CATEGORY_NOT_ARCHIVED');
    for (const position of [0, 4, 1.5])
      expect(refusal(moveCategory(archived, id('A'), position))).toBe('CATEGORY_POSITION_INVALID');
  });
});

it('any sequence of changes keeps names unique, ids unique, and the list arranged', () => {
  const name = fc.constantFrom('a', 'A', 'ａ', 'b', 'b ', 'c', 'Ç', 'd');
  const target = fc.constantFrom('1', '2', '3', '4', 'work');
  const change = fc.oneof(
    fc.tuple(fc.constant('add' as const), target, name),
    fc.tuple(fc.constant('edit' as const), target, name),
    fc.tuple(fc.constantFrom('archive' as const, 'restore' as const), target, fc.constant('')),
    fc.tuple(fc.constant('move' as const), target, fc.constantFrom('1', '2', '5')),
  );
  const start = defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40, size: 'max' }), (changes) => {
      let config = start;
      for (const [kind, which, value] of changes) {
        const known = config.categories.some((category) => category.id === which);
        const result: ConfigResult | null =
          kind === 'add'
            ? known
              ? null
              : addCategory(config, id(which), { name: value })
            : kind === 'edit'
              ? editCategory(config, id(which), { name: value })
              : kind === 'archive'
                ? archiveCategory(config, id(which))
                : kind === 'restore'
                  ? restoreCategory(config, id(which))
                  : moveCategory(config, id(which), Number(value));
        if (result?.ok) config = result.value;
        const { categories } = config;
        expect(new Set(categories.map((category) => foldName(category.name))).size).toBe(categories.length);
        expect(new Set(categories.map((category) => category.id)).size).toBe(categories.length);
        expect(categories.map((category) => category.order)).toEqual(categories.map((_, index) => index));
        const firstArchived = categories.findIndex((category) => category.archived);
        if (firstArchived >= 0) expect(categories.slice(firstArchived).every((category) => category.archived)).toBe(true);
      }
    }),
  );
});
