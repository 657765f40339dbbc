import { describe, expect, it } from 'vitest';
import { createHarness, messageIn, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { roleId } from '../../domain/ids.js';
import { err } from '../../domain/result.js';

const manager = { manager: true };
type Harness = Awaited<ReturnType<typeof createHarness>>;
const admin = (h: Harness, name: string, values: Record<string, string | number> = {}) => h.run(`admin ${name}`, values, manager);
const named = async (h: Harness, name: string) => (await h.spaces.get(SPACE)).categories.find((one) => one.name === name);
const settings = async (h: Harness) => (await h.spaces.get(SPACE)).settings;

describe('/admin', () => {
  it.each([
    ['categories list', 'Manage categories'],
    ['roles setup', 'Manage settings'],
    ['system', 'See the system'],
  ])('%s is for those with the permission “%s”', async (name, permission) => {
    const h = await createHarness();
    expect((await h.run(`admin ${name}`)).said).toContain(`the permission “${permission}”`);
    expect((await h.run(`admin ${name}`, {}, { ...manager, guild: null })).said).toContain('in a server only');
    expect(h.configs.events).toEqual([]);
  });
});

describe('/admin categories', () => {
  it('add', async () => {
    const h = await createHarness();
    const said = await admin(h, 'categories add', {
      name: 'Deep Work',
      emoji: '🧠',
      colour: '#3BA55D',
      description: 'no talk',
      weight: 5,
    });
    expect(said.said).toContain('Category 🧠 Deep Work added.');
    expect(await named(h, 'Deep Work')).toMatchObject({
      emoji: '🧠',
      colour: 0x3ba55d,
      description: 'no talk',
      weight: 5,
      archived: false,
    });
    expect((await admin(h, 'categories add', { name: 'DEEP work' })).said).toContain('already a category “Deep Work”');
    expect(h.configs.events).toEqual(['categoryAdded']);
  });

  it('edit changes what is named; a dash takes away', async () => {
    const h = await createHarness();
    await admin(h, 'categories add', { name: 'Deep Work', emoji: '🧠', colour: 'red', description: 'x' });
    await admin(h, 'categories edit', { category: 'deep work', name: 'Focus Time', emoji: '-', colour: ' - ', weight: 0 });
    expect(await named(h, 'Focus Time')).toMatchObject({ emoji: null, colour: null, description: 'x', weight: 0 });
    expect((await admin(h, 'categories edit', { category: 'Focus Time' })).said).toContain('Nothing to change');
    expect((await admin(h, 'categories edit', { category: 'no such', name: 'x' })).said).toContain(
      'There is no category “no such”',
    );
  });

  it('archive and restore, each completed from its own', async () => {
    const h = await createHarness();
    await admin(h, 'categories archive', { category: 'Meeting' });
    expect((await named(h, 'Meeting'))?.archived).toBe(true);
    const offered = async (name: string) =>
      JSON.stringify((await h.complete(`admin categories ${name}`, 'category', 'meet', manager)).responses);
    expect(await offered('restore')).toContain('meeting');
    expect(await offered('archive')).not.toContain('meeting');
    expect((await admin(h, 'categories archive', { category: 'Meeting' })).said).toContain('is archived');
    await admin(h, 'categories restore', { category: 'meeting' });
    expect((await named(h, 'Meeting'))?.archived).toBe(false);
    expect(await offered('restore')).not.toContain('meeting');
  });

  it('move', async () => {
    const h = await createHarness();
    expect((await admin(h, 'categories move', { category: 'Meeting', position: 1 })).said).toContain('is now number 1');
    expect((await h.spaces.get(SPACE)).categories[0]?.name).toBe('Meeting');
    expect((await admin(h, 'categories move', { category: 'Meeting', position: 50 })).said).toContain('Positions go from 1 to');
  });

  it('take the label that their autocomplete showed, with and without the variation selector', async () => {
    for (const label of ['🛠️ Project', '🛠 project']) {
      const h = await createHarness();
      expect((await admin(h, 'categories edit', { category: label, weight: 1 })).said).toContain('changed');
      expect((await admin(h, 'categories move', { category: label, position: 1 })).said).toContain('is now number 1');
      await admin(h, 'roles set', { kind: 'category', role: '501', category: label });
      expect(await named(h, 'Project')).toMatchObject({ weight: 1, order: 0, role: '501' });
      await admin(h, 'categories archive', { category: label });
      expect((await named(h, 'Project'))?.archived).toBe(true);
      await admin(h, 'categories restore', { category: label });
      expect((await named(h, 'Project'))?.archived).toBe(false);
    }
  });

  it('add names the new category, although another one has its name as id', async () => {
    const h = await createHarness();
    await admin(h, 'categories edit', { category: 'work', name: 'Arbeit' });
    expect((await admin(h, 'categories add', { name: 'work', emoji: '💡' })).said).toContain('Category 💡 work added.');
  });

  it('list in pages, whose buttons are guarded anew', async () => {
    const h = await createHarness();
    for (let n = 0; n < 20; n++) await admin(h, 'categories add', { name: `Number ${n}` });
    const first = messageIn((await admin(h, 'categories list')).responses[0]);
    expect(JSON.stringify(first.embeds)).not.toContain('Number 19');
    const second = await h.click(first.button('Next'), manager);
    expect(second.responses[0]?.type).toBe(7);
    expect(second.said).toContain('Number 19');
    expect((await h.click(first.button('Next'))).said).toContain('“Manage categories”');
    expect((await h.click('pc1:categories:9999', manager)).said).toContain('Number 19');
  });
});

describe('/admin roles', () => {
  const role = '700000000000000001';

  it('setup makes sure of both roles and puts them to use', async () => {
    const h = await createHarness();
    expect((await admin(h, 'roles setup')).said).toContain('<@&501>');
    expect(await settings(h)).toMatchObject({ onRole: '501', breakRole: '502' });
    expect(h.resynced).toEqual([SPACE]);
  });

  it('setup says what hinders it and keeps nothing', async () => {
    const h = await createHarness();
    h.roles.ensure = () => Promise.resolve(err(domainError('ROLE_PERMISSION_MISSING')));
    expect((await admin(h, 'roles setup')).said).toContain('Manage Roles');
    expect(await settings(h)).toMatchObject({ onRole: null, breakRole: null });
    expect(h.resynced).toEqual([]);
  });

  it('set and clear each kind', async () => {
    const h = await createHarness();
    await admin(h, 'roles set', { kind: 'on', role });
    await admin(h, 'roles set', { kind: 'break', role });
    await admin(h, 'roles set', { kind: 'category', role, category: 'Meeting' });
    expect(await settings(h)).toMatchObject({ onRole: role, breakRole: role });
    expect((await named(h, 'Meeting'))?.role).toBe(role);
    for (const kind of ['on', 'break']) await admin(h, 'roles clear', { kind });
    expect((await admin(h, 'roles clear', { kind: 'category', category: 'meeting' })).said).toContain('Meeting any more');
    expect(await settings(h)).toMatchObject({ onRole: null, breakRole: null });
    expect((await named(h, 'Meeting'))?.role).toBeNull();
    expect(h.resynced).toHaveLength(6);
  });

  it('set warns of what can be put right, and refuses what cannot', async () => {
    const h = await createHarness();
    h.roles.check = () => Promise.resolve(err(domainError('ROLE_ABOVE_BOT')));
    expect((await admin(h, 'roles set', { kind: 'on', role })).said).toContain('above mine');
    expect((await settings(h)).onRole).toBe(role);
    h.roles.check = () => Promise.resolve(err(domainError('ROLE_MANAGED')));
    expect((await admin(h, 'roles set', { kind: 'break', role })).said).toContain('belongs to an integration');
    h.roles.check = () => Promise.resolve(err(domainError('ROLE_EVERYONE')));
    expect((await admin(h, 'roles set', { kind: 'break', role })).said).toContain('every member of the server has');
    expect((await settings(h)).breakRole).toBeNull();
  });

  it('asks for the category where one is needed', async () => {
    const h = await createHarness();
    expect((await admin(h, 'roles set', { kind: 'category', role })).said).toContain('Say which category');
    expect(h.resynced).toEqual([]);
  });

  it('show names what is set and what is wrong', async () => {
    const h = await createHarness();
    await admin(h, 'roles set', { kind: 'category', role, category: 'Meeting' });
    h.roles.problems = () => [{ role: roleId(role), error: domainError('ROLE_ABOVE_BOT'), since: h.clock.now() }];
    const { said } = await admin(h, 'roles show');
    expect(said).toContain('not set');
    expect(said).toContain(`Meeting: <@&${role}>`);
    expect(said).toContain('above mine');
  });
});
