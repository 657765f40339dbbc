import { roleId, userId, type RoleId, type SpaceId } from '../../domain/ids.js';
import type { Ids } from '../../domain/ports.js';
import { ROLE_TURN_MS, type GivenRoles } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { idOf } from '../codec/blob.js';
import { bytesOrNull, integer, pairs } from './replies.js';
import { scripts } from './scripts.js';

/** @param enqueue puts a write on the `normal` lane */
export const givenRoles = (
  redis: Guarded,
  enqueue: (space: SpaceId, order: string, task: () => Promise<void>) => Promise<void>,
  ids: Ids,
): Pick<GivenRoles, 'all' | 'get' | 'set' | 'turn'> => ({
  turn: async (space, user) => {
    const [key, owner] = [keys.roleTurn(space, user), ids.next()];
    const taken = await redis.write((connection) => connection.send('SET', [key, owner, 'NX', 'PX', ROLE_TURN_MS]));
    if (bytesOrNull(taken) === null) return null;
    return {
      end: async () => integer(await redis.write((connection) => connection.run(scripts.giveTurnBack, [key], [owner]))) === 1,
    };
  },
  all: async (space) => {
    const reply = await redis.read((connection) => connection.send('HGETALL', [keys.givenRoles(space)]));
    return new Map([...pairs(reply)].map(([user, roles]) => [idOf(userId, user.toString()), rolesOf(roles)]));
  },
  get: async (space, user) =>
    rolesOf(bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.givenRoles(space), user])))),
  set: (space, user, roles) =>
    enqueue(space, `roles:${space}:${user}`, async () => {
      const key = keys.givenRoles(space);
      await redis.write((connection) =>
        roles.length === 0 ? connection.send('HDEL', [key, user]) : connection.send('HSET', [key, user, roles.join(' ')]),
      );
    }),
});

const rolesOf = (value: Buffer | null): readonly RoleId[] =>
  value === null
    ? []
    : value
        .toString()
        .split(' ')
        .map((role) => idOf(roleId, role));
