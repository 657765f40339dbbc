import { roleId, userId, type RoleId, type SpaceId } from '../../domain/ids.js';
import type { GivenRoles } from '../given-roles.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { idOf } from '../codec/blob.js';
import { bytesOrNull, pairs } from './replies.js';

/** @param enqueue puts a write on the `normal` lane */
export const givenRoles = (
  redis: Guarded,
  enqueue: (space: SpaceId, order: string, task: () => Promise<void>) => Promise<void>,
): Pick<GivenRoles, 'all' | 'get' | 'set'> => ({
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
