import { expect, it } from 'vitest';
import { guildId, guildOf, guildSpace, isGuildSpace, personalSpace, roleId, spaceId, userId } from './ids.js';

it('brands only snowflakes', () => {
  for (const brand of [guildId, userId, roleId, guildSpace, personalSpace]) {
    for (const wrong of ['', 'abc', '1'.repeat(21), '1 ', '-1', '{x}']) expect(() => brand(wrong)).toThrow(TypeError);
  }
  expect(userId('123')).toBe('123');
});

it('tells a guild from a person', () => {
  expect(guildSpace('1')).toBe('g1');
  expect(personalSpace('1')).toBe('u1');
  expect(isGuildSpace(guildSpace('1'))).toBe(true);
  expect(guildOf(guildSpace('12'))).toBe('12');
  expect(guildOf(personalSpace('12'))).toBeNull();
  expect(spaceId('g12')).toBe('g12');
  for (const wrong of ['12', 'x12', 'g', 'g1}', 'gu1']) expect(() => spaceId(wrong)).toThrow(TypeError);
});
