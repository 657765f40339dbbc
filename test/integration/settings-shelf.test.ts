import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleSpaces } from '../../src/core/settle-spaces.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { categoryId, requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type { Change } from '../../src/engine/api.js';
import { StoreUnavailable } from '../../src/engine/store.js';
import { aSpace, aUser, next, T } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FakeIds, RecordingLogger } from '../support/fakes.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
let dir: string;
const chains: TestChain[] = [];
const chain = async (options: Parameters<typeof testChain>[1] = {}): Promise<TestChain> => {
  const made = await testChain(redis.url, { settingsDir: join(dir, 'settings'), startTimeoutMs: 500, ...options });
  chains.push(made);
  return made;
};
beforeEach(async () => {
  redis = await startRedis();
  dir = await mkdtemp(join(tmpdir(), 'pc-shelf-'));
});
afterEach(async () => {
  for (const each of chains.splice(0)) await each.close();
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

const by = () => ({ actor: null, requestId: requestId(next()), at: T, event: 'categoryAdded' });
const digging = (config: SpaceConfig) =>
  ok({
    ...config,
    categories: [
      {
        ...{ id: categoryId('dig'), name: 'Digging', colour: null, emoji: null, description: null },
        ...{ weight: 3, order: 0, role: null, requires: null, archived: false },
      },
    ],
  });

describe('after a restart while Redis is away', () => {
  it('settings are those that were last read, of a space that was', async () => {
    const space = aSpace();
    const first = await chain();
    await first.spaces.update(space, by(), digging);
    await first.close();
    await redis.kill();

    const second = await chain();
    expect(second.link.up).toBe(false);
    expect(await second.spaces.get(space)).toMatchObject({ version: 1, categories: [{ name: 'Digging' }] });
    await expect(second.spaces.get(aSpace())).rejects.toThrow(StoreUnavailable);

    await redis.restart();
    await expect.poll(() => second.link.up, { timeout: 15_000 }).toBe(true);
    expect(await second.spaces.update(space, by(), digging)).toMatchObject({ ok: true, value: { version: 2 } });
  });

  it('those of a space that was erased meanwhile are gone from the disk', async () => {
    const [space, stays] = [aSpace(), aSpace()];
    const first = await chain();
    for (const each of [space, stays]) await first.spaces.update(each, by(), digging);
    await first.close();
    const other = await chain({ settingsDir: join(dir, 'elsewhere') });
    await other.store.erase(space);
    await chain();
    await expect.poll(() => readdir(join(dir, 'settings'))).toEqual([`${stays}.cfg`]);
  });

  it('what is damaged on the disk counts as nothing', async () => {
    const space = aSpace();
    const first = await chain();
    await first.spaces.update(space, by(), digging);
    await first.close();
    await writeFile(join(dir, 'settings', `${space}.cfg`), '1:{"schema":1,');
    await redis.kill();
    await expect((await chain()).spaces.get(space)).rejects.toThrow(StoreUnavailable);
  });
});

it('leaves nothing of an erased space on the disk', async () => {
  const [kept, gone] = [aSpace(), aSpace()];
  const [one, two] = [await chain(), await chain({ settingsDir: join(dir, 'other') })];
  for (const space of [kept, gone]) await one.spaces.update(space, by(), digging);
  await two.spaces.get(gone);
  await one.store.erase(gone);
  await expect.poll(() => readdir(join(dir, 'settings')), { timeout: 5_000 }).toEqual([`${kept}.cfg`]);
  await expect.poll(() => readdir(join(dir, 'other')), { timeout: 5_000 }).toEqual([]);
});

it('knows a space that has only settings, so that these are erased with it', async () => {
  const space = aSpace();
  const one = await chain();
  await one.spaces.update(space, by(), digging);
  expect(await one.store.spaces()).toContain(space);
  await one.store.erase(space);
  expect(await redis.command('KEYS', `*${space}*`)).toBe('0');
  expect(await one.store.spaces()).toEqual([]);
});

describe('the settings of a new space', () => {
  const inZone = (timeZone: string) => ({
    defaults: (space: Parameters<typeof defaultConfig>[0]) => defaultConfig(space, { locale: 'en', timeZone }),
  });
  const settling = (made: TestChain) => {
    const listeners: ((change: Change) => void)[] = [];
    const changes = {
      onChange: (listener: (change: Change) => void) => {
        listeners.push(listener);
        return () => undefined;
      },
    };
    settleSpaces({ changes, spaces: made.spaces, clock: realClock, ids: new FakeIds(next()), log: new RecordingLogger() });
    return (change: Pick<Change, 'space' | 'user'>) => {
      for (const listener of listeners) listener({ ...change } as Change);
    };
  };

  it('are stored at its first change, so that other defaults later do not move its days', async () => {
    const space = aSpace();
    const before = await chain(inZone('America/New_York'));
    const changed = settling(before);
    changed({ space, user: aUser() });
    changed({ space, user: aUser() });
    await expect.poll(async () => (await before.spaces.get(space)).version, { timeout: 5_000 }).toBe(1);

    const after = await chain(inZone('Asia/Tokyo'));
    expect((await after.spaces.get(space)).settings.timeZone).toBe('America/New_York');
    expect((await after.spaces.get(aSpace())).settings.timeZone).toBe('Asia/Tokyo');
    settling(after)({ space, user: aUser() });
    await after.spaces.update(space, by(), ok);
    expect(await after.spaces.get(space)).toMatchObject({ version: 1, settings: { timeZone: 'America/New_York' } });
  });

  it('are stored at a later one when Redis was away at the first', async () => {
    const space = aSpace();
    const one = await chain();
    const changed = settling(one);
    await redis.kill();
    await expect.poll(() => one.link.up, { timeout: 15_000 }).toBe(false);
    changed({ space, user: aUser() });
    await redis.restart();
    await expect.poll(() => one.link.up, { timeout: 15_000 }).toBe(true);
    await expect
      .poll(
        async () => {
          changed({ space, user: aUser() });
          return (await one.spaces.get(space)).version;
        },
        { timeout: 5_000 },
      )
      .toBe(1);
  });
});
