import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocumentStore, memoryDocuments } from '../../test/support/memory-documents.js';
import { sums, value, World, type Proc } from '../../test/support/engine.js';
import { defaultConfig } from '../domain/defaults.js';
import { effectiveMs } from '../domain/effective.js';
import { categoryId, guildSpace, personalSpace, userId } from '../domain/ids.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import { writeSample, type SampleParts } from './write.js';

const SPACE = guildSpace('1000');
const TEAM = ['501', '502', '503', '504'].map((id, place) => ({ user: userId(id), mayRun: place > 1 }));
const request = { space: SPACE, members: TEAM, days: 30, seed: 1 };

let world: World;
let proc: Proc;
let parts: SampleParts;

beforeEach(async () => {
  ({ world, proc, parts } = await begun());
});
const begun = async () => {
  const world = new World();
  const proc = await world.started();
  const parts: SampleParts = {
    writing: proc.engine.tracker,
    spaces: { get: (space) => Promise.resolve(defaultConfig(space, { locale: 'de', timeZone: 'Europe/Berlin' })) },
    documents: memoryDocuments(new MemoryDocumentStore()),
    timesheet: proc.store,
    now: () => world.clock.now(),
  };
  return { world, proc, parts };
};
const ledgerOf = async ({ store }: Proc, user = TEAM[0]!.user) => {
  const rows = [];
  for await (const row of store.ledger(SPACE, user)) rows.push(row);
  return rows;
};

describe('a sample history', () => {
  it('writes the same ledger for the same seed, and another one for another', async () => {
    const other = await begun();
    const report = await writeSample(parts, request);
    expect(report.members).toBe(TEAM.length);
    expect(await writeSample(other.parts, request)).toEqual(report);
    for (const { user } of TEAM) expect(await ledgerOf(other.proc, user)).toEqual(await ledgerOf(proc, user));
    const third = await begun();
    await writeSample(third.parts, { ...request, seed: 8 });
    expect(await ledgerOf(third.proc)).not.toEqual(await ledgerOf(proc));
  });

  it('has totals that are a count of its entries, and is made of every kind of change', async () => {
    const report = await writeSample(parts, request);
    let entries = 0;
    for (const { user } of TEAM) {
      const sessions = await proc.store.entries(SPACE, user, 0, Number.MAX_SAFE_INTEGER);
      entries += sessions.length;
      const counted = sessions.reduce((sum, session) => sum + effectiveMs(session, 0), 0);
      expect(counted).toBeGreaterThan(0);
      expect(sums(world.backend, user, SPACE).days).toBe(counted);
    }
    expect(entries).toBe(report.entries);
    const events = new Set(TEAM.flatMap(({ user }) => world.ledger(user, SPACE)));
    for (const event of ['entryImported', 'entryAdded', 'entryEdited', 'entryDeleted', 'adjusted', 'confirmed', 'clockedIn'])
      expect(events).toContain(event);
  });

  it('puts some people on the clock since earlier, and says where others live', async () => {
    await writeSample(parts, request);
    const on = value(await proc.engine.tracker.onTheClock(SPACE)).rows;
    expect(on.length).toBeGreaterThan(0);
    for (const { user, session } of on) {
      expect(TEAM.find((member) => member.user === user)?.mayRun).toBe(true);
      expect(world.clock.now() - session.startedAt).toBeGreaterThan(300_000);
    }
    const zoneOf = async (user: (typeof TEAM)[number]['user']) =>
      (await parts.documents.of(preferences).get({ space: personalSpace(user), user })).timeZone;
    expect(await Promise.all(TEAM.map(({ user }) => zoneOf(user)))).toEqual([null, null, 'America/New_York', null]);
  });

  it('writes nothing beside what somebody has recorded, and nothing twice', async () => {
    const user = TEAM[0]!.user;
    const hour = 3_600_000;
    value(await proc.engine.tracker.clockIn(world.in({ space: SPACE, user })));
    const started = world.clock.now();
    world.clock.advance(hour);
    await writeSample(parts, request);
    const state = await proc.store.load(SPACE, user);
    expect([state.active?.category, state.active?.startedAt]).toEqual([categoryId('coding'), started]);
    const sessions = await proc.store.entries(SPACE, user, 0, Number.MAX_SAFE_INTEGER);
    expect(sessions.length).toBeGreaterThan(5);
    expect(sessions.every(({ endedAt }) => (endedAt ?? Infinity) <= started)).toBe(true);
    const ledgers = await Promise.all(TEAM.map((member) => ledgerOf(proc, member.user)));
    expect(await writeSample(parts, request)).toEqual({ members: 0, entries: 0 });
    expect(await Promise.all(TEAM.map((member) => ledgerOf(proc, member.user)))).toEqual(ledgers);
  });

  it('says what is wrong where there is nothing to spend time on', async () => {
    const spaces = { get: () => parts.spaces.get(personalSpace('1')) };
    await expect(writeSample({ ...parts, spaces }, request)).rejects.toThrow('no category');
  });
});
