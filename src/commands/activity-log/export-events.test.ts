import { afterEach, expect, it } from 'vitest';
import { BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { requestId, userId } from '../../domain/ids.js';
import { exportsOfMember, exportsOfTeam } from '../../engine/documents/kinds/exported.js';
import { diff } from '../../engine/ledger/diff.js';
import { eventsOf } from './events.js';

const boss = { user: '300', permissions: '8' };
let h: Awaited<ReturnType<typeof createHarness>> | null = null;
afterEach(() => h?.exports.close());

it('tells each export of others once: who made it, of whose time, and which days', async () => {
  h = await createHarness();
  const config = await h.spaces.get(SPACE);
  const { documents } = h;
  const read = async (user: string | null): Promise<object> =>
    user === null
      ? documents.of(exportsOfTeam).get(SPACE)
      : documents.of(exportsOfMember).get({ space: SPACE, user: userId(user) });
  const toldOf = async (user: string | null, values: Record<string, string>, isFirst = false) => {
    const before = isFirst ? null : await read(user);
    await h?.run('export make', { format: 'csv', timeframe: 'today', ...values }, boss);
    return eventsOf(
      {
        ...{ kind: 'document', id: '1', requestId: requestId('1'), version: 1, event: 'timeExported', at: 1, source: 'command' },
        ...{ document: user === null ? exportsOfTeam.name : exportsOfMember.name, user: user === null ? null : userId(user) },
        ...{ actor: userId('300'), changes: diff(before, await read(user)) },
      },
      config,
    );
  };
  const made = { of: 'export', kind: 'exports', by: '300', format: 'csv', from: '20260105', to: '20260105', category: null };
  // The first one is stored with everything around it.
  expect(await toldOf(BOB, { user: BOB }, true)).toMatchObject([{ ...made, user: BOB }]);
  expect(await toldOf(BOB, { user: BOB, category: 'Work' })).toMatchObject([{ ...made, user: BOB, category: { name: 'Work' } }]);
  expect(await toldOf(null, { scope: 'server' })).toMatchObject([{ ...made, user: null }]);
  for (let at = 0; at < 20; at += 1) await h.run('export make', { format: 'csv', scope: 'server' }, boss);
  expect(await toldOf(null, { scope: 'server' })).toHaveLength(1);
});
