import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox, type Transport } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

interface Button {
  readonly label: string;
  readonly customId: string;
}

const buttons = (message: APIMessage): Button[] =>
  (message.components ?? []).flatMap((row) =>
    'components' in row
      ? row.components.flatMap((one) =>
          'custom_id' in one && 'label' in one ? [{ label: one.label ?? '', customId: one.custom_id }] : [],
        )
      : [],
  );
const buttonOf = (message: APIMessage, label: RegExp): string => {
  const found = buttons(message).find((one) => label.test(one.label));
  if (found === undefined) throw new Error(`no button ${label.source} in ${JSON.stringify(message.components)}`);
  return found.customId;
};
/** A button anywhere in a message that is laid out in containers. */
const deepButton = (part: unknown, label: string): string | null => {
  if (typeof part !== 'object' || part === null) return null;
  if ('label' in part && part.label === label && 'custom_id' in part && typeof part.custom_id === 'string') return part.custom_id;
  for (const inner of Object.values(part)) {
    const found = deepButton(inner, label);
    if (found !== null) return found;
  }
  return null;
};
const titleOf = (message: APIMessage): string => message.embeds[0]?.title ?? message.content;

/** The main job as a member lives it, over either transport, with the real bot. */
describe.each<Transport>(['gateway', 'http'])('the main job over %s', (transport) => {
  let world: BotInSandbox;
  let ada: DiscordUser;
  let ben: DiscordUser;
  let guild: string;
  let channel: string;

  const rolesOf = async (viewer: DiscordUser, member: DiscordUser): Promise<string[]> => {
    const state = await viewer.state();
    const home = state.guilds.find((one) => one.id === guild);
    const names = new Map(home?.roles.map((role) => [role.id, role.name]));
    const found = home?.members.find((one) => one.user.id === member.id);
    return (found?.roles ?? []).map((id) => names.get(id) ?? id);
  };
  const waitForRoles = async (member: DiscordUser, wanted: readonly string[]): Promise<void> => {
    await ada.waitForState((state) => {
      const home = state.guilds.find((one) => one.id === guild);
      const names = new Map(home?.roles.map((role) => [role.id, role.name]));
      const has = (home?.members.find((one) => one.user.id === member.id)?.roles ?? []).map((id) => names.get(id) ?? id);
      return JSON.stringify([...has].sort()) === JSON.stringify([...wanted].sort());
    });
    expect((await rolesOf(ada, member)).sort()).toEqual([...wanted].sort());
  };

  beforeAll(async () => {
    world = await startBotInSandbox(transport);
    [ada, ben] = [await world.person('ada'), await world.person('ben')];
    const home = (await ada.state()).guilds[0];
    guild = home?.id ?? '';
    channel = home?.channels[0]?.id ?? '';
  });
  afterAll(() => world.close());

  it('sets up the roles (Manage Guild), and refuses that to others', async () => {
    const refused = await ben.command(guild, channel, 'admin', subcommand('roles', subcommand('setup')));
    expect(refused.content).toContain('the permission “Manage settings”');
    const done = await ada.command(guild, channel, 'admin', subcommand('roles', subcommand('setup')));
    expect(JSON.stringify(done)).toMatch(/<@&\d+>/);
  });

  it('clocks in by autocomplete, pauses, resumes, edits the note, clocks out; the role follows', async () => {
    const choices = await ben.autocomplete(guild, channel, 'clockin', { name: 'category', value: 'wor', focused: true });
    expect(choices[0]?.name).toMatch(/Work/);
    const card = await ben.command(
      guild,
      channel,
      'clockin',
      ...options({ category: String(choices[0]?.value), note: 'first job' }),
    );
    expect(titleOf(card)).toMatch(/On the clock: .*Work/);
    expect(card.embeds[0]?.description).toBe('first job');
    expect(JSON.stringify(card.embeds)).toMatch(/<t:\d+:t>.*<t:\d+:R>/);
    await waitForRoles(ben, ['On the clock']);

    const again = await ben.command(guild, channel, 'clockin', ...options({ category: 'Study' }));
    expect(JSON.stringify(again)).toMatch(/already on the clock/i);

    const paused = await ben.clickForMessage(card, buttonOf(card, /Pause/));
    expect(buttons(paused).map((one) => one.label)).toContain('Resume');
    await waitForRoles(ben, ['On break']);

    const resumed = await ben.clickForMessage(paused, buttonOf(paused, /Resume/));
    await waitForRoles(ben, ['On the clock']);

    const { modal } = await ben.click(resumed, buttonOf(resumed, /note/i));
    if (modal === undefined) throw new Error('no modal');
    const input = JSON.stringify(modal.components);
    expect(input).toContain('first job');
    const field = /"custom_id":"([^"]+)"/.exec(input)?.[1] ?? '';
    const since = ben.events.length;
    await ben.submitModal(channel, modal, { [field]: 'second *thought*' });
    await ben.waitForMessage((message) => JSON.stringify(message.embeds).includes('second'), since);

    const status = await ben.command(guild, channel, 'status');
    expect(JSON.stringify(status)).toMatch(/Work/);

    const summary = await ben.clickForMessage(resumed, buttonOf(resumed, /Clock out/));
    expect(JSON.stringify(summary)).toMatch(/Counted|Effective|Counts/i);
    await waitForRoles(ben, []);

    const stale = await ben.clickForMessage(resumed, buttonOf(resumed, /Pause/)).catch(String);
    expect(JSON.stringify(stale)).not.toMatch(/"label":"Resume"/);
  });

  it('lets nobody press the buttons of another', async () => {
    const card = await ada.command(guild, channel, 'session', subcommand('in', ...options({ category: 'Study' })));
    // The card is Ada's alone to see, so for Ben there is no such message; what the bot says to a forged click, clocking.test.ts shows.
    const refused = await ben.click(card, buttonOf(card, /Clock out/)).catch(String);
    expect(refused).toMatch(/no such message/);
    expect(titleOf(await ada.command(guild, channel, 'session', subcommand('status')))).toMatch(/Study/);
    await ada.command(guild, channel, 'clockout', ...options({ note: 'done' }));
  });

  it('offers the nearest categories for a typo, which clock in', async () => {
    const offer = await ben.command(guild, channel, 'clockin', ...options({ category: 'Stduy' }));
    const card = await ben.clickForMessage(offer, buttonOf(offer, /Study/));
    expect(titleOf(card)).toMatch(/On the clock: .*Study/);
    await ben.command(guild, channel, 'clockout');
  });

  it('adds time that was not clocked, edits it from the list, and takes that back', async () => {
    const given = options({ category: 'Study', start: '3h ago', duration: '1h 20m', note: 'from memory' });
    const asked = await ben.command(guild, channel, 'session', subcommand('add', ...given));
    expect(JSON.stringify(asked.embeds)).toContain('1 h 20 min');
    const stored = await ben.clickForMessage(asked, buttonOf(asked, /Save/));
    expect(titleOf(stored)).toMatch(/Added: .*Study/);

    const listed = () => ben.command(guild, channel, 'session', subcommand('list', ...options({ to: '1h ago' })));
    const list = await listed();
    const edit = /"custom_id":"(pc1:edit:[^"]+)"/.exec(JSON.stringify(list.components))?.[1] ?? '';
    const { modal } = await ben.click(list, edit);
    if (modal === undefined) throw new Error('no modal');
    const fields: Record<string, string | readonly string[]> = {};
    for (const label of modal.components) {
      if (!('component' in label)) continue;
      const { component } = label;
      if ('options' in component) fields[component.custom_id] = ['study'];
      else fields[component.custom_id] = 'value' in component ? (component.value ?? '') : '';
    }
    expect(fields).toMatchObject({ category: ['study'], note: 'from memory' });
    const since = ben.events.length;
    await ben.submitModal(channel, modal, { ...fields, note: 'looked it up' });
    await ben.waitForMessage((message) => titleOf(message).includes('Saved'), since);
    expect(JSON.stringify(await listed())).toContain('looked it up');

    const undo = await ben.command(guild, channel, 'session', subcommand('undo'));
    expect(JSON.stringify(undo.embeds)).toMatch(/Edited an entry.*Study/);
    await ben.clickForMessage(undo, buttonOf(undo, /Undo/));
    expect(JSON.stringify(await listed())).toContain('from memory');
  });

  it('keeps a weekly target, which stands in the status', async () => {
    const given = options({ category: 'Study', hours: '7,5' });
    const set = await ben.command(guild, channel, 'alloc', subcommand('set', ...given));
    expect(JSON.stringify(set.components)).toMatch(/of 7 h 30 min/);
    const status = await ben.command(guild, channel, 'status');
    expect(JSON.stringify(status.embeds)).toMatch(/of 7 h 30 min/);
  });

  it('a manager adds time for a member by right click, who is told with the reason', async () => {
    const card = await ada.menu(guild, channel, 2, 'Time card', ben.id);
    const add = /"custom_id":"(pc1:add-of:[^"]+)"/.exec(JSON.stringify(card.components))?.[1] ?? '';
    const { modal } = await ada.click(card, add);
    if (modal === undefined) throw new Error('no modal');
    const since = ada.events.length;
    const typed = { category: ['study'], start: 'yesterday 9:00', end: 'yesterday 10:00', note: '', reason: 'was at a fair' };
    await ada.submitModal(channel, modal, typed);
    const asked = await ada.waitForMessage((message) => titleOf(message).includes('Add this entry'), since);
    const stored = await ada.clickForMessage(asked, buttonOf(asked, /Save/));
    expect(titleOf(stored)).toMatch(/Added: .*Study/);
    const before = ben.events.length;
    await ben.command(guild, channel, 'status');
    const told = await ben.waitForMessage((message) => JSON.stringify(message.embeds).includes('was at a fair'), before);
    expect(titleOf(told)).toBe('Somebody changed your time');
  });

  it('keeps time in the direct messages, in a space of one’s own, in German for a German', async () => {
    const clara = await world.person('clara');
    const dm = await clara.directMessages();
    const card = await clara.command(null, dm, 'clockin', ...options({ category: 'Gartenarbeit' }));
    expect(titleOf(card)).toMatch(/Gartenarbeit/);
    expect(buttons(card).map((one) => one.label)).not.toContain('Clock out');
    const out = await clara.command(null, dm, 'session', subcommand('out'));
    expect(JSON.stringify(out)).toMatch(/Gartenarbeit/);
  });

  it('keeps a time zone that is found by a city, in the server and in the direct messages', async () => {
    const typing = subcommand('set', { name: 'zone', value: 'mumb', focused: true });
    const [found] = await ben.autocomplete(guild, channel, 'timezone', typing);
    expect(found).toMatchObject({ value: 'Asia/Kolkata', name: expect.stringMatching(/GMT\+5:30$/) as string });
    const kept = await ben.command(guild, channel, 'timezone', subcommand('set', ...options({ zone: String(found?.value) })));
    expect(kept.content).toContain('Asia/Kolkata');
    const shown = await ben.command(null, await ben.directMessages(), 'timezone', subcommand('show'));
    expect(titleOf(shown)).toContain('Asia/Kolkata');
  });

  it('is set up step by step, by who may', async () => {
    const refused = await ben.command(guild, channel, 'setup');
    expect(refused.content).toMatch(/You may not do that here/);
    const panel = await ada.command(guild, channel, 'setup');
    expect(JSON.stringify(panel.components)).toMatch(/1 of 6: Language/);
    const first = await ada.clickForMessage(panel, 'pc1:setup-leave:language');
    expect(JSON.stringify(first.components)).toMatch(/2 of 6: Time zone/);
    const zone = /"custom_id":"pc1:setup-zone".*?"value":"([^"]+)"/.exec(JSON.stringify(first.components))?.[1] ?? '';
    const next = await ada.clickForMessage(first, 'pc1:setup-zone', [zone]);
    // The roles have been set up before.
    expect(JSON.stringify(next.components)).toMatch(/4 of 6: Categories/);
    const kept = await ada.clickForMessage(next, 'pc1:setup-leave:categories');
    const left = await ada.clickForMessage(kept, 'pc1:setup-leave:dashboard');
    expect(JSON.stringify(left.components)).toMatch(/Dashboard channel\*\*: left out.*6 of 6: Log channel/);
  });

  it('manages categories and shows the system', async () => {
    const add = subcommand('categories', subcommand('add', ...options({ name: 'Night shift' })));
    expect(JSON.stringify(await ada.command(guild, channel, 'admin', add))).toMatch(/Night shift/);
    const listed = await ada.command(guild, channel, 'admin', subcommand('categories', subcommand('list')));
    expect(JSON.stringify(listed)).toMatch(/Night shift/);
    const system = await ada.command(guild, channel, 'admin', subcommand('system'));
    expect(JSON.stringify(system)).toMatch(/Redis/);
  });

  it('gives a permission, which holds at once, and explains it', async () => {
    const system = () => ben.command(guild, channel, 'admin', subcommand('system'));
    const permissions = (name: string, values: Record<string, string>) =>
      ada.command(guild, channel, 'config', subcommand('permissions', subcommand(name, ...options(values))));
    expect((await system()).content).toContain('the permission “See the system”');
    await permissions('allow', { capability: 'seeSystem', member: ben.id });
    expect(JSON.stringify(await system())).toMatch(/Redis/);
    expect(JSON.stringify(await permissions('test', { member: ben.id }))).toContain('allowed for this member');
    await permissions('clear', { capability: 'seeSystem', member: ben.id });
    expect((await system()).content).toContain('the permission “See the system”');
  });

  it('keeps a suspended member from clocking in', async () => {
    const member = (name: string, values: Record<string, string>) =>
      ada.command(guild, channel, 'admin', subcommand('member', subcommand(name, ...options(values))));
    await member('suspend', { member: ben.id, reason: 'On leave', until: '3d' });
    const refused = await ben.command(guild, channel, 'clockin', ...options({ category: 'Work' }));
    expect(refused.content).toMatch(/You are suspended here.*until <t:\d+:f>\. Reason: On leave/);
    await member('restore', { member: ben.id });
  });

  it('goes on after kill -9 of the bot', async () => {
    const card = await ben.command(guild, channel, 'clockin', ...options({ category: 'Work' }));
    await world.bot.kill();
    await world.startAgain();
    const summary = await ben.clickForMessage(card, buttonOf(card, /Clock out/));
    expect(JSON.stringify(summary)).toMatch(/Work/);
    await waitForRoles(ben, []);
  });

  it('explains where the time comes from, hands it over as a file, and erases it when the word was typed', async () => {
    // Not what was ended a moment ago: then it would be asked whether to go on with that.
    await ben.command(guild, channel, 'clockin', ...options({ category: 'Meeting' }));
    const explained = JSON.stringify(await ben.command(guild, channel, 'explain'));
    expect(explained).toMatch(/In all: /);
    expect(explained).toContain('still running');
    const verified = await ada.command(guild, channel, 'admin', subcommand('verify'));
    expect(JSON.stringify(verified)).toMatch(/no differences/);
    expect(JSON.stringify(verified)).not.toMatch(/\d differences?\*/);
    const handed = await ben.command(guild, channel, 'privacy', subcommand('export'));
    expect(handed.attachments).toMatchObject([{ filename: 'punchcard-export.zip' }]);

    const { modal } = await ben.commandOutcome(guild, channel, 'privacy', subcommand('erase', ...options({ where: 'here' })));
    if (modal === undefined) throw new Error('no modal');
    const { message } = await ben.submitModal(channel, modal, { word: 'erase' });
    expect(JSON.stringify(message)).toContain('All that was kept about you in this place is erased');
    await waitForRoles(ben, []);
    expect(JSON.stringify(await ben.command(guild, channel, 'privacy', subcommand('show')))).toContain('No entries.');
    expect(JSON.stringify(await ben.command(guild, channel, 'explain'))).toContain('Nothing counts for this day');
  });

  it('tells insights as long as the member agrees to them, and nothing afterwards', async () => {
    const press = (message: APIMessage, label: string): Promise<APIMessage> => {
      const id = deepButton(message.components, label);
      if (id === null) throw new Error(`no button ${label} in ${JSON.stringify(message.components)}`);
      return ada.clickForMessage(message, id);
    };
    const question = await ada.command(guild, channel, 'insights');
    expect(JSON.stringify(question.components)).not.toContain('The last 28 days');
    const shown = await press(question, 'I agree, show me');
    expect(JSON.stringify(shown.components)).toContain('The last 28 days');
    expect(JSON.stringify((await ada.command(guild, channel, 'insights')).components)).toContain('The last 28 days');
    const others = await ben.command(guild, channel, 'insights', ...options({ user: ada.id }));
    expect(JSON.stringify(others)).toContain('does not show you insights');

    await press(await ada.command(guild, channel, 'privacy', subcommand('insights')), 'Take back, for all');
    const after = await ada.command(guild, channel, 'insights');
    expect(JSON.stringify(after.components)).not.toContain('The last 28 days');
    expect(deepButton(after.components, 'I agree, show me')).not.toBeNull();
    expect(after.attachments).toEqual([]);
  });

  // Over HTTP the first request of another time is refused, as a recorded one would be; the bot learns from it.
  it.runIf(transport === 'gateway')('follows when the time at Discord is moved', async () => {
    await ben.command(guild, channel, 'clockin', ...options({ category: 'Support' }));
    const moved = await fetch(`${world.sandbox.url}/sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: 7 * 3_600_000 }),
    });
    expect(moved.status).toBe(200);
    expect(JSON.stringify(await ben.command(guild, channel, 'clockout'))).toContain('7 h');
  });

  it('never sent Discord anything against its contract', async () => {
    expect(await world.contractProblems()).toEqual([]);
    expect(
      (await world.requests()).filter((one) => one.status >= 400).map((one) => `${one.method} ${one.path} ${one.status}`),
    ).toEqual([]);
  });
});
