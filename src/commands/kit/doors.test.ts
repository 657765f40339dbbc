import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness } from '../../../test/support/commands-harness.js';
import { registrationProblems } from '../../../test/support/contract/index.js';
import { createTranslators } from '../../i18n/translators.js';
import { text } from '../../views/layout/blocks.js';
import { layout } from '../../views/layout/layout.js';
import { messageView } from '../../views/message.js';
import { differs } from '../../discord/registration/shape.js';
import { defineButton } from './component.js';
import { defineRoute } from './custom-id.js';
import { defineCommand } from './define.js';
import { field } from './fields/index.js';
import { inGuild, manageGuild } from './guards.js';
import { defineMessageCommand, defineUserCommand } from './menus.js';
import { opt } from './options.js';
import { payloadsOf } from './payloads.js';
import { message, type Reply } from './reply.js';
import { createRoutes } from './routes.js';
import { defineSelect } from './select.js';

const translators = createTranslators({ strict: true });
const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { 'commands.look.name': 'Look at', 'commands.keep.name': 'Keep this', 'commands.import.name': 'import' },
  de: { 'commands.look.name': 'Ansehen', 'commands.keep.name': 'Aufheben', 'commands.import.name': 'einlesen' },
};
const withTexts = {
  ...translators,
  lookup: (locale: string, key: string) =>
    TEXTS[locale]?.[key] ?? (key.startsWith('commands.import') ? key.split('.').at(-2) : translators.lookup(locale, key)),
};
const said: unknown[] = [];
const keep = (value: unknown): Promise<Reply> => {
  said.push(value);
  return Promise.resolve(message(messageView({ content: 'done' })));
};
const press = defineRoute('press', {});
const pick = defineRoute('pick', {});
const people = defineSelect({
  route: pick,
  guards: [],
  visibility: 'public',
  field: field.users({ label: 'session.noteModal.label', min: 0, max: 2 }),
  run: (_ctx, _args, users) => keep(users),
});
const ROUTES = createRoutes({
  commands: [
    defineCommand({
      ...{ name: 'import', visibility: 'ephemeral', guards: [] },
      options: { file: opt.attachment({ types: ['.csv', 'image'], maxBytes: 1_000_000 }).required() },
      run: (_ctx, { file }) => keep(file),
    }),
    defineCommand({
      ...{ name: 'status', visibility: 'ephemeral', guards: [], options: {} },
      run: (ctx) => Promise.resolve(message(layout([text('Board')], ctx.t))),
    }),
  ],
  menus: [
    defineUserCommand({
      name: 'look',
      visibility: 'ephemeral',
      guards: [inGuild, manageGuild],
      run: (_ctx, target) => keep(target),
    }),
    defineMessageCommand({ name: 'keep', visibility: 'public', guards: [], run: (_ctx, target) => keep(target) }),
  ],
  components: [people, defineButton({ route: press, guards: [], visibility: 'public', run: () => keep('pressed') })],
});
const setUp = () => createHarness({ routes: ROUTES, translators: withTexts });

describe('context-menu commands', () => {
  const users = { [BOB]: { id: BOB, username: 'bob', bot: false } };
  const found = { id: '7', channel_id: '8', author: { id: BOB }, content: 'hello', attachments: [] };

  it('are told the person, with roles where there are any', async () => {
    const h = await setUp();
    await h.menu(2, 'Look at', BOB, { users, members: { [BOB]: { roles: ['5'] } } }, { manager: true });
    expect(said.at(-1)).toEqual({ kind: 'user', id: BOB, bot: false, roles: new Set(['5']) });
    await h.menu(2, 'Look at', BOB, { users }, { manager: true });
    expect(said.at(-1)).toMatchObject({ roles: null });
    expect(h.metrics.total('interactions_total', { name: 'user menu look', outcome: 'ok' })).toBe(2);
  });

  it('are told the message, and answer as public ones when they are', async () => {
    const h = await setUp();
    const { responses } = await h.menu(3, 'Keep this', '7', { messages: { '7': found } });
    expect(said.at(-1)).toEqual({ kind: 'message', id: '7', channel: '8', author: BOB, content: 'hello', attachments: [] });
    expect(responses).toMatchObject([{ type: 4, data: { content: 'done' } }]);
    expect(JSON.stringify(responses)).not.toContain('flags');
  });

  it.each([
    ['of another kind', 3, 'Look at', { messages: { '7': found } }],
    ['by the name in another language', 2, 'Ansehen', { users }],
    ['without its target', 2, 'Look at', {}],
    ['with another target', 2, 'Look at', { users: { '1': { id: '1' } } }],
  ] as const)('%s is out of date', async (_what, type, name, resolved) => {
    const h = await setUp();
    const before = said.length;
    expect((await h.menu(type, name, '7', resolved, { manager: true })).said).toContain('out of date');
    expect(said).toHaveLength(before);
  });

  it('are registered under their text, in our other languages, and seen by whom their guards let through', () => {
    const bodies = payloadsOf({ commands: [], menus: ROUTES.menus }, withTexts);
    expect(registrationProblems(bodies)).toEqual([]);
    expect(bodies).toMatchObject([
      { type: 2, name: 'Look at', name_localizations: { de: 'Ansehen' }, default_member_permissions: '32', contexts: [0] },
      { type: 3, name: 'Keep this', default_member_permissions: null, contexts: [0, 1, 2] },
    ]);
    const kept = bodies.map((body) => ({ ...body, id: '1', description: '', nsfw: false }));
    expect(differs(bodies, kept)).toBe(false);
    expect(differs(bodies, kept.slice(1))).toBe(true);
  });

  it('are as many as Discord takes, or none is registered', () => {
    const menus = Array.from({ length: 16 }, () => ROUTES.menus[0]!);
    expect(() => payloadsOf({ commands: [], menus }, withTexts)).toThrow(RangeError);
    const long = { ...withTexts, lookup: () => 'x'.repeat(33) };
    expect(() => payloadsOf({ commands: [], menus: ROUTES.menus.slice(1) }, long)).toThrow('name of a command');
  });
});

describe('files', () => {
  it('come to the handler as Discord describes them', async () => {
    const h = await setUp();
    await h.run('import', { file: { filename: 'Times.CSV', size: 10, content_type: 'text/csv' } });
    expect(said.at(-1)).toMatchObject({ name: 'Times.CSV', size: 10, contentType: 'text/csv' });
  });

  it.each([
    ['too large for the command', { filename: 'a.csv', size: 1_000_001 }, {}, 'too large. 0.95 MiB at most'],
    ['too large for the place', { filename: 'a.csv', size: 600 }, { attachment_size_limit: 500 }, 'too large. 0 MiB'],
    ['of another type', { filename: 'a.exe', size: 1 }, {}, 'of a type that is not taken'],
    ['of a type only by its name', { filename: 'image/a.txt', size: 1, content_type: 'text/plain' }, {}, 'not taken'],
  ])('%s are refused clearly', async (_what, file, also, text_) => {
    const h = await setUp();
    expect((await h.run('import', { file }, { also })).said).toContain(text_);
  });

  it('that are not described are out of date', async () => {
    const h = await setUp();
    const payload = h.payload.command('import', { file: { filename: 'a.csv', size: 1 } });
    const sent = await h.send({ ...payload, data: { ...payload.data, resolved: {} } });
    expect(sent.said).toContain('out of date');
  });

  it('are registered with their types, which are compared', () => {
    const bodies = payloadsOf({ commands: ROUTES.commands.slice(0, 1), menus: [] }, withTexts);
    expect(registrationProblems(bodies)).toEqual([]);
    expect(bodies).toMatchObject([{ options: [{ type: 11, name: 'file', file_types: ['.csv', 'image'] }] }]);
    expect(differs(bodies, JSON.parse(JSON.stringify(bodies).replace('.csv', '.tsv')) as object[] as never)).toBe(true);
  });
});

describe('what answers a click', () => {
  it('is public where the component says so; its refusals are not', async () => {
    const h = await setUp();
    expect(JSON.stringify((await h.click(press.encode({}))).responses)).not.toContain('"flags":64');
    const { responses } = await h.choose(pick.encode({}), ['1', '2', '3'], {});
    expect(responses).toMatchObject([{ type: 4, data: { content: expect.stringContaining('0 to 2') as string, flags: 64 } }]);
  });

  it('knows what was selected', async () => {
    const h = await setUp();
    await h.choose(pick.encode({}), [ADA, BOB]);
    expect(said.at(-1)).toEqual([ADA, BOB]);
    expect(people.row(translators.for('en'), {}, [ADA as never])).toEqual({
      type: 1,
      components: [
        {
          ...{ type: 5, custom_id: 'pc1:pick', min_values: 0, max_values: 2, placeholder: 'Note' },
          default_values: [{ type: 'user', id: ADA }],
        },
      ],
    });
  });
});

describe('a message of components', () => {
  it('keeps its flag beside the one that hides it', async () => {
    const h = await setUp();
    const flags = async (from: object) => JSON.stringify((await h.run('status', {}, from)).responses);
    expect(await flags({})).toContain(`"flags":${(1 << 15) | 64}`);
    expect(await flags({ guild: null })).toContain(`"flags":${1 << 15}`);
  });
});
