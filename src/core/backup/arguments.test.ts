import { describe, expect, it } from 'vitest';
import { parseTask, UsageError } from './arguments.js';

describe('the arguments of backup and restore', () => {
  it('are understood', () => {
    expect(parseTask(['backup', 'a.backup'])).toEqual({ kind: 'backup', file: 'a.backup', keyFile: null, scope: 'all' });
    expect(parseTask(['backup', '--guild', '12', 'a', '--key-file', 'k'])).toMatchObject({ keyFile: 'k', scope: 'g12' });
    expect(parseTask(['backup', 'a', '--space', 'u7'])).toMatchObject({ scope: 'u7' });
    expect(parseTask(['backup', 'a', '--erasures'])).toMatchObject({ scope: 'erasures' });
    const restore = { kind: 'restore', file: 'a', keyFile: null, only: null, force: false, erasures: null };
    expect(parseTask(['restore', 'a'])).toEqual(restore);
    expect(parseTask(['restore', 'a', '--force', '--erasures', 'b', '--guild=12'])).toEqual({
      ...restore,
      only: 'g12',
      force: true,
      erasures: 'b',
    });
    expect(parseTask(['restore', '--help'])).toMatchObject({ kind: 'help' });
  });

  it.each([
    [[]],
    [['dump', 'a']],
    [['backup']],
    [['backup', 'a', 'b']],
    [['backup', 'a', '--force']],
    [['backup', 'a', '--guild', 'g12']],
    [['backup', 'a', '--guild', '12', '--space', 'g12']],
    [['backup', 'a', '--space', '../x']],
    [['backup', 'a', '--erasures', '--guild', '1']],
    [['backup', 'a', '--key', 'secret']],
    [['restore', 'a', '--erasures']],
  ])('are refused: %j', (args) => {
    expect(() => parseTask(args)).toThrow(UsageError);
  });
});
