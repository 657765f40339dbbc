import { expect, it } from 'vitest';
import { diff } from './diff.js';

it('names the keys that changed, as deep as both sides have them', () => {
  expect(diff({ a: 1, b: { c: [1, 2], d: null } }, { a: 1, b: { c: [1, 3], d: null }, e: false })).toEqual([
    { path: ['b', 'c'], before: [1, 2], after: [1, 3] },
    { path: ['e'], after: false },
  ]);
  expect(diff({ a: { b: 1 } }, { a: null })).toEqual([{ path: ['a'], before: { b: 1 }, after: null }]);
  expect(diff(null, { a: 1 })).toEqual([{ path: [], before: null, after: { a: 1 } }]);
  expect(diff({ a: [{ id: 'x' }] }, { a: [{ id: 'x' }] })).toEqual([]);
});

it('compares lists of things with ids one by one, unless their order changed', () => {
  const [x, y, z] = [
    { id: 'x', name: 'one' },
    { id: 'y', name: 'two' },
    { id: 'z', name: 'three' },
  ];
  expect(diff([x, y], [x, { ...y, name: 'due' }, z])).toEqual([
    { path: ['y', 'name'], before: 'two', after: 'due' },
    { path: ['z'], after: z },
  ]);
  expect(diff([x, y, z], [x, z])).toEqual([{ path: ['y'], before: y }]);
  expect(diff({ list: [x, y] }, { list: [y, x] })).toEqual([{ path: ['list'], before: [x, y], after: [y, x] }]);
  expect(diff([x, x], [x])).toEqual([{ path: [], before: [x, x], after: [x] }]);
});
