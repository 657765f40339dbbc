import { expect, it } from 'vitest';
import { botWords } from './bot-words.js';

const table = (rows: string) => ({ plain: 'as it is', group: { greeting: 'Hello {{name}}', rows_one: 'one', rows_other: rows } });
const say = botWords({ en: table('{{count}} rows'), de: table('{{count}} Zeilen') });

it('says texts by their names, fills their places, and counts', () => {
  expect(say('en')('plain')).toBe('as it is');
  expect(say('en')('group.greeting', { name: '{{name}}' })).toBe('Hello {{name}}');
  expect([0, 1, 2].map((count) => say('de')('group.rows', { count }))).toEqual(['0 Zeilen', 'one', '2 Zeilen']);
  expect(say('en')('group.greeting')).toBe('Hello {{name}}');
});
