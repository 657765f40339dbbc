import { describe, expect, it } from 'vitest';
import type { Setting, Value } from './contract.js';
import { drafted, rebased, valueIn } from './draft.js';

const setting = (key: string, value: Value): Setting => ({
  key,
  topic: 'time',
  name: key,
  description: '',
  kind: 'toggle',
  optional: false,
  choices: [],
  min: null,
  max: null,
  value,
  standard: value,
  asksAboutThePast: false,
});

describe('a draft of settings', () => {
  it('holds what is different from what is stored', () => {
    const row = setting('a', 1);
    const draft = drafted(new Map(), row, 2);
    expect(valueIn(draft, row)).toBe(2);
    expect(drafted(draft, row, 1).size).toBe(0);
  });

  it('may hold nothing as a value', () => {
    const row = setting('a', 1);
    expect(valueIn(drafted(new Map(), row, null), row)).toBeNull();
  });

  it('compares lists by what is in them', () => {
    expect(drafted(new Map(), setting('a', ['monday']), ['monday']).size).toBe(0);
  });

  it('keeps what others did not touch, and asks about what they did', () => {
    const before = [setting('a', 1), setting('b', 1), setting('c', 1)];
    const now = [setting('a', 1), setting('b', 5), setting('c', 2)];
    const { draft, conflicts } = rebased(
      new Map([
        ['a', 2],
        ['b', 2],
        ['c', 2],
      ]),
      before,
      now,
    );
    expect([...draft]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(conflicts).toEqual([{ key: 'b', theirs: 5, mine: 2 }]);
  });
});
