import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.js';
import { WorldClock } from '../world-clock.js';
import { Composer } from '../messages/composer.js';
import { FileStore } from '../messages/files.js';
import type { Channel, Guild } from '../world/model.js';
import { newApplication, seedWorld } from '../world/seed.js';
import { World } from '../world/world.js';
import { Interactions } from './interactions.js';
import { Uploads } from './uploads.js';

let world: World;
let uploads: Uploads;
let interactions: Interactions;
let composer: Composer;
let guild: Guild;
let channel: Channel;
/** What the app was sent, the newest last. */
let sent: Record<string, unknown>[];

const [ada, ben, clara] = [...seedWorld(newApplication()).users.slice(1)].map(({ id }) => id) as [string, string, string];

beforeEach(() => {
  sent = [];
  world = new World(new WorldClock(systemClock), newApplication());
  world.restore(seedWorld(world.application));
  const files = new FileStore(null);
  composer = new Composer(world, files);
  uploads = new Uploads(world, files);
  interactions = new Interactions(world, uploads, (payload) => sent.push(payload) > 0);
  guild = [...world.guilds.values()][0]!;
  channel = [...guild.channels.values()][0]!;
  return () => interactions.clear();
});

const register = (command: object): void => {
  const id = world.ids.next();
  world.restore({ ...world.dump(), commands: [{ id, default_member_permissions: null, contexts: null, ...command } as never] });
  guild = [...world.guilds.values()][0]!;
  channel = guild.channels.get(channel.id)!;
};
const begin = (data: object, more: object = {}) =>
  interactions.begin(ben, { type: 2, channel_id: channel.id, data: { ...data }, nonce: 'n', ...more });
const data = () => sent.at(-1)!['data'];
const upload = (filename: string, size = 5, owner = ben) =>
  uploads.add(owner, { channelId: channel.id, filename, contentType: 'text/csv', bytes: Buffer.alloc(size) });

describe('menus of the app', () => {
  it('tells the person that the menu was opened on, and their membership', () => {
    register({ name: 'Show hours', type: 2 });
    begin({ name: 'Show hours', type: 2, target_id: clara });
    expect(data()).toMatchObject({
      name: 'Show hours',
      type: 2,
      target_id: clara,
      resolved: { users: { [clara]: { username: 'clara' } }, members: { [clara]: { roles: [] } } },
    });
    expect(() => begin({ name: 'Show hours', type: 2, target_id: '1' })).toThrow('no such person');
    // A slash command of the same name would be another command.
    expect(() => begin({ name: 'Show hours' })).toThrow('no such command here');
  });

  it('tells the message, but offers nothing on a private one', async () => {
    register({ name: 'Save', type: 3 });
    const post = (ephemeralFor: string | null) => composer.post({ channel, form: { content: 'hours' }, files: [], ephemeralFor });
    const { message } = await post(null);
    begin({ name: 'Save', type: 3, target_id: message.id });
    expect(data()).toMatchObject({
      type: 3,
      target_id: message.id,
      resolved: { messages: { [message.id]: { content: 'hours' } } },
    });
    const secret = await post(ben);
    expect(() => begin({ name: 'Save', type: 3, target_id: secret.message.id })).toThrow('no such message');
  });
});

describe('files', () => {
  beforeEach(() =>
    register({ name: 'receipt', type: 1, options: [{ type: 11, name: 'file', required: true, file_types: ['.csv'] }] }),
  );
  const receipt = (id: string) => begin({ name: 'receipt', options: [{ name: 'file', value: id }] });

  it('go with an option as what it resolves to', async () => {
    const { id } = await upload('hours.csv');
    receipt(id);
    expect(data()).toMatchObject({
      options: [{ name: 'file', type: 11, value: id }],
      resolved: { attachments: { [id]: { filename: 'hours.csv', size: 5, content_type: 'text/csv' } } },
    });
    expect(sent.at(-1)).toMatchObject({
      attachment_size_limit: 10_485_760,
      context: 0,
      authorizing_integration_owners: { 0: guild.id },
    });
  });

  it('are refused when they are too large, of another type, or somebody else’s', async () => {
    await expect(upload('hours.csv', 10_485_761)).rejects.toThrow('hours.csv is too large');
    const wrong = await upload('hours.exe');
    expect(() => receipt(wrong.id)).toThrow('takes .csv, and hours.exe is none of these');
    const foreign = await upload('hours.csv', 5, clara);
    expect(() => receipt(foreign.id)).toThrow('option file does not take');
  });
});

describe('a thread', () => {
  it('is told with its parent and its state, where one acts and where one points at it', () => {
    register({ name: 'go', type: 1, options: [{ type: 7, name: 'to', required: true }] });
    const thread = world.addThread(channel, { name: 'night', ownerId: ada, locked: true });
    const go = (options: object[]) => begin({ name: 'go', options }, { channel_id: thread.id });
    go([{ name: 'to', value: thread.id }]);
    const told = { parent_id: channel.id, thread_metadata: { locked: true, archived: false } };
    expect(sent.at(-1)).toMatchObject({ channel_id: thread.id, channel: told });
    const { permissions } = guild.roles.get(guild.id)!;
    expect(data()).toMatchObject({ resolved: { channels: { [thread.id]: { ...told, permissions } } } });
  });
});

describe('forms', () => {
  const label = (component: object) => ({ type: ComponentType.Label, label: 'l', component });
  const options = ['a', 'b', 'c'].map((value) => ({ label: value, value }));
  const open = (...components: object[]) => {
    register({ name: 'go', type: 1 });
    const modal = { custom_id: 'm', title: 't', components } as unknown as APIModalInteractionResponseCallbackData;
    interactions.openModal(begin({ name: 'go' }), modal);
  };
  const submit = (...fields: object[]) =>
    begin({ custom_id: 'm', components: fields.map((component) => ({ component })) }, { type: 5 });

  it('come in the modal’s own order and nesting, each part with its id, and with what was chosen', async () => {
    open(
      { type: 10, content: 'read this' },
      { type: 1, components: [{ type: 4, custom_id: 'old', style: 1, label: 'o', required: false }] },
      label({ type: 3, custom_id: 'select', options }),
      label({ type: 5, custom_id: 'user' }),
      label({ type: 7, custom_id: 'mentionable', max_values: 2 }),
      label({ type: 8, custom_id: 'channel', channel_types: [0] }),
      label({ type: 19, custom_id: 'file', file_types: ['.csv'] }),
      label({ type: 21, custom_id: 'radio', options, required: false }),
      label({ type: 22, custom_id: 'boxes', options, max_values: 2 }),
      label({ type: 23, custom_id: 'tick' }),
    );
    const { id } = await upload('a.csv');
    submit(
      { custom_id: 'tick', value: true },
      { custom_id: 'boxes', values: ['a', 'c'] },
      { custom_id: 'file', values: [id] },
      { custom_id: 'channel', values: [channel.id] },
      { custom_id: 'mentionable', values: [clara, guild.id] },
      { custom_id: 'user', values: [ada] },
      { custom_id: 'select', values: ['b'] },
    );
    const labelled = (id_: number, component: object) => ({ type: 18, id: id_, component: { id: id_ + 1, ...component } });
    expect(data()).toMatchObject({
      custom_id: 'm',
      components: [
        { type: 10, id: 1 },
        { type: 1, id: 2, components: [{ type: 4, id: 3, custom_id: 'old', value: '' }] },
        labelled(4, { type: 3, custom_id: 'select', values: ['b'] }),
        labelled(6, { type: 5, custom_id: 'user', values: [ada] }),
        labelled(8, { type: 7, custom_id: 'mentionable', values: [clara, guild.id] }),
        labelled(10, { type: 8, custom_id: 'channel', values: [channel.id] }),
        labelled(12, { type: 19, custom_id: 'file', values: [id] }),
        labelled(14, { type: 21, custom_id: 'radio', value: null }),
        labelled(16, { type: 22, custom_id: 'boxes', values: ['a', 'c'] }),
        labelled(18, { type: 23, custom_id: 'tick', value: true }),
      ],
      resolved: {
        users: { [ada]: {}, [clara]: {} },
        members: { [ada]: {}, [clara]: {} },
        roles: { [guild.id]: { name: '@everyone' } },
        channels: { [channel.id]: { type: 0 } },
        attachments: { [id]: { filename: 'a.csv' } },
      },
    });
  });

  it.each([
    [{ type: 3, options }, {}, 'f is required'],
    [{ type: 3, options }, { values: ['x'] }, 'not a choice: x'],
    [{ type: 3, options, required: false }, {}, undefined],
    [{ type: 3, options, min_values: 2, max_values: 3, required: false }, { values: ['a'] }, 'too few or too many'],
    [{ type: 3, options, max_values: 2 }, { values: ['a', 'a'] }, 'names a choice twice'],
    [{ type: 6 }, { values: ['1'] }, 'not a choice: 1'],
    [{ type: 8, channel_types: [2] }, { values: ['channel'] }, 'not a choice'],
    [{ type: 19 }, { values: ['1'] }, 'a file that was not uploaded'],
    [{ type: 21, options }, { value: null }, 'f is required'],
    [{ type: 21, options }, { value: 'x' }, 'not a choice: x'],
    [{ type: 22, options }, { values: ['a', 'b', 'c'] }, undefined],
    [{ type: 22, options, max_values: 1 }, { values: ['a', 'b'] }, 'too few or too many'],
    [{ type: 23 }, {}, undefined],
    [{ type: 4, style: 1, min_length: 3 }, { value: 'ab' }, 'too short or too long'],
    [{ type: 4, style: 1 }, {}, 'f is required'],
  ])('are checked as the client does: %j filled with %j', (component, filled, refusal) => {
    open(label({ custom_id: 'f', ...component }));
    const attempt = () => submit({ custom_id: 'f', ...filled });
    if (refusal === undefined) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(refusal);
  });
});
