import { expect, it } from 'vitest';
import { SeenIds } from './seen-ids.js';

it('knows an id again, and takes no other for it', () => {
  const seen = new SeenIds();
  const before = new Set<string>();
  // Neighbours, ids that differ in one of their parts alone, and what is no number or no one number.
  const numbers = Array.from({ length: 20_000 }, (_, nth) => [
    `14600000000${String(nth).padStart(8, '0')}`,
    `${nth + 10}000000123`,
  ]);
  const odd = [
    '',
    '0',
    '00',
    '1',
    '9007199254740993',
    '9007199254740992',
    '01460000000000000001',
    'é',
    '1460000000000000000-1',
    '99999999999999999999',
    '99999999999999999998',
    '999999999999999999999',
  ];
  const wrong = [...numbers.flat(), ...odd].filter((id) => {
    const isNew = !before.has(id);
    before.add(id);
    return seen.add(id) !== isNew;
  });
  expect(wrong).toEqual([]);
  expect([...before].filter((id) => seen.add(id))).toEqual([]);
});
