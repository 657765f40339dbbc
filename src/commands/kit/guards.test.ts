import { describe, expect, it } from 'vitest';
import { BOB, ADA, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { roleId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { messageView } from '../../views/message.js';
import { hasAnyRole } from '../../actions/access.js';
import { defineButton } from './component.js';
import type { Context } from './context.js';
import { defineRoute } from './custom-id.js';
import { defineCommand } from './define.js';
import { field } from './fields/index.js';
import { allow, byConfig, inGuild, ownedBy, type ConfigGuard } from './guards.js';
import { defineUserCommand } from './menus.js';
import { defineModal } from './modal.js';
import { opt } from './options.js';
import { message } from './reply.js';
import { createRoutes } from './routes.js';
import { defineSelect } from './select.js';
import { snowflake } from './payload/snowflake.js';
import { createTranslators } from '../../i18n/translators.js';

const ROLE = roleId('5');
/** Only who has the role that the space's settings name. */
const onDuty: ConfigGuard = byConfig((ctx, { settings }) =>
  settings.onRole !== null && hasAnyRole(ctx, [settings.onRole]) ? ok(undefined) : err(domainError('NOT_YOURS')),
);
const fields = { owner: snowflake.transform(userId) };
const button = defineRoute('button', fields);
const select = defineRoute('select', fields);
const form = defineRoute('form', fields);
const translators = createTranslators({ strict: true });
const withMenu = {
  ...translators,
  lookup: (locale: string, key: string) => (key === 'commands.look.name' ? 'Look' : translators.lookup(locale, key)),
};

/** Everything that can be asked of the bot, each behind the same guard. */
const setUp = async (guards: readonly ConfigGuard[]) => {
  const done = () => Promise.resolve(message(messageView({ content: 'done' })));
  const note = field.text({ label: 'session.noteModal.label' });
  const routes = createRoutes({
    commands: [
      defineCommand({
        ...{ name: 'do', visibility: 'ephemeral', guards, run: done },
        options: { text: opt.string({ autocomplete: () => Promise.resolve([{ name: 'secret', value: 's' }]) }).optional() },
      }),
    ],
    menus: [defineUserCommand({ name: 'look', visibility: 'ephemeral', guards, run: done })],
    components: [
      defineButton({ route: button, guards: [...guards, ownedBy('owner')], run: done }),
      defineSelect({ route: select, guards, field: field.users({ label: 'session.noteModal.label' }), run: done }),
      defineModal({ route: form, guards, title: 'session.noteModal.title', fields: { note }, run: done }),
    ],
  });
  const h = await createHarness({ routes, translators: withMenu });
  const named = (role: SpaceConfig['settings']['onRole']) =>
    h.spaces.update(SPACE, { actor: null, requestId: h.snowflake() as never, at: 0, event: 'test' }, (config) =>
      ok({ ...config, settings: { ...config.settings, onRole: role } }),
    );
  return { ...h, named };
};
type Harness = Awaited<ReturnType<typeof setUp>>;

const args = { owner: userId(ADA) };
const WAYS: readonly (readonly [string, (h: Harness, roles: readonly string[]) => Promise<{ readonly said: string }>])[] = [
  ['a command', (h, roles) => h.run('do', {}, { roles })],
  ['a button', (h, roles) => h.click(button.encode(args), { roles })],
  ['a select', (h, roles) => h.choose(select.encode(args), [BOB], { roles })],
  ['a form', (h, roles) => h.submit(form.encode(args), { note: 'x' }, { roles })],
  ['a context menu', (h, roles) => h.menu(2, 'Look', BOB, { users: { [BOB]: { id: BOB } } }, { roles })],
];

describe('a guard that sees roles and configuration', () => {
  it.each(WAYS)('holds on %s, anew each time', async (_what, act) => {
    const h = await setUp([onDuty]);
    await h.named(ROLE);
    expect((await act(h, [])).said).toContain('belong to somebody else');
    expect((await act(h, [ROLE])).said).toContain('done');
    await h.named(null);
    expect((await act(h, [ROLE])).said).toContain('belong to somebody else');
  });

  it('holds on autocomplete, which then offers nothing', async () => {
    const h = await setUp([onDuty]);
    await h.named(ROLE);
    expect((await h.complete('do', 'text', 's', { roles: [] })).said).not.toContain('secret');
    expect((await h.complete('do', 'text', 's', { roles: [ROLE] })).said).toContain('secret');
  });

  it('lets nobody through when the configuration cannot be read', async () => {
    const h = await setUp([onDuty]);
    await h.named(ROLE);
    h.documents.erased(SPACE, null);
    h.configs.offline = true;
    for (const [, act] of WAYS) expect((await act(h, [ROLE])).said).toContain('database');
    expect((await h.complete('do', 'text', 's', { roles: [ROLE] })).said).not.toContain('secret');
  });

  it('makes a click wait only when the configuration is not in memory', async () => {
    const h = await setUp([]);
    const ctx = { space: SPACE, guild: null, memberRoles: new Set(), user: userId(ADA) } as unknown as Context;
    expect(allow(ctx, [inGuild], h.spaces)).toMatchObject({ ok: false });
    expect(allow(ctx, [onDuty], h.spaces)).toBeInstanceOf(Promise);
    await h.spaces.get(SPACE);
    expect(allow(ctx, [onDuty], h.spaces)).toMatchObject({ ok: false });
  });

  it('is not asked when an earlier one refuses', async () => {
    const h = await setUp([]);
    const unread = { loaded: () => undefined, get: () => Promise.reject(new Error('must not be read')) };
    const ctx = { space: SPACE, guild: null } as unknown as Context;
    expect(await allow(ctx, [inGuild, onDuty], unread)).toMatchObject({ ok: false, error: { code: 'GUILD_ONLY' } });
    expect(h.changes).toEqual([]);
  });
});

describe('ownedBy', () => {
  it('lets only the owner through whom the custom id names', async () => {
    const h = await setUp([]);
    expect((await h.click(button.encode(args), { user: BOB, manager: true })).said).toContain('belong to somebody else');
    expect((await h.click(button.encode(args))).said).toContain('done');
    expect((await h.click('pc1:button:abc')).said).toContain('out of date');
  });
});
