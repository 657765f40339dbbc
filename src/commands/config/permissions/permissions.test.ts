import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, GUILD, SPACE } from '../../../../test/support/commands-harness.js';
import { CAPABILITIES, type Grants } from '../../../domain/capabilities.js';
import { GIVEN_MAX } from '../../../domain/grants.js';
import { roleId, userId } from '../../../domain/ids.js';
import { ok } from '../../../domain/result.js';

const manager = { manager: true };
const german = { manager: true, locale: 'de' };
const STAFF = '501';
const staff = { roles: [STAFF] };
const NOBODY = { roles: [], members: [] };

const setUp = async () => {
  const h = await createHarness();
  return {
    ...h,
    grants: async (): Promise<Grants> => (await h.spaces.get(SPACE)).grants,
    put: (grants: Grants) =>
      h.spaces.update(SPACE, { actor: null, requestId: h.snowflake() as never, at: 0, event: 'test' }, (config) =>
        ok({ ...config, grants }),
      ),
    allow: (capability: string, from: object = manager) => h.run('config permissions allow', { capability, role: STAFF }, from),
  };
};

describe('/config permissions', () => {
  it('allows, denies and clears, for roles and members', async () => {
    const h = await setUp();
    const said = await h.run('config permissions allow', { capability: 'approve', role: STAFF, member: BOB }, manager);
    expect(said.said).toContain(`“Approve” is allowed for <@&${STAFF}>, <@${BOB}>.`);
    expect(await h.grants()).toEqual({ approve: { allow: { roles: [STAFF], members: [BOB] }, deny: NOBODY } });
    await h.run('config permissions deny', { capability: 'approve', member: BOB }, manager);
    expect(await h.grants()).toMatchObject({ approve: { allow: { members: [] }, deny: { members: [BOB] } } });
    await h.run('config permissions clear', { capability: 'approve', role: STAFF, member: BOB }, german);
    expect(await h.grants()).toEqual({});
    expect((await h.run('config permissions allow', { capability: 'approve' }, manager)).said).toContain('Say for whom');
    expect((await h.run('config permissions allow', { capability: 'approve', role: GUILD }, manager)).said).toContain(
      'allowed for @everyone.',
    );
    expect(h.configs.records.at(-1)).toMatchObject({ actor: ADA, event: 'permissionsChanged' });
  });

  it('is for those who may change settings, in a server', async () => {
    const h = await setUp();
    expect((await h.allow('approve', {})).said).toContain('the permission “Manage settings”');
    expect((await h.allow('approve', { locale: 'de' })).said).toContain('das Recht „Einstellungen verwalten“');
    expect((await h.allow('approve', { guild: null })).said).toContain('in a server only');
    expect(h.configs.events).toEqual([]);
  });

  it('holds at once: a role that was given something uses it, and nothing more', async () => {
    const h = await setUp();
    expect((await h.run('admin system', {}, staff)).said).toContain('“See the system”');
    await h.allow('seeSystem');
    expect((await h.run('admin system', {}, staff)).said).toContain('Punchcard 0.1.0');
    expect((await h.run('admin categories list', {}, staff)).said).toContain('“Manage categories”');
    await h.run('config permissions deny', { capability: 'seeSystem', member: ADA }, { ...manager, user: BOB });
    expect((await h.run('admin system', {}, staff)).said).toContain('“See the system”');
    expect((await h.run('admin system', {}, manager)).said).toContain('“See the system”');
    expect((await h.run('admin system', {}, { permissions: '8' })).said).toContain('Punchcard 0.1.0');
  });

  it('lets nobody give or take what they do not have', async () => {
    const h = await setUp();
    await h.allow('manageSettings');
    expect((await h.allow('manageMembers', staff)).said).toContain('“Manage members”');
    expect((await h.choose('pc1:permission-roles:manageMembers:allow', [STAFF], staff)).said).toContain('“Manage members”');
    expect((await h.allow('clockIn', staff)).said).toContain('is allowed for');
    expect(Object.keys(await h.grants())).toEqual(['clockIn', 'manageSettings']);
  });

  it('does not let a role that changes settings give itself other roles by way of the bot', async () => {
    const h = await setUp();
    await h.allow('manageSettings');
    const refused = 'have “Manage Roles” or “Manage Server” in Discord';
    expect((await h.run('admin roles set', { kind: 'on', role: '666' }, staff)).said).toContain(refused);
    expect((await h.run('config set', { key: 'breakRole', value: '666' }, staff)).said).toContain(refused);
    expect((await h.choose('pc1:setting-role:onRole', ['666'], staff)).said).toContain(refused);
    expect((await h.run('config set', { key: 'weekStart', value: 'sunday' }, staff)).said).toContain('Sunday');
    const withRoles = { ...staff, permissions: String(1n << 28n) };
    expect((await h.run('admin roles set', { kind: 'on', role: '502' }, withRoles)).said).toContain('<@&502>');
    expect((await h.spaces.get(SPACE)).settings).toMatchObject({ onRole: '502', breakRole: null });
  });

  it('lets nobody lock themselves out, and administrators never are', async () => {
    const h = await setUp();
    const denied = { capability: 'manageSettings', role: GUILD };
    expect((await h.run('config permissions deny', denied, manager)).said).toContain('could no longer change it back');
    expect(await h.grants()).toEqual({});
    const owner = { permissions: '8' };
    expect((await h.run('config permissions deny', denied, owner)).said).toContain('is denied to @everyone');
    expect((await h.run('config show', {}, manager)).said).toContain('“Manage settings”');
    expect((await h.run('config permissions clear', denied, owner)).said).toContain('the defaults hold again');
  });
});

describe('the panel', () => {
  it('shows who has a capability and who does not, and leads to the others', async () => {
    const h = await setUp();
    await h.run('config permissions allow', { capability: 'clockIn', role: STAFF, member: BOB }, manager);
    const said = await h.run('config permissions panel', {}, manager);
    expect(said.responses[0]).toMatchObject({ type: 4, data: { flags: (1 << 15) | 64 } });
    expect(said.said).toContain(`**Allowed:** <@&${STAFF}> <@${BOB}>`);
    expect(said.said).toContain('"default_values":[{"type":"role","id":"501"}]');
    const next = await h.choose('pc1:permissions', ['seeSystem'], german);
    expect(next.responses[0]?.type).toBe(7);
    expect(next.said).toContain('System sehen');
    expect((await h.run('config permissions panel', { capability: 'approve' }, manager)).said).toContain('### Approve');
  });

  it('changes by its menus, and takes from the opposite list', async () => {
    const h = await setUp();
    const said = await h.choose('pc1:permission-roles:approve:allow', [STAFF, '502'], manager);
    expect(said.said).toContain('✅ Changed.');
    await h.choose('pc1:permission-members:approve:deny', [BOB], manager);
    await h.choose('pc1:permission-roles:approve:deny', ['502'], manager);
    expect(await h.grants()).toEqual({
      approve: { allow: { roles: [STAFF], members: [] }, deny: { roles: ['502'], members: [BOB] } },
    });
    await h.choose('pc1:permission-roles:approve:allow', [], manager);
    expect((await h.grants()).approve?.allow).toEqual(NOBODY);
    expect((await h.choose('pc1:permissions', ['nothing'], manager)).said).toContain('out of date');
    expect((await h.choose('pc1:permission-roles:nothing:allow', [], manager)).said).toContain('out of date');
  });

  it.each(['en', 'de'])('has room for full lists in %s', async (locale) => {
    const h = await setUp();
    const ids = Array.from({ length: GIVEN_MAX }, (_, at) => String(99_999_999_999_999_999_900n + BigInt(at)));
    const full = { roles: ids.map(roleId), members: ids.map(userId) };
    await h.put(Object.fromEntries(CAPABILITIES.map((one) => [one, { allow: full, deny: full }])));
    for (const capability of CAPABILITIES) {
      const { said } = await h.run('config permissions panel', { capability }, { permissions: '8', locale });
      expect(said).not.toContain('…');
      expect(said.match(/<@&/g)).toHaveLength(2 * GIVEN_MAX);
    }
  });
});

describe('the test of a member', () => {
  const test = (h: Awaited<ReturnType<typeof setUp>>, roles: readonly string[], permissions?: string, from: object = manager) =>
    h.run(
      'config permissions test',
      { member: BOB },
      { ...from, members: { [BOB]: { roles, ...(permissions === undefined ? {} : { permissions }) } } },
    );

  it('says why, for every capability', async () => {
    const h = await setUp();
    await h.allow('approve');
    await h.run('config permissions deny', { capability: 'seeSystem', member: BOB }, manager);
    const { said } = await test(h, [STAFF], '32');
    expect(said).toContain(`✅ **Approve** · allowed for the role <@&${STAFF}>`);
    expect(said).toContain('⛔ **See the system** · denied to this member');
    expect(said).toContain('✅ **Clock in** · everybody may unless it is denied');
    // Each reason stands once.
    expect(said).toMatch(/✅ \*\*[^*]*Manage settings[^*]*\*\* · they have “Manage Server” in Discord/);
    expect(said.match(/[✅⛔] \*\*/gu)).toHaveLength(4);
    const named = [...said.matchAll(/[✅⛔] \*\*([^*]*)\*\*/gu)].flatMap(([, names = '']) => names.split(', '));
    expect(new Set(named).size).toBe(CAPABILITIES.length);
    const all = (await test(h, [], '8')).said;
    expect(all.match(/administrators and the owner/g)).toHaveLength(1);
    expect(all.match(/[✅⛔] \*\*/gu)).toHaveLength(1);
    expect((await test(h, [], '0', german)).said).toMatch(/⛔ \*\*[^*]*Genehmigen[^*]*\*\* · niemand hat es erlaubt/);
  });

  it('says what it cannot know', async () => {
    const h = await setUp();
    expect((await test(h, [], '0')).said).toContain('in this channel at this moment');
    expect((await test(h, [])).said).toContain('Discord did not tell me');
    expect((await h.run('config permissions test', { member: BOB }, manager)).said).toContain('not a member of this server');
  });

  it('tells of a suspension, and of categories that require a role', async () => {
    const h = await setUp();
    await h.run('admin member suspend', { member: BOB, reason: 'Holiday' }, manager);
    await h.run('admin categories edit', { category: 'Meeting', 'required-role': STAFF }, manager);
    const { said } = await test(h, [], '0');
    expect(said).toContain('cannot clock in. Reason: Holiday');
    expect(said).toContain('require a role which they do not have');
    expect(said).toContain('Meeting');
    expect((await test(h, [STAFF], '0')).said).not.toContain('Meeting');
  });
});
