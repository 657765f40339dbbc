import { expect, it } from 'vitest';
import { Recent } from './recent.js';

it('remembers at least as many as told, the newest of them, and forgets in the end', () => {
  const recent = new Recent<number>(3);
  for (let n = 0; n < 100; n += 1) {
    recent.set(`k${n}`, n);
    for (let back = 0; back < 3; back += 1) if (n >= back) expect(recent.get(`k${n - back}`)).toBe(n - back);
    if (n >= 6) expect(recent.get(`k${n - 6}`)).toBeUndefined();
  }
});

it('has the newest value, and none that was deleted', () => {
  const recent = new Recent<string>(2);
  recent.set('a', 'first');
  recent.set('b', 'x');
  recent.set('a', 'second');
  expect(recent.get('a')).toBe('second');
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
});
