import { describe, expect, it } from 'vitest';
import { blankCategory } from '../../../domain/category-rules.js';
import type { Category } from '../../../domain/category.js';
import { categoryId } from '../../../domain/ids.js';
import type { Agreed } from './memory.js';
import { reconcile, type OptionPage } from './reconcile.js';

const category = (name: string, archived = false): Category => ({
  ...blankCategory(categoryId(name.toLowerCase()), name),
  archived,
});
const page = (name: string, optionId = '', archived = false): OptionPage => ({ id: `page of ${name}`, name, optionId, archived });
const agreed = (...all: readonly (readonly [id: string, name: string, archived?: boolean])[]): Readonly<Record<string, Agreed>> =>
  Object.fromEntries(all.map(([id, name, archived = false]) => [id, { name, archived }]));
/** What is done, in few words. */
const steps = (...of: Parameters<typeof reconcile>): readonly string[] =>
  reconcile(...of).map((step) => {
    if (step.do === 'makePage') return `make ${step.category.name}`;
    if (step.do === 'addCategory') return `add ${step.page.name}`;
    if (step.do === 'writePage') return `write ${step.category.name} on ${step.page.name}`;
    return `change ${step.category.name} to ${JSON.stringify(step.to)}`;
  });

describe('categories and their pages', () => {
  it.each([
    ['nothing new', [category('Math')], [page('Math', 'math')], agreed(['math', 'Math']), []],
    ['a new category gets a page', [category('Math')], [], {}, ['make Math']],
    ['an archived one that never had a page does not', [category('Math', true)], [], {}, []],
    ['a new page becomes a category', [], [page('Physics')], {}, ['add Physics']],
    ['a page of that name is taken for the category', [category('Math')], [page(' math ')], {}, ['write Math on  math ']],
    ['a page without a name is still being written', [], [page('')], {}, []],
    ['an archived new page is left alone', [], [page('Physics', '', true)], {}, []],
    ['two new pages of one name become one', [], [page('Physics'), { ...page('physics'), id: '2' }], {}, ['add Physics']],
    ['a page that was taken away is not made again', [category('Math')], [], agreed(['math', 'Math']), []],
    ['a page of what is not a category here is left alone', [], [page('Old', 'old')], {}, []],
    ['a copy of a page is left alone', [category('A')], [page('A', 'a'), page('B', 'a')], agreed(['a', 'A']), []],
    ['renamed here', [category('Maths')], [page('Math', 'maths')], agreed(['maths', 'Math']), ['write Maths on Math']],
    ['archived here', [category('Math', true)], [page('Math', 'math')], agreed(['math', 'Math']), ['write Math on Math']],
    ['renamed there', [category('Math')], [page('Maths', 'math')], agreed(['math', 'Math']), ['change Math to {"name":"Maths"}']],
    [
      'archived there',
      [category('Math')],
      [page('Math', 'math', true)],
      agreed(['math', 'Math']),
      ['change Math to {"archived":true}'],
    ],
    [
      'restored there',
      [category('Math', true)],
      [page('Math', 'math')],
      agreed(['math', 'Math', true]),
      ['change Math to {"archived":false}'],
    ],
    ['renamed on both sides: here', [category('A2')], [page('A3', 'a2')], agreed(['a2', 'A']), ['write A2 on A3']],
    ['nothing is known of before: here', [category('A')], [page('B', 'a')], {}, ['write A on B']],
    [
      'renamed here and archived there: both',
      [category('A2')],
      [page('A', 'a2', true)],
      agreed(['a2', 'A']),
      ['change A2 to {"archived":true}'],
    ],
  ] as const)('%s', (_name, categories, pages, before, expected) => {
    expect(steps(categories, pages, before)).toEqual(expected);
  });
});
