import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, GUILD, HOME, messageIn, SPACE, unasked } from '../../test/support/commands-harness.js';
import { StoreUnavailable } from '../engine/store.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const clockedIn = async (note?: string, from = {}) => {
  const h = await createHarness();
  const said = await h.run('clockin', { category: 'Meeting', ...(note === undefined ? {} : { note }) }, from);
  const card = messageIn(said.responses[0]);
  return { ...h, said, card };
};

describe('/clockin', () => {
  it('starts a session at the moment of the interaction and shows its card', async () => {
    const { state, said, card, clock } = await clockedIn('plan *the* week');
    expect(state().active).toMatchObject({ status: 'RUNNING', startedAt: clock.now(), note: 'plan *the* week' });
    expect(card.embeds[0]).toMatchObject({
      title: expect.stringContaining('On the clock') as string,
      description: String.raw`plan \*the\* week`,
    });
    expect(said.responses[0]).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(['Pause', 'Clock out', 'Edit note'].map((label) => card.button(label).split(':')[1])).toEqual([
      'pause',
      'out',
      'edit-note',
    ]);
  });

  it('takes what autocomplete sent, and any way of writing the name', async () => {
    for (const category of ['meeting', ' MEETING ', 'Ｍeeting']) {
      const h = await createHarness();
      await h.run('clockin', { category });
      expect(h.state().active?.category).toBe('meeting');
    }
  });

  it.each(['clockin', 'session in'])('takes the label that /%s offered, also without the variation selector', async (command) => {
    for (const [category, id] of [
      ['📚 Study', 'study'],
      ['🛠️ Project', 'project'],
      ['🛠 Project', 'project'],
    ] as const) {
      const h = await createHarness();
      await h.run(command, { category });
      expect(h.state().active?.category).toBe(id);
      expect((await h.complete(command, 'category', category)).responses[0]).toMatchObject({
        data: { choices: [{ value: id }] },
      });
    }
  });

  it('offers the nearest categories for a typo; a click clocks in with the note that was given', async () => {
    const h = await createHarness();
    const note = 'look at #42 & _this_';
    const offer = messageIn((await h.run('clockin', { category: 'Meetign', note })).responses[0]);
    expect(h.state().active).toBeNull();
    const foreign = await h.click(offer.button('💬 Meeting'), { user: BOB }, offer.embeds);
    expect(foreign.said).toContain('belong to somebody else');
    const said = await h.click(offer.button('💬 Meeting'), {}, offer.embeds);
    expect(said.responses[0]?.type).toBe(7);
    expect(h.state().active).toMatchObject({ category: 'meeting', note });
    expect(h.state(BOB).active).toBeNull();
  });

  it('says so when nothing is near, escaping what was typed', async () => {
    const h = await createHarness();
    const said = await h.run('clockin', { category: '<@123> zzzzzzzz' });
    expect(said.said).toContain(String.raw`There is no category “\\<\\@123\\> zzzzzzzz”`);
  });

  it('refuses an archived category and a second session', async () => {
    const h = await clockedIn();
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain('already on the clock');
    await h.run('clockout');
    await h.run('admin categories archive', { category: 'Meeting' }, { manager: true });
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain('is archived');
  });

  it('says that what was taken offline will sync', async () => {
    const h = await createHarness();
    await h.spaces.get(SPACE);
    h.redis.away();
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain('Recorded, will sync');
  });

  it('says honestly when nothing is kept', async () => {
    const h = await createHarness();
    await h.spaces.get(SPACE);
    h.redis.away();
    h.disk.fail('datasync', 'EIO');
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain('Not recorded');
    expect(h.log.at('error')).toHaveLength(1);
  });

  it('completes from the active categories', async () => {
    const h = await createHarness();
    const all = (await h.complete('clockin', 'category', '')).responses[0];
    const some = (await h.complete('session in', 'category', 'meet')).responses[0];
    expect(all).toMatchObject({ type: 8 });
    expect(some).toMatchObject({ data: { choices: [{ value: 'meeting' }] } });
  });
});

describe("in a person's own space", () => {
  const home = { guild: null };

  it('a category appears by being used, and is offered from then on', async () => {
    const h = await createHarness();
    expect((await h.run('clockin', { category: 'Garden Work' }, home)).said).toContain('Garden Work');
    expect((await h.spaces.get(HOME)).categories.map(({ name }) => name)).toEqual(['Garden Work']);
    await h.run('clockout', {}, home);
    await h.run('clockin', { category: 'garden  work' }, home);
    expect((await h.spaces.get(HOME)).categories).toHaveLength(1);
    expect(h.configs.events).toEqual(['categoryUsed']);
    expect((await h.complete('clockin', 'category', 'gar', home)).responses[0]).toMatchObject({
      data: { choices: [{ name: 'Garden Work', value: 'garden work' }] },
    });
  });

  it('does not appear when the clock-in was refused', async () => {
    const h = await createHarness();
    await h.run('clockin', { category: 'One' }, home);
    await h.run('clockin', { category: 'Two' }, home);
    expect((await h.spaces.get(HOME)).categories.map(({ name }) => name)).toEqual(['One']);
  });

  it('the session counts even when the category cannot be added', async () => {
    const h = await createHarness();
    h.spaces.update = () => Promise.reject(new StoreUnavailable('away', { maybeApplied: false }));
    expect((await h.run('clockin', { category: 'Garden' }, home)).said).toContain('On the clock');
    expect(h.state(ADA, HOME).active?.category).toBe('garden');
  });
});

describe('/clockout', () => {
  it('shows what the session came to, with totals', async () => {
    const h = await clockedIn('old');
    h.clock.advance(HOUR);
    await h.run('session pause');
    h.clock.advance(20 * MINUTE);
    const said = await h.run('clockout', { note: 'new' });
    const fields = JSON.stringify(messageIn(said.responses[0]).embeds);
    expect(fields).toContain('"name":"Start to end","value":"1 h 20 min"');
    expect(fields).toContain('"name":"Breaks","value":"20 min"');
    expect(fields).toContain('"name":"Counted","value":"1 h"');
    expect(fields).toContain('"name":"Today","value":"1 h"');
    expect(h.state()).toMatchObject({ active: null, last: { note: 'new', status: 'ENDED_UNCONFIRMED' } });
  });

  it('keeps the note when none is given, and refuses without a session', async () => {
    const h = await clockedIn('old');
    await h.run('session out');
    expect(h.state().last?.note).toBe('old');
    expect((await h.run('clockout')).said).toContain('You are not on the clock.');
  });

  it('leaves out totals that do not hold it yet', async () => {
    const h = await clockedIn();
    h.redis.away();
    const { said } = await h.run('clockout');
    expect(said).toContain('Recorded, will sync');
    expect(said).toContain('Totals are not available');
    expect(said).not.toContain('"name":"Today"');
  });

  it('still shows what was recorded when the settings cannot be read', async () => {
    const h = await clockedIn();
    h.documents.erased(SPACE, null);
    h.configs.offline = true;
    expect((await h.run('clockout')).said).toContain('Clocked out: meeting');
  });
});

describe('/status', () => {
  it('counts the running session into the totals', async () => {
    const h = await clockedIn();
    h.clock.advance(HOUR);
    await h.run('clockout');
    await h.run('clockin', { category: 'Study' });
    h.clock.advance(30 * MINUTE);
    const { said } = await h.run('status');
    expect(said).toContain('"name":"Today","value":"1 h 30 min"');
    expect(said).toContain('"name":"This week","value":"1 h 30 min"');
  });

  it('counts only what lies in today after midnight', async () => {
    const h = await createHarness();
    h.clock.advance(14 * HOUR); // 23:00 UTC
    await h.run('clockin', { category: 'Meeting' });
    h.clock.advance(3 * HOUR);
    const { said } = await h.run('session status');
    expect(said).toContain('"name":"Today","value":"2 h"');
    expect(said).toContain('"name":"This week","value":"3 h"');
  });

  it('marks what may be out of date', async () => {
    const h = await clockedIn();
    h.redis.away();
    expect((await h.run('status')).said).toContain('Possibly out of date');
  });

  it('of another member says no more than since when', async () => {
    const h = await clockedIn('secret note');
    await h.run('session pause');
    const { said } = await h.run('status', { user: ADA }, { user: BOB });
    expect(said).toContain(`<@${ADA}> is on the clock since <t:`);
    expect(said).not.toMatch(/secret|Meeting|meeting|break|Today|Pause/);
    expect((await h.run('status', { user: BOB })).said).toContain(`<@${BOB}> is not on the clock`);
  });

  it('of another shows totals to those who were given that, and what the server lets all see', async () => {
    const h = await clockedIn('secret note');
    const manager = { user: BOB, manager: true };
    const look = async (from: object = { user: BOB }) => (await h.run('status', { user: ADA }, from)).said;
    const see = (value: string) => h.run('config set', { key: 'othersSee', value }, manager);
    h.clock.advance(HOUR);
    expect(await look(manager)).toContain('"name":"Today","value":"1 h"');
    expect(await look(manager)).not.toMatch(/secret|Meeting|meeting/);
    await see('totals');
    expect(await look()).toContain('"name":"This week","value":"1 h"');
    await h.run('config permissions deny', { capability: 'seeOthers', member: BOB }, { manager: true });
    expect(await look()).toContain('do not see the time of others');
    await h.run('config permissions clear', { capability: 'seeOthers', member: BOB }, { manager: true });
    await see('nothing');
    expect(await look()).toContain('do not see the time of others');
    await h.run('config permissions allow', { capability: 'seeOthers', role: '501' }, manager);
    expect(await look({ user: BOB, roles: ['501'] })).toContain('"name":"Today"');
  });

  it('of another is for guilds only; of oneself is the own card', async () => {
    const h = await clockedIn();
    expect((await h.run('status', { user: BOB }, { guild: null })).said).toContain('in a server only');
    expect((await h.run('status', { user: ADA })).said).toContain('You are on the clock');
  });
});

describe('the buttons of the card', () => {
  it('pause, resume and clock out, changing the card', async () => {
    const h = await clockedIn();
    h.clock.advance(MINUTE);
    const paused = await h.click(h.card.button('Pause'));
    expect(paused.responses[0]?.type).toBe(7);
    expect(h.state().active?.status).toBe('PAUSED');
    h.clock.advance(MINUTE);
    const resumed = await h.click(messageIn(paused.responses[0]).button('Resume'));
    expect(h.state().active).toMatchObject({ status: 'RUNNING', pauses: [{}] });
    const out = await h.click(messageIn(resumed.responses[0]).button('Clock out'));
    expect(out.said).toContain('Clocked out');
    expect(out.responses[0]?.type).toBe(7);
    expect(() => messageIn(out.responses[0]).button('Pause')).toThrow('no button');
    expect(h.state().active).toBeNull();
  });

  it.each(['Pause', 'Clock out', 'Edit note'])('%s is only for the owner', async (label) => {
    const h = await clockedIn();
    const before = h.state();
    const said = await h.click(h.card.button(label), { user: BOB });
    expect(said.responses).toMatchObject([{ type: 4, data: { flags: 64 } }]);
    expect(said.said).toContain('belong to somebody else');
    expect(h.state()).toBe(before);
  });

  it('of an older session explain themselves and refresh the card', async () => {
    const h = await clockedIn();
    await h.run('clockout');
    h.clock.advance(MINUTE);
    await h.run('clockin', { category: 'Study' });
    const before = h.state();
    for (const label of ['Pause', 'Clock out']) {
      const said = await h.click(h.card.button(label));
      expect(said.responses).toMatchObject([
        { type: 7, data: { embeds: [{ title: expect.stringContaining('You are on the clock') as string }] } },
      ]);
      expect(JSON.stringify(said.followUps)).toContain('out of date');
    }
    expect(h.state()).toBe(before);
  });

  it('that differ from the status explain it and refresh the card', async () => {
    const h = await clockedIn();
    await h.run('session pause');
    const said = await h.click(h.card.button('Pause'));
    expect(JSON.stringify(said.followUps)).toContain('already on a break');
    expect(messageIn(said.responses[0]).button('Resume')).toContain('pc1:resume:');
  });

  it('of a session that has ended show that nothing runs', async () => {
    const h = await clockedIn();
    await h.run('clockout');
    const said = await h.click(h.card.button('Pause'));
    expect(said.responses).toMatchObject([{ data: { components: [], embeds: [{ title: 'You are not on the clock' }] } }]);
  });

  it('edit the note: the modal begins with it and needs nothing else', async () => {
    const h = await clockedIn('a *note*');
    h.deps.sessions = unasked;
    const opened = await h.click(h.card.button('Edit note'), {}, h.card.embeds);
    expect(opened.responses).toMatchObject([{ type: 9, data: { components: [{ component: { value: 'a *note*' } }] } }]);
    h.deps.sessions = h.tracker;
    const session = h.state().active?.id ?? '';
    const said = await h.submit(`pc1:note:${ADA}:${session}`, { note: ' better ' });
    expect(said.responses[0]?.type).toBe(7);
    expect(h.state().active?.note).toBe('better');
    await h.submit(`pc1:note:${ADA}:${session}`, { note: '' });
    expect(h.state().active?.note).toBeNull();
    expect((await h.submit(`pc1:note:${ADA}:${session}`, { note: 'x' }, { user: BOB })).said).toContain('somebody else');
    expect((await h.submit(`pc1:note:${ADA}:other`, { note: 'x' })).said).toContain('out of date');
    expect(h.state().active?.note).toBeNull();
  });
});

describe('one interaction', () => {
  it('changes once, with its own id and moment', async () => {
    const h = await createHarness();
    const payload = h.payload.command('clockin', { category: 'Meeting' });
    await h.send(payload);
    expect(h.changes).toHaveLength(1);
    expect(h.state().active).toMatchObject({ id: payload.id, startedAt: h.clock.now() });
    expect(SPACE).toBe(`g${GUILD}`);
  });
});

it('suggests categories also to who wrote a note of nothing but blanks', async () => {
  const harness = await createHarness();
  expect((await harness.run('clockin', { category: 'wrk', note: '  \u200e ' })).said).toContain('Work');
});
