import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contrast, ENOUGH_CONTRAST } from './contrast.js';
import { initials, tintOf } from './people.js';

const styles = readFileSync(new URL('avatar.css', import.meta.url), 'utf8');
const tints = [...styles.matchAll(/\.tint-(\d) \{\s*--tint: #([0-9a-f]{6});/g)].map(([, , hex = '']) => Number.parseInt(hex, 16));

it('white initials can be read on every tint', () => {
  expect(tints).toHaveLength(6);
  for (const tint of tints) expect(contrast(0xffffff, tint)).toBeGreaterThanOrEqual(ENOUGH_CONTRAST);
});

it('somebody has the same tint and initials everywhere', () => {
  expect([tintOf('1191168914273337344'), tintOf('4194304'), tintOf('1')]).toEqual([tintOf('1191168914273337344'), 1, 0]);
  expect([initials('Grace Hopper'), initials('ada'), initials('🦀 crab')]).toEqual(['GH', 'A', '🦀C']);
});
