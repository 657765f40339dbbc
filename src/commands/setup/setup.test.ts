import { describe, expect, it } from 'vitest';
import { createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { err } from '../../domain/result.js';
import { SETUP_STEPS } from '../../domain/setup.js';
import { SETUP_IDS } from './custom-ids.js';

const manager = { manager: true };
type Harness = Awaited<ReturnType<typeof createHarness>>;

const settings = async (h: Harness) => (await h.spaces.get(SPACE)).settings;
const zone = (h: Harness, name: string) => h.choose(SETUP_IDS.zone.encode({}), [name], manager);
const leave = (h: Harness, step: (typeof SETUP_STEPS)[number]) => h.click(SETUP_IDS.leave.encode({ step }), manager);
const channel = (h: Harness, step: 'dashboard' | 'log', id: string, type = 0) =>
  h.choose(SETUP_IDS.channel.encode({ step }), [id], manager, { channels: { [id]: { id, type } } });

describe('/setup', () => {
  it('is done in six clicks', async () => {
    const h = await createHarness();
    const first = await h.run('setup', {}, manager);
    expect(first.said).toContain('6 things are still open');
    expect(first.said).toContain('1 of 6: Language');
    expect(h.configs.events).toEqual([]);
    expect((await h.choose(SETUP_IDS.language.encode({}), ['de'], manager)).said).toContain('2 of 6: Time zone');
    expect((await zone(h, 'Europe/Berlin')).said).toContain('3 of 6: Roles');
    expect((await h.click(SETUP_IDS.createRoles.encode({}), manager)).said).toContain('4 of 6: Categories');
    expect((await h.choose(SETUP_IDS.categories.encode({}), ['work', 'meeting'], manager)).said).toContain('5 of 6: Dashboard');
    expect((await channel(h, 'dashboard', '601')).said).toContain('6 of 6: Log channel');
    const { said } = await channel(h, 'log', '602');
    expect(said).toContain('Nothing is open any more');
    expect(said).toContain('<#601>');
    expect(await settings(h)).toMatchObject({
      ...{ locale: 'de', timeZone: 'Europe/Berlin', onRole: '501', breakRole: '502', dashboardChannel: '601', logChannel: '602' },
    });
    const active = (await h.spaces.get(SPACE)).categories.filter(({ archived }) => !archived);
    expect(active.map(({ id, name }) => [id, name])).toEqual([
      ['work', 'Arbeit'],
      ['meeting', 'Besprechung'],
    ]);
    expect(h.resynced).toContain(SPACE);
  });

  it('every step can be left out; the same panel says so afterwards, also to another process', async () => {
    const h = await createHarness();
    for (const step of SETUP_STEPS) await leave(h, step);
    expect((await settings(h)).timeZone).toBe('UTC');
    const other = await createHarness({ beside: h });
    const { said } = await other.run('setup', {}, manager);
    expect(said).toContain('Nothing is open any more');
    expect(said).toContain('➖ **Roles**: left out');
    expect(said).toContain('✅ **Time zone**: UTC');
    expect((await other.choose(SETUP_IDS.go.encode({}), ['roles'], manager)).said).toContain('3 of 6: Roles');
  });

  it('counts what was set in another way', async () => {
    const h = await createHarness();
    await h.run('config set', { key: 'timeZone', value: 'Europe/Berlin' }, manager);
    expect((await h.run('setup', {}, manager)).said).toMatch(/5 things are still open.*1 of 6: Language/);
  });

  it('names what the bot may not do and how to mend it', async () => {
    const h = await createHarness();
    const noRoles = { ...manager, also: { channel: { id: '1', type: 0 }, app_permissions: '2048' } };
    for (const step of ['language', 'zone'] as const) await leave(h, step);
    expect((await h.run('setup', {}, noRoles)).said).toContain('Give me the permission “Manage Roles”');
    h.roles.ensure = () => Promise.resolve(err(domainError('ROLE_PERMISSION_MISSING')));
    const refused = await h.click(SETUP_IDS.createRoles.encode({}), manager);
    expect(refused.said).toContain('3 of 6: Roles');
    expect(JSON.stringify(refused.followUps)).toContain('I may not manage roles here');
    h.roles.check = () => Promise.resolve(err(domainError('ROLE_ABOVE_BOT')));
    const role = await h.choose(SETUP_IDS.role.encode({ key: 'onRole' }), ['700'], manager);
    expect(role.said).toContain('<@&700>: That role is above mine. Move my role above it');
    h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_READ_ONLY')));
    expect((await channel(h, 'log', '602')).said).toContain('<#602>: I may not write in that channel');
    h.channels.check = () => Promise.resolve(err(domainError('DISCORD_UNAVAILABLE')));
    expect((await h.run('setup', {}, manager)).said).toContain('<#602>: I cannot ask Discord right now');
  });

  it('refuses a channel that can never be used, and leaves it as it was', async () => {
    const h = await createHarness();
    h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_NOT_TEXT')));
    const { said } = await channel(h, 'dashboard', '601');
    expect(said).toContain('5 of 6: Dashboard channel');
    expect(said).toContain('not a text channel');
    expect((await settings(h)).dashboardChannel).toBeNull();
  });

  it('takes a zone that is typed', async () => {
    const h = await createHarness();
    const opened = await h.click(SETUP_IDS.typeZone.encode({}), manager);
    expect(opened.said).toContain(SETUP_IDS.zoneForm.encode({}));
    expect((await h.submit(SETUP_IDS.zoneForm.encode({}), { zone: 'nowhere' }, manager)).said).toContain('nowhere');
    await h.submit(SETUP_IDS.zoneForm.encode({}), { zone: 'Kathmandu' }, manager);
    expect((await settings(h)).timeZone).toBe('Asia/Kathmandu');
  });

  it('is for those who change the settings, at every click', async () => {
    const h = await createHarness();
    expect((await h.run('setup')).said).toContain('You may not do that here');
    expect((await h.run('setup', {}, { ...manager, guild: null })).said).toContain('in a server only');
    const ids = [SETUP_IDS.createRoles.encode({}), SETUP_IDS.leave.encode({ step: 'zone' }), SETUP_IDS.typeZone.encode({})];
    for (const id of ids) expect((await h.click(id)).said).toContain('You may not do that here');
    for (const id of [
      SETUP_IDS.language.encode({}),
      SETUP_IDS.zone.encode({}),
      SETUP_IDS.categories.encode({}),
      SETUP_IDS.go.encode({}),
    ])
      expect((await h.choose(id, ['UTC'])).said).toContain('You may not do that here');
    expect(h.configs.events).toEqual([]);
  });

  it('speaks German', async () => {
    const h = await createHarness();
    expect((await h.run('setup', {}, { ...manager, locale: 'de' })).said).toContain('1 von 6: Sprache');
  });
});
