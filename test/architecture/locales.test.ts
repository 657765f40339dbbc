import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/domain/errors.js';
import { catalogueOf, commandViolations, keyViolations, localeViolations, usedKeys, type Catalogue } from './locale-rules.js';
import { readSources } from './sources.js';

const catalogue = catalogueOf(readSources('data/locales', '.json'));
const sources = readSources('src', '.ts');

describe('the texts', () => {
  it('are there in English and German', () => {
    expect([...catalogue.keys()]).toEqual(expect.arrayContaining(['en', 'de']));
    expect(catalogue.get('en')?.size).toBeGreaterThan(100);
  });

  it('say the same in every locale: keys, placeholders, plural forms', () => {
    expect(localeViolations(catalogue)).toEqual([]);
  });

  it('name commands as the language has them', () => {
    expect(commandViolations(catalogue)).toEqual([]);
  });

  it('have a line for every error in every locale, and none for errors that are gone', () => {
    const codes = Object.keys(ERRORS).sort();
    for (const texts of catalogue.values()) {
      const keys = [...texts.keys()].flatMap((key) => /^errors\.([A-Z][A-Z_]*)$/.exec(key)?.[1] ?? []);
      expect(keys.sort()).toEqual(codes);
    }
  });

  it('exist for every key that the code uses', () => {
    const used = usedKeys(sources);
    expect(used.length).toBeGreaterThan(5);
    expect(keyViolations(used, catalogue.get('en') ?? new Map<string, string>())).toEqual([]);
  });
});

describe('a fault is found', () => {
  it('a command by its English name', () => {
    const texts = (name: string, below: string, say: string): ReadonlyMap<string, string> =>
      new Map([
        ['commands.session.name', name],
        ['commands.session.in.name', below],
        ['a.x', say],
      ]);
    const german = texts('sitzung', 'ein', 'mit /session in');
    expect(
      commandViolations(
        new Map([
          ['en', texts('session', 'in', '/session in')],
          ['de', german],
        ]),
      ),
    ).toEqual(['de: a.x says /session instead of /sitzung', 'de: a.x says /session in instead of /sitzung ein']);
    expect(
      commandViolations(
        new Map([
          ['en', german],
          ['de', german],
        ]),
      ),
    ).toEqual([]);
  });

  const of = (en: unknown, de: unknown): Catalogue =>
    catalogueOf(
      new Map([
        ['data/locales/en/a.json', JSON.stringify(en)],
        ['data/locales/de/a.json', JSON.stringify(de)],
      ]),
    );

  it.each<[string, unknown, unknown, readonly string[]]>([
    ['a missing key', { x: 'X', g: { y: 'Y' } }, { x: 'X' }, ['de: a.g.y is missing']],
    ['a key too many', { x: 'X' }, { x: 'X', z: 'Z' }, ['de: a.z is not in en']],
    ['an empty text', { x: 'X' }, { x: ' ' }, ['de: a.x is empty']],
    ['something that is no text', { x: 'X' }, { x: 5 }, ['de: a.x is empty']],
    ['another placeholder', { x: '{{a}} {{b}}' }, { x: '{{a}} {{c}}' }, ['de: a.x has the placeholders [a, c], not [a, b]']],
    [
      'a broken placeholder',
      { x: '{{a}}' },
      { x: '{{a}' },
      ['de: a.x has an unclosed placeholder', 'de: a.x has the placeholders [], not [a]'],
    ],
    ['a missing plural form', { x_one: '1', x_other: '{{n}}' }, { x_other: '{{n}}' }, ['de: a.x lacks its plural form one']],
    [
      'a plural form that the language does not have',
      { x_one: '1', x_other: '2' },
      { x_one: '1', x_few: '3', x_other: '2' },
      ["de: a.x has the form 'few', which nothing asks for"],
    ],
  ])('%s', (_, en, de, problems) => {
    expect(localeViolations(of(en, de))).toEqual(problems);
  });

  it('but not where all is well: a form may leave the number out, the order may differ', () => {
    expect(
      localeViolations(of({ x_one: 'one', x_other: '{{n}} of {{m}}' }, { x_one: '{{m}}', x_other: '{{m}}: {{n}}' })),
    ).toEqual([]);
  });

  it('a key without a text, in every way of asking', () => {
    const code = [
      `t('a.gone');`,
      `ctx.t('a.lost', { n: 1 });`,
      `tPublic(flag ? 'a.x' : ('a.other'));`,
      't(`b.${code}`);',
      't(`a.${code}`);',
      `t('a.many', { count: 2 });`,
      `test('a.notAKey');`,
      `t(dynamic);`,
    ].join('\n');
    const texts = new Map([
      ['a.x', 'X'],
      ['a.many_one', '1'],
      ['a.many_other', '2'],
    ]);
    expect(keyViolations(usedKeys(new Map([['src/x.ts', code]])), texts)).toEqual([
      `src/x.ts: no text for 'a.gone'`,
      `src/x.ts: no text for 'a.lost'`,
      `src/x.ts: no text for 'a.other'`,
      `src/x.ts: no text for 'b.'`,
    ]);
  });
});
