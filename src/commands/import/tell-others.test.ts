import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { personalSpace, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { changesByOthers } from '../../engine/documents/kinds/changes-by-others.js';
import { imports, type KeptImport } from '../../engine/documents/kinds/imports.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { tellOthers } from './tell-others.js';

const DAY = 86_400_000;
const ada = { space: SPACE, user: userId(ADA) };

/** Bob has imported time of Ada's, who was told of it beforehand. */
const imported = async (change: Partial<KeptImport>) => {
  const h = await createHarness();
  const at = h.clock.now();
  const by = { actor: userId(BOB), requestId: requestId('7'), at, event: 'x' };
  const theirs = { user: userId(ADA), entries: 1_200, ms: 3_600_000, from: at - DAY, to: at };
  const run: KeptImport = {
    ...{ id: 'run', request: requestId('1'), undoRequest: null, name: 'all.csv', format: 'toggl', state: 'done', begunAt: at },
    ...{ endedAt: at, done: 9, of: 9, stored: 9, left: 0, ms: 9, from: at - DAY, to: at, members: [userId(ADA)] },
    ...{ others: [theirs], staying: 0, stayed: [], error: null, ...change },
  };
  await h.documents.of(imports).update({ space: SPACE, user: userId(BOB) }, by, (kept) => ok({ ...kept, list: [run] }));
  const announced = {
    id: requestId('run.stored'),
    by: userId(BOB),
    at,
    reason: '',
    imported: { run: 'run', what: 'stored' as const },
  };
  await h.documents.of(changesByOthers).update(ada, by, (kept) => ok({ ...kept, untold: [announced] }));
  const untold = async () => (await h.documents.of(changesByOthers).get(ada)).untold.length;
  const told = async () => JSON.stringify((await h.run('status')).followUps);
  return { h, untold, told };
};

describe('whose time somebody else imported', () => {
  it('hears of it once, as a whole, when it has ended', async () => {
    const { untold, told } = await imported({});
    const said = await told();
    expect(said).toContain(`by <@${BOB}>: 1,200 entries of yours`);
    expect([await untold(), await told()]).toEqual([0, '[]']);
  });

  it('hears nothing as long as it goes on, however long, and nothing of one of which nothing was stored', async () => {
    const going = await imported({ state: 'running' });
    going.h.clock.set(going.h.clock.now() + DAY);
    expect([await going.told(), await going.untold()]).toEqual(['[]', 1]);
    const none = await imported({ state: 'cancelled', others: [] });
    expect([await none.told(), await none.untold()]).toEqual(['[]', 0]);
  });

  it('gets a message at once where they agreed to that', async () => {
    const { h, untold } = await imported({});
    const run = { id: 'run', space: SPACE, by: userId(BOB), members: [userId(ADA), userId(BOB)] };
    await tellOthers(run, h.deps);
    expect([h.direct.length, await untold()]).toEqual([0, 1]);
    const by = { actor: userId(ADA), requestId: requestId('8'), at: h.clock.now(), event: 'x' };
    const own = { space: personalSpace(ADA), user: userId(ADA) };
    await h.documents.of(preferences).update(own, by, (kept) => ok({ ...kept, directMessages: true }));
    await tellOthers(run, h.deps);
    expect([h.direct.length, await untold()]).toEqual([1, 0]);
  });
});
