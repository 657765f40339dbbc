import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, GUILD, messageIn, SPACE } from '../../../test/support/commands-harness.js';

const HOUR = 3_600_000;
const boss = { user: BOB, manager: true };
const SUSPENDED = 'You are suspended here';

const setUp = async () => {
  const h = await createHarness();
  return {
    ...h,
    suspend: (more: Record<string, string | boolean> = {}, from: object = boss) =>
      h.run('admin member suspend', { member: ADA, reason: 'Contract *ended*', ...more }, from),
    restore: (from: object = boss) => h.run('admin member restore', { member: ADA }, from),
    suspensions: async () => (await h.spaces.get(SPACE)).suspensions,
    clockIn: (from: object = {}) => h.run('clockin', { category: 'Work' }, from),
  };
};

describe('/admin member suspend', () => {
  it('keeps a member from clocking in, with the reason and the end', async () => {
    const h = await setUp();
    expect((await h.suspend({ until: '2h' })).said).toContain(`<@${ADA}> cannot clock in until <t:`);
    const refused = await h.clockIn();
    expect(refused.said).toContain(SUSPENDED);
    expect(refused.said).toContain('Reason: Contract \\\\*ended\\\\*');
    expect((await h.clockIn({ locale: 'de' })).said).toContain('gesperrt und kannst bis <t:');
    expect((await h.clockIn({ guild: null })).said).not.toContain(SUSPENDED);
    h.clock.advance(2 * HOUR);
    expect((await h.clockIn()).said).not.toContain(SUSPENDED);
    expect(h.state().active).not.toBeNull();
  });

  it('without an end holds until somebody restores the member; what has ended goes with it', async () => {
    const h = await setUp();
    await h.run('admin member suspend', { member: BOB, reason: 'x', until: '1h' }, boss);
    expect((await h.suspend()).said).toContain('until somebody restores them');
    h.clock.advance(2 * HOUR);
    expect((await h.clockIn()).said).toContain(SUSPENDED);
    expect((await h.restore()).said).toContain(`<@${ADA}> can clock in again.`);
    expect(await h.suspensions()).toEqual([]);
    expect((await h.restore()).said).toContain('not suspended');
    expect((await h.clockIn()).said).not.toContain(SUSPENDED);
    expect(h.configs.events.filter((event) => event.startsWith('member'))).toEqual([
      'memberSuspended',
      'memberSuspended',
      'memberRestored',
    ]);
  });

  it('ends what runs, marked so; who may suspend needs nothing more for it, and the member is told', async () => {
    const h = await setUp();
    await h.clockIn();
    await h.run('config permissions allow', { capability: 'manageMembers', role: '501' }, boss);
    const helper = { user: '77', roles: ['501'] };
    expect((await h.suspend({ reason: 'late' }, helper)).said).toContain('running session has ended');
    expect(h.state()).toMatchObject({ active: null, last: { status: 'ENDED_UNCONFIRMED', endReason: 'suspended' } });
    expect((await h.suspend()).said).not.toContain('has ended.');
    expect(JSON.stringify((await h.run('status')).followUps)).toMatch(/Clocked out.*<@77>.*late/);
    expect((await h.run('session list')).said).toContain('ended by a suspension, by <@77>');
  });

  it('says what it does not understand, and takes no blank reason', async () => {
    const h = await setUp();
    expect((await h.suspend({ until: 'soon' })).said).toContain('I do not understand “soon”');
    expect((await h.suspend({ until: 'yesterday 9:00' })).said).toContain('is not ahead');
    expect((await h.suspend({ reason: '  ' })).said).toContain('must be filled in');
    expect(await h.suspensions()).toEqual([]);
  });

  it('is for those with the capability, who do not lift their own', async () => {
    const h = await setUp();
    expect((await h.suspend({}, {})).said).toContain('“Manage members”');
    await h.run('config permissions allow', { capability: 'manageMembers', member: ADA }, boss);
    await h.suspend();
    expect((await h.restore({})).said).toContain('Manage Server');
    expect((await h.suspend({ until: '1m' }, {})).said).toContain('Manage Server');
    expect(await h.suspensions()).toMatchObject([{ member: ADA, until: null }]);
    expect((await h.restore({ manager: true })).said).toContain('can clock in again');
  });
});

describe('a suspended member', () => {
  it('finds no other way onto the clock', async () => {
    const h = await setUp();
    await h.clockIn();
    h.clock.advance(HOUR);
    await h.run('clockout');
    await h.suspend();
    expect((await h.run('session switch', { category: 'Meeting' })).said).toContain(SUSPENDED);
    expect((await h.run('session add', { category: 'Work', start: '2h ago', duration: '10m' })).said).toContain(SUSPENDED);
    expect((await h.run('session in', { category: 'Work' })).said).toContain(SUSPENDED);
    expect((await h.complete('clockin', 'category', 'w')).said).toContain('"choices":[]');
    expect(h.state().active).toBeNull();
    const ended = h.state().last?.id ?? '';
    expect((await h.click(`pc1:reopen:${ADA}:${ended}`)).said).toContain(SUSPENDED);
    for (const route of ['go-on', 'begin-new']) expect((await h.click(`pc1:${route}:${ADA}:${ended}`)).said).toContain(SUSPENDED);
    expect((await h.click(`pc1:in:${ADA}:work`)).said).toContain(SUSPENDED);
    const undo = messageIn((await h.run('session undo')).responses[0]);
    expect((await h.click(undo.button('Undo'))).said).toContain(SUSPENDED);
    expect(h.state().active).toBeNull();
  });

  it('and one who is denied the clock reads why', async () => {
    const h = await setUp();
    await h.run('config permissions deny', { capability: 'clockIn', role: GUILD }, { user: BOB, permissions: '8' });
    expect((await h.clockIn()).said).toContain('the permission “Clock in”');
    await h.run('config permissions allow', { capability: 'clockIn', role: '501' }, { user: BOB, permissions: '8' });
    expect((await h.clockIn({ roles: ['501'] })).said).not.toContain('may not');
  });
});
