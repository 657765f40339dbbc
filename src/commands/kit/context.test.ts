import { describe, expect, it } from 'vitest';
import { ADA, createHarness, GUILD } from '../../../test/support/commands-harness.js';
import { messageView } from '../../views/message.js';
import { defineButton } from './component.js';
import type { Context } from './context.js';
import { defineRoute } from './custom-id.js';
import { defineCommand } from './define.js';
import { message } from './reply.js';
import { createRoutes } from './routes.js';

const CHANNEL = '300000000000000001';
const press = defineRoute('press', {});

/** What a handler is told of an interaction. */
const setUp = async () => {
  const seen: Context[] = [];
  const look = (ctx: Context) => {
    seen.push(ctx);
    return Promise.resolve(message(messageView({ content: 'seen' })));
  };
  const routes = createRoutes({
    commands: [defineCommand({ name: 'do', visibility: 'ephemeral', guards: [], options: {}, run: look })],
    components: [defineButton({ route: press, guards: [], run: look })],
  });
  const h = await createHarness({ routes });
  const last = (): Context => seen.at(-1)!;
  return { ...h, last, told: async (from: Parameters<typeof h.run>[2]) => (await h.run('do', {}, from), last()) };
};

describe('what a handler knows of an interaction', () => {
  it('roles of the member, and none outside of a guild that has the bot', async () => {
    const { told } = await setUp();
    expect([...(await told({ roles: ['5', '6'] })).memberRoles]).toEqual(['5', '6']);
    expect([...(await told({ guild: null })).memberRoles]).toEqual([]);
    const visiting = { roles: ['5'], also: { authorizing_integration_owners: { '1': ADA } } };
    expect([...(await told(visiting)).memberRoles]).toEqual([]);
  });

  it.each([
    ['a channel', { type: 0, parent_id: '7' }, { type: 0, parent: '7', thread: null }],
    [
      'a locked thread',
      { type: 11, parent_id: '8', thread_metadata: { locked: true, archived: false, auto_archive_duration: 60 } },
      { type: 11, parent: '8', thread: { locked: true, archived: false } },
    ],
    [
      'an archived thread',
      { type: 12, parent_id: '8', thread_metadata: { locked: false, archived: true } },
      { type: 12, parent: '8', thread: { locked: false, archived: true } },
    ],
    ['a direct message', { type: 1 }, { type: 1, parent: null, thread: null }],
  ])('%s, and what the bot may do there', async (_what, channel, expected) => {
    const { told } = await setUp();
    const also = { channel: { id: CHANNEL, ...channel }, app_permissions: '2048' };
    expect((await told({ also })).channel).toEqual({ id: CHANNEL, ...expected, appPermissions: 2048n });
  });

  it('how the command was installed', async () => {
    const { told } = await setUp();
    expect((await told({})).installation).toEqual({ byGuild: GUILD, byUser: null });
    const both = { authorizing_integration_owners: { '0': GUILD, '1': ADA } };
    expect((await told({ also: both })).installation).toEqual({ byGuild: GUILD, byUser: ADA });
    const direct = { authorizing_integration_owners: { '0': '0', '1': ADA } };
    expect((await told({ guild: null, also: direct })).installation).toEqual({ byGuild: null, byUser: ADA });
  });

  it('the limit of files, ten MiB when Discord says nothing', async () => {
    const { told } = await setUp();
    expect((await told({ also: { attachment_size_limit: 26_214_400 } })).fileSizeLimit).toBe(26_214_400);
    expect((await told({})).fileSizeLimit).toBe(10_485_760);
  });

  it('the message that was clicked', async () => {
    const h = await setUp();
    await h.click(press.encode({}));
    expect(h.last()).toMatchObject({ message: { id: '9', flags: 64 }, source: 'button', target: null });
    expect((await h.told({})).message).toBeNull();
  });

  it('nothing of what is not as Discord documents it', async () => {
    const { told } = await setUp();
    const also = {
      ...{ channel: { id: 'x', type: 'y' }, app_permissions: 7, attachment_size_limit: -1 },
      member: { user: { id: ADA }, permissions: '0', roles: ['not an id'] },
    };
    const ctx = await told({ also });
    expect(ctx).toMatchObject({ channel: null, fileSizeLimit: 10_485_760 });
    expect([...ctx.memberRoles]).toEqual([]);
  });
});
