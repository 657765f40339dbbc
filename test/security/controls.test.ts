import { describe, expect, it } from 'vitest';
import { IDS } from '../../src/commands/custom-ids.js';
import { EXPLAIN_IDS } from '../../src/commands/explain/custom-ids.js';
import { PRIVACY_IDS } from '../../src/commands/privacy/custom-ids.js';
import { ROUTES } from '../../src/commands/index.js';
import { inGuild } from '../../src/commands/kit/guards.js';
import { ADA, BOB, createHarness } from '../support/commands-harness.js';
import { idsOfBob as sample } from '../support/ids-of-bob.js';

const NOT_YOURS = /belong to somebody else/;

const { day, entry } = EXPLAIN_IDS;
/** Every custom id there is, as it stands on a message of Bob's. */
const IDS_OF_BOB = Object.values({ ...IDS, ...PRIVACY_IDS, day, entry }).map(
  (route) => [route.name, route.encode(sample)] as const,
);
const isPersonal = (customId: string): boolean => customId.includes(BOB);

describe('every button and every form asks who it is', () => {
  it('has no control that anybody may use', () => {
    for (const { route, guards } of ROUTES.components) expect(guards, route).not.toEqual([]);
  });

  it('has a component for every custom id', () => {
    for (const [name] of IDS_OF_BOB) expect(ROUTES.component(name)?.route).toBe(name);
  });

  it.each(IDS_OF_BOB.filter(([, id]) => isPersonal(id)))('%s: only its owner', async (_name, customId) => {
    const harness = await createHarness();
    await harness.run('clockin', { category: 'Work' }, { user: BOB });
    await harness.run('clockin', { category: 'Work' }, { user: ADA });
    const before = harness.changes.length;
    for (const from of [{ user: ADA }, { user: ADA, manager: true }, { user: ADA, guild: null }]) {
      const clicked = await harness.click(customId, from);
      const submitted = await harness.submit(customId, { note: 'taken over' }, from);
      for (const answer of [clicked, submitted]) expect(answer.said).toMatch(NOT_YOURS);
    }
    expect(harness.changes).toHaveLength(before);
  });

  it.each(IDS_OF_BOB.filter(([, id]) => !isPersonal(id)))('%s: only who may manage categories', async (name, customId) => {
    expect(ROUTES.component(name)?.guards).toContain(inGuild);
    const harness = await createHarness();
    expect((await harness.click(customId, { user: ADA })).said).toContain('“Manage categories”');
    expect((await harness.click(customId, { user: ADA, guild: null })).said).toMatch(/server/i);
    expect((await harness.click(customId, { user: ADA, manager: true })).said).toContain('Work');
  });
});
