import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { writeBackup } from '../../src/engine/backup/backup.js';
import { restoreBackup } from '../../src/engine/backup/restore.js';
import type { DocumentKind } from '../../src/engine/documents-api.js';
import { KEY_KINDS, type KeyKind } from '../../src/engine/redis/key-kinds.js';
import { keys } from '../../src/engine/redis/keys.js';
import { next, T } from '../conformance/fixtures.js';
import { realClock as clock, testChain } from '../support/chain.js';
import { TEST_KINDS } from '../support/document-kinds.js';
import { RecordingLogger } from '../support/fakes.js';
import { KEY_NAMES, keyNamesOf, type KeyName } from '../support/key-kind-of.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis, loadRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { ANN, BEN, OFFICE, playStory } from '../support/story.js';

/** Everything of this installation is in there: a space, members, documents of every declared kind, and what is there for moments only. */
let full: string;
let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let dir: string;

const DOCUMENTED: readonly DocumentKind[] = TEST_KINDS;
/** Names of kinds that are in no backup, as they lie in Redis. */
const STAY_OUT = DOCUMENTED.filter(({ inBackups }) => !inBackups).map(({ name }) => `"${name}"`);
const writeDocuments = async (): Promise<void> => {
  const chain = await testChain(redis.url, { documentKinds: DOCUMENTED });
  const by = () => ({ actor: ANN, requestId: requestId(next()), at: T, event: 'changed' });
  const ids = { installation: null, space: OFFICE, member: { space: OFFICE, user: BEN } };
  for (const kind of DOCUMENTED)
    expect(await chain.documents.of(kind).update(ids[kind.scope], by(), (document) => ok({ ...document }))).toMatchObject({
      ok: true,
    });
  // Whoever looks at a board makes it.
  await chain.store.stand(OFFICE, BEN, { says: true, left: false, role: null });
  const among = { of: 'everyone', without: null } as const;
  await chain.store.board(OFFICE, { category: null, span: 'all', day: '20260304', among }, 1);
  const season = { id: '1', from: '20260101', to: '20261231' };
  await chain.store.board(OFFICE, { category: null, span: 'season', season, among }, 1);
  await chain.close(500);
};
/** What the story leaves no trace of, because it is gone after moments. */
const MOMENTARY: readonly (readonly [command: string, key: string, ...args: readonly (string | number)[]])[] = [
  ['SET', keys.turn(OFFICE, `roles:${BEN}`), 'process', 'PX', 600_000],
  ['SET', keys.memberUses(OFFICE, BEN, 'other'), '1:9', 'PX', 600_000],
  ['SET', keys.spaceUses(OFFICE, 'other'), '1:9', 'PX', 600_000],
  ['ZADD', keys.signs(OFFICE), 1, BEN],
  ['HSET', keys.shownDashboards(OFFICE), '1', '{}'],
  ['SET', keys.postedLog(OFFICE), '{}'],
  ['HSET', keys.webhookStates(OFFICE), 'one', '{}'],
  ['HSET', keys.notionState(OFFICE), 'made', 1],
  ['HSET', keys.notionPages(OFFICE, BEN), 'one', '{}'],
  ['HSET', keys.notionDays(OFFICE), BEN, '1:20260304'],
  ['HSET', keys.tokenUses(OFFICE, BEN), 'one', 1],
  ['HSET', keys.exportJobs(OFFICE, BEN), 'one', '{}'],
  ['SET', keys.asked('digest'), '[1,"d"]', 'PX', 600_000],
  ['SET', keys.calls('digest'), '1:9', 'PX', 600_000],
  ['ZADD', keys.presence(OFFICE), 1, BEN],
  ['SADD', keys.commandGuilds, '1/2'],
  ['HSET', keys.consumers, 'log', 1],
  ['HSET', keys.consumed(OFFICE), 'log', '0-0'],
  ['HSET', keys.history(OFFICE), '*', '0-0'],
  ['HSET', keys.restored(OFFICE), BEN, 'backup:1'],
  ['HSET', keys.erasing(OFFICE), BEN, 'done:1:1'],
  ['HSET', keys.former(OFFICE), '@', 'here', 'here:202603:work', 1],
  ['XADD', keys.nextLedger(OFFICE), '1-1', 'r', 'x'],
  ['ZADD', keys.erased, Date.now() - 60_000, `${OFFICE}/1`],
  ['SADD', keys.schemaDone(9), OFFICE],
  ['HSET', keys.lease('work'), 'fence', 1],
  ['ZADD', keys.due(OFFICE), 1, `${BEN}:note:one`, 2, '-:note:'],
  ['HSET', keys.memberDue(OFFICE, BEN), 'note:one', ''],
  ['HSET', keys.spaceDue(OFFICE), 'note:', '{"of":"tomorrow"}'],
  ['SET', keys.webLogin('digest'), '{}', 'PX', 600_000],
  ['HSET', keys.webSessions(OFFICE), 'digest', '{}'],
  ['HSET', keys.unfolded(OFFICE), `${BEN}:1:20260304:work`, 1],
];

const END_BY_THEMSELVES = [
  keys.turn(OFFICE, `roles:${BEN}`),
  keys.memberUses(OFFICE, BEN, 'other'),
  keys.exportJobs(OFFICE, BEN),
];

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  raw = await rawRedis(redis.url);
  dir = await mkdtemp(join(tmpdir(), 'pc-kinds-'));
  await playStory(redis.url);
  await writeDocuments();
  for (const [command, ...args] of MOMENTARY) await raw.connection.send(command, args);
  full = await dumpRedis(raw.connection);
});
afterAll(async () => {
  await raw.connection.close();
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await raw.connection.send('FLUSHALL', []);
  await loadRedis(raw.connection, full);
});

const linesNow = async (): Promise<readonly string[]> => (await dumpRedis(raw.connection)).trim().split('\n');
const keyIn = (line: string): string => line.split('"')[3] ?? '';
const namesNow = async (): Promise<ReadonlySet<KeyName>> =>
  new Set((await linesNow()).flatMap((line) => keyNamesOf(keyIn(line))));
const kindOf = (name: KeyName): KeyKind => KEY_KINDS[name];

it('there is every key that is declared, and none that is not', async () => {
  for (const line of await linesNow()) expect(keyNamesOf(keyIn(line)), keyIn(line)).not.toEqual([]);
  const there = await namesNow();
  // A channel is no key.
  expect(KEY_NAMES.filter((name) => !there.has(name))).toEqual(['invalidation']);
});

it('an erasure of the space leaves none of it, but what ends by itself', async () => {
  const chain = await testChain(redis.url);
  await chain.store.erase(OFFICE);
  const left = (await linesNow()).filter((line) => keyIn(line).includes(`{${OFFICE}}`));
  expect(left.map(keyIn).toSorted()).toEqual(END_BY_THEMSELVES);
  await chain.close(500);
});

it('an erasure of a member leaves what is declared to be done otherwise, and nothing else of the member', async () => {
  const chain = await testChain(redis.url);
  await chain.erasures.eraseMember(OFFICE, BEN);
  const left = (await linesNow()).filter((line) => keyIn(line).includes(`{${OFFICE}}`) && line.includes(BEN)).map(keyIn);
  const otherwise = [keys.states(OFFICE), keys.erasing(OFFICE), keys.givenRoles(OFFICE), ...END_BY_THEMSELVES];
  expect(left.toSorted()).toEqual(otherwise.toSorted());
  await chain.close(500);
});

it('a backup brings back every key that is declared to be in it, and no other that is not made anew', async () => {
  const kept = async (name: KeyName): Promise<readonly string[]> =>
    (await linesNow()).filter(
      (line) => keyNamesOf(keyIn(line)).includes(name) && !STAY_OUT.some((document) => line.includes(document)),
    );
  const documented = ['config', 'documents', 'memberDocuments', 'installation'] as const;
  const before = await Promise.all(documented.map(kept));
  // What a restore makes anew from the rest.
  const anew: readonly KeyName[] = [
    'on',
    'allOn',
    'boards',
    'board',
    'folds',
    'months',
    'dayMonths',
    'noticed',
    'documented',
    'consumed',
  ];
  const path = join(dir, 'backup');
  await writeBackup(raw, { path, key: null, scope: 'all', clock, id: 'one', program: 'test', kinds: DOCUMENTED });
  await raw.connection.send('FLUSHALL', []);
  const options = { path, key: null, only: null, force: false, erasures: null, origin: 'x', clock, log: new RecordingLogger() };
  await restoreBackup(raw, options);
  const there = await namesNow();
  expect(KEY_NAMES.filter((name) => kindOf(name).backup === 'in' && !there.has(name))).toEqual([]);
  expect([...there].filter((name) => kindOf(name).backup !== 'in').toSorted()).toEqual([...anew].toSorted());
  expect(await Promise.all(documented.map(kept))).toEqual(before);
  // Every kind is in there that is not declared to stay out.
  const text = before.flat().join('\n');
  for (const { name, inBackups } of DOCUMENTED)
    expect(text.includes(`"${name}"`) || name === 'configuration', name).toBe(inBackups);
});
