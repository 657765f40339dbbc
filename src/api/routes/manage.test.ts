import { describe, expect, it } from 'vitest';
import { BOB, SPACE, type createHarness } from '../../../test/support/commands-harness.js';
import { value } from '../../../test/support/engine.js';
import { MANAGER, manageRoutes } from '../../../test/support/manage-routes.js';
import { requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { Settings } from '../../domain/settings.js';
import { boardRoutes } from './boards.js';
import { peopleRoutes } from './people.js';
import { permissionRoutes } from './permissions.js';
import { settingRoutes } from './settings.js';
import { whoRoutes } from './who.js';

type Harness = Awaited<ReturnType<typeof createHarness>>;
const set = async ({ spaces, clock, snowflake }: Harness, settings: Partial<Settings>): Promise<void> => {
  const by = { actor: null, requestId: requestId(snowflake()), at: clock.now(), event: 'settingChanged' };
  value(await spaces.update(SPACE, by, (config) => ok({ ...config, settings: { ...config.settings, ...settings } })));
};

describe('settings', () => {
  it('are listed with what a page needs, and only to those who may change them', async () => {
    const { body, refusalOf } = await manageRoutes(settingRoutes);
    expect(await refusalOf('listSettings')).toBe('CAPABILITY_MISSING');
    const { settings } = (await body('listSettings', { by: MANAGER })) as { settings: Record<string, unknown>[] };
    const of = (key: string) => settings.find((one) => one['key'] === key);
    expect(of('weekStart')).toMatchObject({
      kind: 'choice',
      value: 'monday',
      standard: 'monday',
      choices: [{ value: 'monday' }, {}],
    });
    expect(of('minimumSession')).toMatchObject({ kind: 'duration', optional: true, min: 1, max: 60, value: null });
    expect(of('onRole')).toMatchObject({ kind: 'role', optional: true });
    for (const one of settings) expect([one['name'], one['description']].every((text) => text !== '')).toBe(true);
  });

  it('are changed as in Discord, with the version that was seen', async () => {
    const { body, call, refusalOf, h } = await manageRoutes(settingRoutes);
    const change = { body: { key: 'weekStart', value: 'sunday' }, by: MANAGER };
    expect(await body('changeSetting', change)).toMatchObject({ outcome: 'stored', setting: { value: 'sunday' } });
    expect(await body('changeSetting', change)).toMatchObject({ outcome: 'same' });
    const listed = await call('listSettings', { by: MANAGER });
    const version = listed.ok ? String(listed.value.version) : '';
    const next = { body: { key: 'weekStart', value: 'monday' }, by: MANAGER };
    expect(await refusalOf('changeSetting', { ...next, ifMatch: 'another' })).toBe('VERSION_MISMATCH');
    expect(await body('changeSetting', { ...next, ifMatch: version })).toMatchObject({ outcome: 'stored' });
    expect(await refusalOf('changeSetting', { body: { key: 'weekStart', value: 'never' }, by: MANAGER })).toBe('REQUEST_INVALID');
    expect(await refusalOf('changeSetting', { body: { key: 'nothing', value: 1 }, by: MANAGER })).toBe('SETTING_NOT_FOUND');
    expect((await h.spaces.get(SPACE)).settings.weekStart).toBe('monday');
  });

  it('ask about the past before they move it', async () => {
    const { body, h } = await manageRoutes(settingRoutes);
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(3_600_000);
    await h.run('clockout');
    const change = { key: 'timeZone', value: 'Pacific/Honolulu' };
    expect(await body('changeSetting', { body: change, by: MANAGER })).toMatchObject({
      ...{ outcome: 'asks', setting: { value: 'UTC' }, moved: { entries: 1, seconds: 3_600 } },
    });
    const kept = { body: { ...change, past: 'keep' }, by: MANAGER };
    expect(await body('changeSetting', kept)).toMatchObject({ outcome: 'stored', setting: { value: 'Pacific/Honolulu' } });
  });
});

describe('permissions', () => {
  it('are given and taken by the rules of Discord', async () => {
    const { body, refusalOf } = await manageRoutes(permissionRoutes);
    const give = (capability: string, by: object, more: object = { way: 'allow', roles: ['700'] }) => ({
      ...{ params: { capability }, body: more, by },
    });
    expect(await refusalOf('changePermission', give('approve', {}))).toBe('CAPABILITY_MISSING');
    expect(await body('changePermission', give('manageSettings', MANAGER))).toMatchObject({ allow: { roles: ['700'] } });
    const deputy = { user: '901', roles: ['700'] };
    // What they do not have themselves they give to nobody.
    expect(await refusalOf('changePermission', give('approve', deputy))).toBe('CAPABILITY_MISSING');
    expect(await refusalOf('changePermission', give('manageSettings', deputy, { way: 'deny', roles: ['700'] }))).toBe(
      'LOCKS_YOU_OUT',
    );
    expect(await refusalOf('changePermission', give('manageSettings', deputy, { way: 'deny' }))).toBe('SUBJECT_REQUIRED');
    const { permissions } = (await body('listPermissions', { by: deputy })) as {
      permissions: { capability: string; mayChange: boolean }[];
    };
    expect(permissions.filter(({ mayChange }) => mayChange).map(({ capability }) => capability)).toEqual([
      'clockIn',
      'manageSettings',
    ]);
  });
});

describe('members', () => {
  it('are listed to those who may see others, with why they are suspended only for those who decide it', async () => {
    const { body, refusalOf, h, told } = await manageRoutes(peopleRoutes);
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const suspend = { params: { member: BOB }, body: { reason: 'holidays' } };
    expect(await refusalOf('suspendMember', suspend)).toBe('CAPABILITY_MISSING');
    expect(await body('suspendMember', { ...suspend, by: MANAGER })).toMatchObject({ hasEnded: true });
    expect(told).toEqual([BOB]);
    expect((await h.run('clockin', { category: 'Work' }, { user: BOB })).said).toContain('holidays');
    const byManager = (await body('listMembers', { by: MANAGER })) as { items: object[] };
    expect(byManager.items).toMatchObject([{ user: BOB, suspension: { reason: 'holidays' } }]);
    const byMember = (await body('listMembers')) as { items: object[] };
    expect(byMember.items).toMatchObject([{ user: BOB, suspension: null }]);
    expect(await refusalOf('getMember', { params: { member: BOB } })).toBe('CAPABILITY_MISSING');
    await body('getMember', { params: { member: BOB }, by: { user: BOB } });
    expect(await refusalOf('restoreMember', { params: { member: BOB }, by: MANAGER })).toBe(null);
    expect(await refusalOf('restoreMember', { params: { member: BOB }, by: MANAGER })).toBe('NOT_SUSPENDED');
  });
});

describe('who is on the clock', () => {
  it('is told as far as /who tells it', async () => {
    const { body, refusalOf, h } = await manageRoutes(whoRoutes);
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    expect(await body('listOnTheClock')).toMatchObject({
      visible: 'presence',
      members: [{ user: BOB, category: null, effectiveSeconds: null }],
    });
    expect(await body('listOnTheClock', { by: MANAGER })).toMatchObject({
      visible: 'totals',
      members: [{ user: BOB, pausedSince: null }],
    });
    const all = (await body('listOnTheClock', { by: MANAGER })) as { members: { category: string }[] };
    expect(await refusalOf('listOnTheClock', { query: { category: all.members[0]!.category } })).toBe('OTHERS_HIDDEN');
    await set(h, { othersSee: 'nothing' });
    expect(await refusalOf('listOnTheClock')).toBe('OTHERS_HIDDEN');
  });
});

describe('boards', () => {
  it('show who wants to be shown, and oneself in any case', async () => {
    const { body, refusalOf, h } = await manageRoutes(boardRoutes);
    for (const user of [BOB, '77']) {
      await h.run('clockin', { category: 'Work' }, { user });
      h.clock.advance(3_600_000);
      await h.run('clockout', {}, { user });
    }
    const own = await body('getBoard', { params: { timeframe: 'day' }, by: { user: BOB } });
    expect(own).toMatchObject({ of: 0, lines: [], own: { kind: 'hidden', seconds: 3_600 }, volunteers: true, isRunning: true });
    await set(h, { boardsOf: 'everyone' });
    const shown = await body('getBoard', { params: { timeframe: 'week' }, by: { user: BOB } });
    expect(shown).toMatchObject({ of: 2, lines: [{ rank: 1, seconds: 3_600 }, { rank: 1 }], own: { kind: 'place', rank: 1 } });
    expect(await body('getBoard', { params: { timeframe: shown['time'] } })).toMatchObject({ of: 2, own: { kind: 'nothing' } });
    expect(await refusalOf('getBoard', { params: { timeframe: 'season' } })).toBe('SEASON_NONE');
    await set(h, { boards: false });
    expect(await refusalOf('getBoard', { params: { timeframe: 'week' } })).toBe('BOARDS_OFF');
  });
});
