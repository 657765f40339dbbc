import { describe, expect, it } from 'vitest';
import { fileProblem } from './check.js';

const rules = { types: ['image', '.csv'], sizeLimit: 10 * 1024 * 1024, most: 2 };

describe('files that may be chosen', () => {
  it('takes what the types name, by the extension alone and in any case', () => {
    for (const name of ['a.png', 'A.JPEG', 'hours.csv', 'hours.CSV'])
      expect(fileProblem({ name, size: 1 }, 0, rules, 'en')).toBeUndefined();
    expect(fileProblem({ name: 'no-extension', size: 1 }, 0, { ...rules, types: undefined }, 'en')).toBeUndefined();
  });

  it('refuses other types, what is too large, and one too many', () => {
    expect(fileProblem({ name: 'a.csv.exe', size: 1 }, 0, rules, 'en')?.key).toBe('file.wrongType');
    expect(fileProblem({ name: 'a.csv', size: rules.sizeLimit }, 0, rules, 'en')).toBeUndefined();
    expect(fileProblem({ name: 'a.csv', size: rules.sizeLimit + 1 }, 0, rules, 'en')).toEqual({
      key: 'file.tooLarge',
      params: { name: 'a.csv', size: '10.01 MB', limit: '10 MB' },
    });
    expect(fileProblem({ name: 'a.csv', size: 1 }, 2, rules, 'en')).toEqual({ key: 'file.tooMany', params: { max: 2 } });
  });
});
