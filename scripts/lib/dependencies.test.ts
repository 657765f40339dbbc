import { describe, expect, it } from 'vitest';
import { inStep } from './dependencies.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/b': { version: '2.0.0' } };

describe('inStep', () => {
  it('accepts what the lock file says, optional packages apart', () => {
    expect(inStep(locked, installed)).toBe(true);
    expect(inStep(locked, { ...installed, 'node_modules/other-platform': { version: '1.0.0' } })).toBe(true);
  });

  it('refuses another version, a missing package and one too many', () => {
    expect(inStep(locked, { ...installed, 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(inStep(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(false);
    expect(inStep(locked, { ...installed, 'node_modules/c': { version: '1.0.0' } })).toBe(false);
  });
});
