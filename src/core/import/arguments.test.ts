import { expect, it } from 'vitest';
import { UsageError } from '../backup/arguments.js';
import { parseTask } from './arguments.js';

it('says for whom, what is meant, and what is only to be shown', () => {
  const task = parseTask([
    ...['my.csv', '--space', 'g300', '--member', '7', '--zone', 'Europe/Berlin', '--date-order', 'dmy', '--untimed', '9:30'],
    ...[
      '--map',
      'A=B=Work',
      '--map',
      'Break=-',
      '--person',
      'ann=8',
      '--person',
      'ben=-',
      '--column',
      'start=Von = an',
      '--separator',
      'tab',
    ],
    ...['--new-categories', '--dry-run', '--shifted', 'skip', '--label', 'task', '--encoding', 'utf-16le', '--format', 'csv'],
  ]);
  expect(task).toEqual({
    kind: 'import',
    ...{ file: 'my.csv', space: 'g300', member: '7', format: 'csv', dryRun: true, yes: false },
    map: new Map([
      ['A=B', 'Work'],
      ['Break', null],
    ]),
    answers: {
      ...{
        zone: 'Europe/Berlin',
        dateOrder: 'dmy',
        untimed: { kind: 'from', minutes: 570 },
        shifted: 'skip',
        labelField: 'task',
      },
      ...{ encoding: 'utf-16le', separator: '\t', columns: { start: 'Von = an' }, newCategories: true },
      people: { ann: { kind: 'member', user: '8' }, ben: { kind: 'ignore' } },
    },
  });
  expect(parseTask(['a.json', '--space', 'u7'])).toMatchObject({ member: '7', answers: { newCategories: false }, yes: false });
  expect(parseTask(['--undo', 'run-1', '--space', 'u7'])).toEqual({ kind: 'undo', run: 'run-1', space: 'u7', member: '7' });
  expect(parseTask(['--help'])).toBeNull();
});

it.each([
  [[], '--space is missing'],
  [['a.csv', '--space', 'x'], '--space is'],
  [['a.csv', '--space', 'g1'], '--member is missing'],
  [['a.csv', '--space', 'u1', '--member', '2'], 'own space'],
  [['--space', 'u1'], 'name one file'],
  [['a.csv', 'b.csv', '--space', 'u1'], 'name one file'],
  [['a.csv', '--space', 'u1', '--undo', 'x'], 'no file'],
  [['a.csv', '--space', 'u1', '--zone', 'Berlin'], 'no time zone'],
  [['a.csv', '--space', 'u1', '--map', 'Work'], 'has no "="'],
  [['a.csv', '--space', 'u1', '--person', 'ann=ben'], 'no Discord id'],
  [['a.csv', '--space', 'u1', '--untimed', '25:00'], '--untimed is'],
  [['a.csv', '--space', 'u1', '--separator', 'x'], '--separator is'],
  [['a.csv', '--space', 'u1', '--column', 'begin=x'], '--column is one of'],
  [['a.csv', '--space', 'u1', '--what'], '--what'],
])('refuses %j', (args, why) => {
  expect(() => parseTask(args)).toThrow(UsageError);
  expect(() => parseTask(args)).toThrow(why);
});
