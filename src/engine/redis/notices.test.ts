import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { domainError } from '../../domain/errors.js';
import { guildSpace, requestId, userId } from '../../domain/ids.js';
import type { Connection } from './connection.js';
import type { Guarded } from './guarded.js';
import { notices } from './notices.js';

const [SPACE, ANN] = [guildSpace('1'), userId('2')];

/** As much of Redis as notices use; counts what is asked. */
const fakeRedis = () => {
  const [asked, members, rows]: [string[], Set<unknown>, Buffer[]] = [[], new Set(), []];
  const connection: Pick<Connection, 'send' | 'run'> = {
    // The script that puts a notice.
    run: ({ name }, _keys, [user, row]) => {
      asked.push(name);
      members.add(user);
      if (Buffer.isBuffer(row)) rows.push(row);
      return Promise.resolve(1);
    },
    send: (command) => {
      asked.push(command);
      return Promise.resolve(command === 'SCARD' ? members.size : command === 'LRANGE' ? rows : 1);
    },
  };
  const through: Guarded['read'] = (task) => task({ ...unused, ...connection });
  return { asked, members, redis: { read: through, write: through } satisfies Guarded };
};
const never = (): never => {
  throw new Error('not used');
};
const unused: Connection = {
  mode: 'standalone',
  ready: true,
  settling: false,
  send: never,
  run: never,
  check: never,
  serverId: never,
  subscribe: never,
  onReady: never,
  onLost: never,
  reset: never,
  leave: never,
  close: never,
};
const unapplied = {
  space: SPACE,
  user: ANN,
  requestId: requestId('r'),
  command: 'clockOut',
  at: 1,
  error: domainError('EVENT_TOO_OLD'),
};

it('asks a space without notices once in five seconds, not at every click', async () => {
  const clock = new FakeClock();
  const { asked, redis } = fakeRedis();
  const store = notices(redis, clock);
  for (let click = 0; click < 10; click += 1) expect(await store.pending(SPACE, ANN)).toEqual([]);
  expect(asked).toEqual(['SCARD']);
  clock.advance(5_001);
  await store.pending(SPACE, ANN);
  expect(asked).toEqual(['SCARD', 'SCARD']);
});

it('hands out at once what was put here, and within five seconds what another process put', async () => {
  const clock = new FakeClock();
  const { members, redis } = fakeRedis();
  const [here, there] = [notices(redis, clock), notices(redis, clock)];
  expect([await here.pending(SPACE, ANN), await there.pending(SPACE, ANN)]).toEqual([[], []]);
  await here.put(unapplied);
  expect(members.size).toBe(1);
  expect(await here.pending(SPACE, ANN)).toEqual([unapplied]);
  clock.advance(5_001);
  expect(await there.pending(SPACE, ANN)).toEqual([unapplied]);
});
