import fc from 'fast-check';
import { totalsPeriodOf } from '../../../src/domain/calendar.js';
import { guildSpace, requestId, userId } from '../../../src/domain/ids.js';
import { NOTHING_SEEN } from '../../../src/domain/seen.js';
import { createBoards } from '../../../src/engine/redis/boards/boards.js';
import { RecordingLogger } from '../../support/fakes.js';
import { CorruptData } from '../../../src/engine/codec/blob.js';
import { encodeEntry } from '../../../src/engine/codec/entry-codec.js';
import { encodeLedger } from '../../../src/engine/codec/ledger.js';
import { encodeState } from '../../../src/engine/codec/state.js';
import { ledgerCodec } from '../../../src/engine/ledger/row-codec.js';
import { createHistories } from '../../../src/engine/redis/ledger/member-histories.js';
import { outboxStore } from '../../../src/engine/redis/ledger/outbox-store.js';
import type { Connection } from '../../../src/engine/redis/connection.js';
import { givenRoles } from '../../../src/engine/redis/given-role-store.js';
import { postedLogs } from '../../../src/engine/redis/posted-log-store.js';
import { shownDashboards } from '../../../src/engine/redis/shown-dashboard-store.js';
import { signsIn } from '../../../src/engine/redis/sign-store.js';
import { turns } from '../../../src/engine/redis/turn-store.js';
import type { Guarded } from '../../../src/engine/redis/guarded.js';
import { notices } from '../../../src/engine/redis/notices.js';
import { redisStore } from '../../../src/engine/redis/redis-store.js';
import { StoreUnavailable } from '../../../src/engine/store.js';
import { realClock } from '../../support/chain.js';
import { session } from '../../support/domain-arbitraries.js';
import { damage, damaged, hostileMsgpack } from '../support/bytes.js';
import { hostileText } from '../support/texts.js';
import { property, type Target } from '../target.js';

const [SPACE, USER] = [guildSpace('1'), userId('2')];

/** Bulk strings as they may lie in Redis. */
const bulk: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .tuple(session, fc.array(damage(), { maxLength: 2 }))
    .map(([made, changes]) =>
      damaged(encodeState({ version: 1, changedAt: 0, active: made, last: null, seen: NOTHING_SEEN }), changes),
    ),
  fc.tuple(session, fc.array(damage(), { maxLength: 2 })).map(([made, changes]) => damaged(encodeEntry(made), changes)),
  session.map((made) =>
    encodeLedger(USER, {
      ...{ requestId: requestId('9'), version: 1 },
      ledger: [{ event: 'x', at: 1, actor: USER, source: 'x', before: null, after: made }],
    }),
  ),
  hostileMsgpack.map((bytes) => Buffer.from(bytes)),
  hostileText.map((text) => Buffer.from(text)),
  fc
    .constantFrom(
      '202601,202602',
      '20260105:work',
      '3:20260105',
      '12',
      '-1',
      '1e3',
      '0',
      '200000000000000002',
      'g1',
      'u',
      'r',
      'v',
      'b',
      '1-1',
    )
    .map((text) => Buffer.from(text)),
);
/** Replies of every shape that the protocol has. */
const reply: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    bulk,
    fc.integer(),
    fc.constantFrom(null, 'OK', '', 2 ** 53, -1),
    fc.array(tie('any'), { maxLength: 6 }),
  ),
})).any;

const PERIOD = totalsPeriodOf('20260105');
const SEASON = { category: null, span: 'season', season: { id: '1', from: '20261101', to: '20261130' } } as const;
const BOARD = { category: null, span: 'week', day: '20261116' } as const;
const READS = [
  'member',
  'kept',
  'status',
  'days',
  'allDays',
  'entries',
  'onTheClock',
  'board',
  'daySums',
  'boardPlaces',
  'seasonBoard',
  'stand',
  'applied',
  'ledger',
  'history',
  'news',
  'members',
  'spaces',
  'notices',
  'roles',
  'allRoles',
  'sign',
  'dashboard',
  'postedLog',
  'turn',
] as const;

const drained = async (rows: AsyncIterable<unknown>): Promise<void> => {
  for await (const row of rows) if (row === undefined) throw new Error('a row that is none');
};

/** A server that answers one thing after the other, and then hangs up. */
const answering = (replies: readonly unknown[]): Guarded => {
  let at = 0;
  const next = (): Promise<unknown> =>
    at < replies.length ? Promise.resolve(replies[at++]) : Promise.reject(new StoreUnavailable('gone', { maybeApplied: false }));
  const connection: Connection = {
    ...{ mode: 'standalone', ready: true, settling: false, send: next, run: next, check: () => Promise.resolve(null) },
    serverId: () => Promise.resolve('-'),
    ...{ subscribe: () => ({ renew: () => undefined }), onReady: () => undefined, onLost: () => undefined },
    ...{ reset: () => undefined, leave: () => undefined, close: () => Promise.resolve() },
  };
  return { read: (task) => task(connection), write: (task) => task(connection) };
};

const play = async ({
  what,
  replies,
}: {
  readonly what: (typeof READS)[number];
  readonly replies: readonly unknown[];
}): Promise<void> => {
  const redis = answering(replies);
  const lanes = {
    submit: () => undefined,
    task: <T>(_lane: string, _order: string, task: () => Promise<T>) => task(),
  };
  const boards = createBoards({ redis, clock: realClock, log: new RecordingLogger(), soon: () => undefined });
  const clock = { ...realClock, every: () => () => undefined };
  const histories = createHistories({ redis, codec: ledgerCodec, clock, log: new RecordingLogger(), soon: () => undefined });
  const store = redisStore({ redis, lanes, boards, histories, origin: 'fuzz', totalsTtlMs: 1_000 });
  const given = givenRoles(redis, (_space, _order, task) => task());
  const reads: Readonly<Record<(typeof READS)[number], () => Promise<unknown>>> = {
    member: () => store.readMember(SPACE, USER),
    kept: () => store.readKept(SPACE, USER),
    status: () => store.readStatus(SPACE, USER, PERIOD),
    days: () => store.days(SPACE, USER, '20260101', '20260131'),
    allDays: () => store.days(SPACE, USER, '20250101', '20261231'),
    entries: () => store.entries(SPACE, USER, 0, Infinity),
    onTheClock: () => store.onTheClock(SPACE),
    board: () => store.board(SPACE, BOARD, 10),
    daySums: () => store.daySums(SPACE, '20261116'),
    boardPlaces: () => store.boardPlaces(SPACE, [USER, USER], BOARD),
    seasonBoard: () => store.board(SPACE, SEASON, 10),
    stand: () => store.stand(SPACE, USER, { says: true, left: false, role: null }),
    applied: () => store.wasApplied(SPACE, USER, requestId('1'), 0),
    ledger: () => drained(store.ledger(SPACE)),
    history: () => store.history(SPACE, USER),
    news: () => outboxStore(redis, ledgerCodec).read(SPACE, 'log', 10, false),
    members: () => drained(store.members(SPACE)),
    spaces: () => store.spaces(),
    notices: () => notices(redis, realClock).pending(SPACE, USER),
    roles: () => given.get(SPACE, USER),
    allRoles: () => given.all(SPACE),
    dashboard: () => shownDashboards(redis).get(SPACE, '1'),
    postedLog: () => postedLogs(redis).get(SPACE),
    sign: () => signsIn(redis, realClock).last(SPACE, USER),
    turn: () => turns(redis, 'fuzz').take(SPACE, 'roles:1'),
  };
  try {
    await reads[what]();
  } catch (error) {
    if (!(error instanceof CorruptData) && !(error instanceof StoreUnavailable)) throw error;
  }
};

/** What a Redis may answer that is damaged, of another version, or not ours. */
export const replies: Target = {
  name: 'replies',
  weight: 8,
  open: () => {
    const input = fc.record({ what: fc.constantFrom(...READS), replies: fc.array(reply, { minLength: 1, maxLength: 5 }) });
    return Promise.resolve({ run: property('replies', input, play), close: () => Promise.resolve() });
  },
};
