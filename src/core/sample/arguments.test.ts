import { describe, expect, it } from 'vitest';
import { UsageError } from '../backup/arguments.js';
import { parseTask } from './arguments.js';

describe('the arguments of npm run sample', () => {
  it('are understood', () => {
    const usual = { members: 12, days: 120, seed: 1, guild: null, into: { kind: 'sandbox', url: null } };
    expect(parseTask([])).toEqual(usual);
    expect(parseTask(['--members', '3', '--days=7', '--seed', '0', '--guild', '12'])).toEqual({
      ...usual,
      members: 3,
      days: 7,
      seed: 0,
      guild: '12',
    });
    expect(parseTask(['--sandbox', 'http://localhost:9'])?.into).toEqual({ kind: 'sandbox', url: 'http://localhost:9' });
    expect(parseTask(['--redis', 'redis://h', '--guild', '1'])?.into).toEqual({ kind: 'redis', url: 'redis://h' });
    expect(parseTask(['--help'])).toBeNull();
  });

  it.each([
    [['--members', '0']],
    [['--members', '51']],
    [['--days', '1.5']],
    [['--seed', '-1']],
    [['--guild', 'g1']],
    [['--redis', 'redis://h']],
    [['--redis', 'redis://h', '--guild', '1', '--sandbox', 'http://127.0.0.1:1']],
    [['--sandbox', 'http://example.org']],
    [['extra']],
    [['--nonsense']],
  ])('are refused: %j', (args) => {
    expect(() => parseTask(args)).toThrow(UsageError);
  });
});
