import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Board } from '../../src/domain/board.js';
import { categoryId, guildSpace, requestId, userId, type UserId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { profile } from '../../src/engine/documents/kinds/profile.js';
import { sharing } from '../../src/engine/documents/kinds/sharing.js';
import { followStandings, STANDINGS_CONSUMER } from '../../src/engine/standing.js';
import { clockIn, clockOut, HOUR, next, T } from '../conformance/fixtures.js';
import { eventually } from '../support/bot-process.js';
import { testChain, type TestChain } from '../support/chain.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const SPACE = guildSpace('100000000000000077');
const [ANN, BEN] = [userId('200000000000000071'), userId('200000000000000072')];
const BOARD: Board = { span: 'all', day: '', category: null, among: { of: 'everyone', without: null } };
let redis: RedisProcess;
let chain: TestChain;
beforeAll(async () => {
  redis = await startRedis();
  chain = await testChain(redis.url);
});
afterAll(async () => {
  await chain.close();
  await redis.stop();
});

const work = async (user: UserId, ms: number): Promise<void> => {
  const begun = clockIn(SPACE, user, await chain.store.load(SPACE, user));
  await chain.store.commit(begun);
  const days = [{ day: '20260302', category: categoryId('work'), ms }];
  await chain.store.commit({ ...clockOut(SPACE, user, begun.next, T + HOUR), days });
};
const shown = async (): Promise<string> => (await chain.store.board(SPACE, BOARD, 10)).map(({ user }) => user).join();
const by = (event: string) => ({ actor: null, requestId: requestId(next()), at: T, event });
const becomes = (wanted: string, what: string) => eventually(async () => ((await shown()) === wanted ? true : undefined), what);

it('what documents say comes to the boards, also what was left undone before this process', async () => {
  await work(ANN, 100);
  await work(BEN, 50);
  // As by a process that died before it could tell the boards.
  const ann = { space: SPACE, user: ANN };
  await chain.documents.of(sharing).update(ann, by('privacySet'), (own) => ok({ ...own, boards: false }));
  expect(await shown()).toBe(`${ANN},${BEN}`);
  const parts = { documents: chain.documents, store: chain.store };
  const stop = chain.outbox.consume(STANDINGS_CONSUMER, followStandings(parts), { from: 'beginning' });
  await becomes(BEN, 'Ann to be hidden');
  await chain.documents.of(profile).update({ space: SPACE, user: BEN }, by('memberLeft'), (own) => ok({ ...own, left: true }));
  await becomes('', 'Ben to be off the board');
  await chain.documents.of(sharing).update(ann, by('privacySet'), (own) => ok({ ...own, boards: null }));
  await becomes(ANN, 'Ann to be shown again');
  await stop();
});

it('an erased member is nobody of whom something is known, and stands on no board', async () => {
  await chain.store.stand(SPACE, ANN, { says: false, left: false, role: null });
  expect((await chain.store.boardPlaces(SPACE, [ANN], BOARD)).places[0]).toMatchObject({ shown: false });
  await chain.erasures.eraseMember(SPACE, ANN);
  expect((await chain.store.boardPlaces(SPACE, [ANN], BOARD)).places).toEqual([null]);
  await work(ANN, 7);
  expect((await chain.store.boardPlaces(SPACE, [ANN], BOARD)).places[0]).toEqual({ rank: 1, ms: 7, shown: true });
});
