import { describe, expect, it } from 'vitest';
import type { Category } from './category.js';
import { defaultConfig } from './defaults.js';
import { categoryId, guildSpace, roleId, sessionId, type RoleId } from './ids.js';
import { configuredRoles, desiredRoles } from './roles.js';
import type { SessionCommand } from './commands.js';
import { decide } from './decide/index.js';
import { EMPTY_MEMBER, type MemberState } from './session.js';
import type { SpaceConfig, SpaceSettings } from './space.js';

const ON = roleId('1');
const BREAK = roleId('2');
const WORK = roleId('3');
const base = defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' });
const config = (settings: Partial<SpaceSettings>, workRole: RoleId | null = null): SpaceConfig => ({
  ...base,
  settings: { ...base.settings, ...settings },
  categories: base.categories.map((category): Category => (category.id === 'work' ? { ...category, role: workRole } : category)),
});
const after = (...commands: readonly SessionCommand[]): MemberState =>
  commands.reduce((state, command, at) => {
    const result = decide(state, command, { at, counting: null });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.next;
  }, EMPTY_MEMBER);
const clockIn: SessionCommand = { type: 'clockIn', session: sessionId('s'), category: categoryId('work'), note: null };
const running = after(clockIn);
const paused = after(clockIn, { type: 'pause' });
const off = after(clockIn, { type: 'clockOut', reason: 'member' });
const roles = (space: SpaceConfig, state: MemberState): readonly RoleId[] => [...desiredRoles(space, state)];

describe('desiredRoles', () => {
  it('gives the on-role and the category role on the clock', () => {
    expect(roles(config({ onRole: ON }), running)).toEqual([ON]);
    expect(roles(config({ onRole: ON, breakRole: BREAK }, WORK), running)).toEqual([ON, WORK]);
    expect(roles(config({}, WORK), running)).toEqual([WORK]);
    expect(roles(config({ onRole: ON }, ON), running)).toEqual([ON]);
  });

  it('gives the break role instead while paused, or changes nothing without one', () => {
    expect(roles(config({ onRole: ON, breakRole: BREAK }, WORK), paused)).toEqual([BREAK]);
    expect(roles(config({ onRole: ON }, WORK), paused)).toEqual([ON, WORK]);
  });

  it('gives none off the clock, without settings, or after the bot was removed', () => {
    expect(roles(config({ onRole: ON, breakRole: BREAK }, WORK), off)).toEqual([]);
    expect(roles(config({}), running)).toEqual([]);
    expect(roles(config({ onRole: ON, removedAt: 5 }), running)).toEqual([]);
  });

  it('asks only for roles that the configuration names', () => {
    const space = config({ onRole: ON, breakRole: BREAK }, WORK);
    expect([...configuredRoles(space)]).toEqual([ON, BREAK, WORK]);
    expect([...configuredRoles(base)]).toEqual([]);
  });
});
