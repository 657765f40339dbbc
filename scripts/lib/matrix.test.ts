import { describe, expect, it } from 'vitest';
import { MAJORS, parseMatrixArguments, renderMatrix } from './matrix.mjs';

describe('parseMatrixArguments', () => {
  it('takes all versions unless told, and leaves the rest to vitest', () => {
    expect(parseMatrixArguments([])).toEqual({ majors: MAJORS, rest: [] });
    expect(parseMatrixArguments(['--project', 'unit', 'src/domain'])).toEqual({
      majors: MAJORS,
      rest: ['--project', 'unit', 'src/domain'],
    });
  });

  it.each([
    [['--node', '22,24', '--project', 'unit']],
    [['--project', '--node=22,24', 'unit']],
    [['--project', 'unit', '--node', '22, 24']],
  ])('finds its own option in %j', (args) => {
    expect(parseMatrixArguments(args)).toEqual({ majors: ['22', '24'], rest: ['--project', 'unit'] });
  });

  it.each([[['--node']], [['--node', 'lts']], [['--node', '22.1']], [['--node=']]])('refuses %j', (args) => {
    expect(() => parseMatrixArguments(args)).toThrow('--node takes major versions');
  });
});

it('renders a table', () => {
  const row = { passed: 1_200, failed: 0, skipped: 3, seconds: 61.4, ok: true };
  expect(
    renderMatrix([
      { version: '20.20.2', ...row },
      { version: '24.1.0', ...row, failed: 2, ok: false },
    ]),
  ).toBe(
    [
      'Node.js  passed  failed  skipped  seconds  result',
      '20.20.2    1200       0        3       61  ok',
      '24.1.0     1200       2        3       61  FAILED',
    ].join('\n'),
  );
});
