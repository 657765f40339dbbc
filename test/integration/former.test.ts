import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { categoryId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { writeBackup, type BackupOptions } from '../../src/engine/backup/backup.js';
import { openContainer } from '../../src/engine/backup/container.js';
import { restoreBackup, type RestoreOptions } from '../../src/engine/backup/restore.js';
import { keys } from '../../src/engine/redis/keys.js';
import type { Store } from '../../src/engine/store.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, T } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FakeIds, RecordingLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { ANN, BEN, CLEO, HOME, OFFICE, playStory } from '../support/story.js';

type Raw = Awaited<ReturnType<typeof rawRedis>>;
type Sums = Readonly<Record<string, number>>;

let servers: readonly RedisProcess[];
let [here, there]: readonly [Raw, Raw] = [] as unknown as [Raw, Raw];
let dir: string;
let ahead = 0;
const clock = { ...realClock, now: () => Date.now() + ahead };
const chains: TestChain[] = [];
const ids = new FakeIds('former');

beforeAll(async () => {
  servers = await Promise.all([startRedis({ appendfsync: 'no' }), startRedis({ appendfsync: 'no' })]);
  [here, there] = await Promise.all([rawRedis(servers[0]!.url), rawRedis(servers[1]!.url)]);
});
afterAll(async () => {
  await Promise.all([here.connection.close(), there.connection.close()]);
  await Promise.all(servers.map((server) => server.stop()));
});
beforeEach(async () => {
  ahead = 0;
  dir = await mkdtemp(join(tmpdir(), 'pc-former-'));
  for (const { connection } of [here, there]) await connection.send('FLUSHALL', []);
});
afterEach(async () => {
  for (const chain of chains.splice(0)) await chain.close();
  await rm(dir, { recursive: true, force: true });
});

const chainOn = async (raw: Raw): Promise<TestChain> => {
  const chain = await testChain(servers[raw === here ? 0 : 1]!.url, { clock });
  chains.push(chain);
  return chain;
};
const file = (name: string): string => join(dir, name);
const backup = (raw: Raw, name: string, options: Partial<BackupOptions> = {}) =>
  writeBackup(raw, { path: file(name), key: null, scope: 'all', clock, id: ids.next(), program: 'test', ...options });
const restore = (raw: Raw, name: string, options: Partial<RestoreOptions> = {}) =>
  restoreBackup(raw, {
    path: file(name),
    ...{ key: null, only: null, force: false, erasures: null, origin: 'restore', clock, log: new RecordingLogger() },
    ...options,
  });
/** An erasure counts as after a backup when its moment is a later one. */
const later = (): void => void (ahead += 10);

const formerOf = async ({ store }: { readonly store: Store }, space: SpaceId): Promise<Sums> =>
  Object.fromEntries(
    (await store.formerTotals(space, '000000', '999999')).map(({ month, category, ms }) => [`${month} ${category}`, ms]),
  );
/** By month and category: the sums of erased members and those of all others. */
const guildTotals = async ({ store }: { readonly store: Store }, space: SpaceId): Promise<Sums> => {
  const totals = new Map(Object.entries(await formerOf({ store }, space)));
  for (const user of await collect(store.members(space)))
    for (const [day, categories] of await store.days(space, user, '00000000', '99999999'))
      for (const [category, ms] of categories) {
        const name = `${day.slice(0, 6)} ${category}`;
        totals.set(name, ms + (totals.get(name) ?? 0));
      }
  return Object.fromEntries(totals);
};
/** A member with one entry, of which these are the day buckets. */
const worked = async (chain: TestChain, space: SpaceId, user: UserId, days: Readonly<Record<string, number>>) => {
  const begun = clockIn(space, user, await chain.store.reload(space, user));
  await chain.store.commit(begun);
  const buckets = Object.entries(days).map(([day, ms]) => ({ day, category: categoryId('work'), ms }));
  await chain.store.commit({ ...clockOut(space, user, begun.next, T + HOUR), days: buckets });
};
const [MARCH, JULY] = ['202603 work', '202607 work'];

describe('an erasure', () => {
  it('moves no total of a guild, and leaves the others and other spaces as they were', async () => {
    await playStory(servers[0]!.url);
    const chain = await chainOn(here);
    const before = await guildTotals(chain, OFFICE);
    const kept = async () =>
      Promise.all([ANN, CLEO].map(async (user) => [...(await chain.store.days(OFFICE, user, '00000000', '99999999'))]));
    const others = await kept();
    expect(Object.keys(before).some((name) => name.endsWith('x.y'))).toBe(true);
    await chain.erasures.eraseMember(OFFICE, BEN);
    expect(Object.keys(await formerOf(chain, OFFICE))).toEqual(['202602 x.y', '202603 x.y']);
    expect(await guildTotals(chain, OFFICE)).toEqual(before);
    expect(await kept()).toEqual(others);
    await chain.erasures.eraseMember(OFFICE, ANN);
    await chain.erasures.eraseMember(OFFICE, CLEO);
    expect(await formerOf(chain, OFFICE)).toEqual(before);
    expect(await formerOf(chain, HOME)).toEqual({});
    // What is done later, when nothing of the members is left, does not touch the sums.
    ahead += 60 * 60_000;
    await chain.erasures.tidy(OFFICE, 1);
    expect(await collect(chain.store.members(OFFICE))).toEqual([]);
    expect(await formerOf(chain, OFFICE)).toEqual(before);
    const stored = (await here.connection.send('HGETALL', [keys.former(OFFICE)])) as readonly Buffer[];
    for (const user of [ANN, BEN, CLEO]) expect(stored.join(' ')).not.toContain(user);
    await chain.store.erase(OFFICE);
    expect(await formerOf(chain, OFFICE)).toEqual({});
    expect(await here.connection.send('EXISTS', [keys.former(OFFICE)])).toBe(0);
  });

  it('that was interrupted, or is asked for by many at once, counts once', async () => {
    const [one, two] = [await chainOn(here), await chainOn(here)];
    const [space, user] = [aSpace(), aUser()];
    await worked(one, space, user, { '20260301': 5, '20260302': 6 });
    const versions = await Promise.all([one, two, one, two].map(({ erasures }) => erasures.eraseMember(space, user)));
    expect(new Set(versions).size).toBeGreaterThan(1);
    expect(await formerOf(one, space)).toEqual({ [MARCH]: 11 });
    // As if the process had been killed before it came to the ledger.
    await here.connection.send('HSET', [keys.erasing(space), user, `begun:1:${Math.max(...versions)}`]);
    await one.erasures.tidy(space, 0);
    await two.erasures.eraseMember(space, user);
    expect(await formerOf(one, space)).toEqual({ [MARCH]: 11 });
  });

  it('goes through whatever lies among the day buckets, and adds only what is one', async () => {
    const chain = await chainOn(here);
    const [space, user, other] = [aSpace(), aUser(), aUser()];
    await worked(chain, space, user, { '20260301': 2 ** 52 });
    await worked(chain, space, other, { '20260301': 2 ** 52 - 1 });
    const odd = [
      '20260302:a:b\n日本',
      3,
      '20260302:',
      4,
      '2026030:x',
      5,
      'note',
      'text',
      '20260303:work',
      'text',
      '20260304:zero',
      0,
    ];
    await here.connection.send('HSET', [keys.days(space, user, '202603'), ...odd]);
    // A month that is named and has nothing.
    await here.connection.send('HSET', [keys.dayMonths(space), user, '202602,202603']);
    await chain.erasures.eraseMember(space, user);
    await chain.erasures.eraseMember(space, other);
    expect(await formerOf(chain, space)).toEqual({ [MARCH]: 2 ** 53 - 1, '202603 a:b\n日本': 3, '202603 ': 4 });
    expect(await here.connection.send('KEYS', [`*${space}}:d:*`])).toEqual([]);
  });

  it('of somebody without time leaves no sums', async () => {
    const chain = await chainOn(here);
    const [space, user] = [aSpace(), aUser()];
    await chain.store.commit(clockIn(space, user));
    expect(await chain.erasures.eraseMember(space, user)).toBe(2);
    expect(await here.connection.send('EXISTS', [keys.former(space)])).toBe(0);
  });
});

it('sums are not guessed while Redis is away, or when something else lies there', async () => {
  const redis = await startRedis({ appendfsync: 'no' });
  const chain = await testChain(redis.url);
  const raw = await rawRedis(redis.url);
  await raw.connection.send('HSET', [keys.former(OFFICE), 'no sum', 1]);
  await expect(chain.store.formerTotals(OFFICE, '000000', '999999')).rejects.toThrow('former: not a sum');
  await raw.connection.close();
  await redis.stop();
  await expect(chain.store.formerTotals(OFFICE, '000000', '999999')).rejects.toMatchObject({ name: 'StoreUnavailable' });
  await chain.close();
});

describe('a restore', () => {
  /** Ann is erased before the backup `old`, Ben after it; there is an own time of Cleo. */
  const setUp = async () => {
    const chain = await chainOn(here);
    const space = aSpace();
    const [ann, ben, cleo] = [aUser(), aUser(), aUser()];
    await worked(chain, space, ann, { '20260301': 1 });
    await worked(chain, space, ben, { '20260302': 10, '20260701': 20 });
    await worked(chain, space, cleo, { '20260303': 100 });
    await chain.erasures.eraseMember(space, ann);
    later();
    await backup(here, 'old');
    const before = { former: await formerOf(chain, space), all: await guildTotals(chain, space) };
    expect(before).toEqual({ former: { [MARCH]: 1 }, all: { [MARCH]: 111, [JULY]: 20 } });
    later();
    return { chain, space, ann, ben, cleo, before };
  };
  const AFTER = { [MARCH]: 11, [JULY]: 20 };

  it('puts sums back, once, on an empty machine and on one that has them', async () => {
    const { chain, space, before } = await setUp();
    for (let time = 0; time < 2; time += 1) {
      await restore(here, 'old', { force: time === 1 });
      await restore(there, 'old', { force: time === 1 });
      for (const raw of [here, there]) expect(await formerOf(await chainOn(raw), space)).toEqual(before.former);
    }
    expect(await guildTotals(await chainOn(there), space)).toEqual(await guildTotals(chain, space));
  });

  it('of a backup from before an erasure neither doubles nor loses it where it took place', async () => {
    const { chain, space, ben } = await setUp();
    await chain.erasures.eraseMember(space, ben);
    for (const bury of [false, true]) {
      if (bury) await chain.erasures.tidy(space, 0);
      // What is left of the member is newer than the backup, until it is buried.
      await restore(here, 'old', { force: !bury });
      expect(await formerOf(chain, space)).toEqual(AFTER);
    }
    // Not even when nobody is left there.
    await here.connection.send('DEL', [keys.states(space)]);
    await restore(here, 'old');
    expect(await formerOf(chain, space)).toEqual(AFTER);
  });

  it('makes up for an erasure that only the list knows of, whenever it is interrupted, and in one guild after the other', async () => {
    const { chain, space, ben, before } = await setUp();
    const elsewhere = aSpace();
    await worked(chain, elsewhere, ben, { '20260302': 7 });
    await backup(here, 'two guilds');
    later();
    for (const guild of [space, elsewhere]) await chain.erasures.eraseMember(guild, ben);
    await backup(here, 'list', { scope: 'erasures' });
    const erasures = file('list');
    const expectAll = async (): Promise<void> => {
      const restored = await chainOn(there);
      expect(await formerOf(restored, space)).toEqual(AFTER);
      expect(await guildTotals(restored, space)).toEqual(before.all);
      expect(await formerOf(restored, elsewhere)).toEqual({ [MARCH]: 7 });
      expect(await restored.store.days(space, ben, '00000000', '99999999')).toEqual(new Map());
    };
    for (const only of [elsewhere, space]) await restore(there, 'two guilds', { erasures, only });
    await expectAll();
    for (let writes = 0; ; writes += 1) {
      await there.connection.send('FLUSHALL', []);
      let left = writes;
      const dying: Raw = { ...there, write: (task) => (left-- > 0 ? there.write(task) : Promise.reject(new Error('killed'))) };
      const ended = await restore(dying, 'two guilds', { erasures }).then(
        () => true,
        () => false,
      );
      await restore(there, 'two guilds', { erasures });
      await expectAll();
      if (ended) break;
    }
    // The sums of the database where it took place are a later state of the same.
    await backup(here, 'new');
    await there.connection.send('FLUSHALL', []);
    await restore(there, 'new');
    await restore(there, 'old', { force: true });
    expect(await formerOf(await chainOn(there), space)).toEqual(AFTER);
  });

  it('puts sums beside those of a machine that began anew, and goes on beside both', async () => {
    const { space, ben, cleo } = await setUp();
    const anew = await chainOn(there);
    const dan = aUser();
    await worked(anew, space, dan, { '20260304': 1_000 });
    await anew.erasures.eraseMember(space, dan);
    await restore(there, 'old');
    expect(await formerOf(anew, space)).toEqual({ [MARCH]: 1_001 });
    await anew.erasures.eraseMember(space, cleo);
    await restore(there, 'old', { force: true });
    expect(await formerOf(anew, space)).toEqual({ [MARCH]: 1_101 });
    // A backup of that machine, and one that began with nothing but the old one.
    await backup(there, 'anew');
    await here.connection.send('FLUSHALL', []);
    await restore(here, 'old');
    const again = await chainOn(here);
    await again.erasures.eraseMember(space, ben);
    expect(await formerOf(again, space)).toEqual(AFTER);
    await restore(here, 'anew', { force: true });
    expect(await formerOf(again, space)).toEqual({ [MARCH]: 1_111, [JULY]: 20 });
  });

  it('of an erasure while the backup was made counts it once, whether the sums had it by then or not', async () => {
    for (const moment of ['before the sums', 'after the sums'] as const) {
      await there.connection.send('FLUSHALL', []);
      const { chain, space, ben, before } = await setUp();
      let erased = false;
      const erase = async (): Promise<void> => {
        if (erased) return;
        erased = true;
        later();
        await chain.erasures.eraseMember(space, ben);
      };
      const moving: Raw = {
        ...here,
        read: (task) =>
          here.read((connection) =>
            task({
              ...connection,
              run: async (script, ...args) => {
                if (script.name === 'read-former' && moment === 'before the sums') await erase();
                const reply = await connection.run(script, ...args);
                if (script.name === 'read-former') await erase();
                return reply;
              },
            }),
          ),
      };
      await backup(moving, 'moving', { scope: space });
      const opened = await openContainer(file('moving'), null);
      const records = await collect(opened.records());
      await opened.close();
      expect(records.find(({ kind }) => kind === 'former')).toMatchObject({
        counted: moment === 'before the sums' ? [ben] : [],
      });
      expect(await restore(there, 'moving')).toMatchObject({ erased: 1 });
      const restored = await chainOn(there);
      expect(await formerOf(restored, space), moment).toEqual(AFTER);
      expect(await guildTotals(restored, space), moment).toEqual(before.all);
    }
  });
});
