import { roleId, userId, type RoleId, type SpaceId } from '../../domain/ids.js';
import { ROLE_TURN_MS, type GivenRoles } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { idOf } from '../codec/blob.js';
import { bytesOrNull, integer, pairs } from './replies.js';
import { scripts } from './scripts.js';

/**
 * @param enqueue puts a write on the `normal` lane
 * @param origin names this process, which sees to a member once at a time
 */
export const givenRoles = (
  redis: Guarded,
  enqueue: (space: SpaceId, order: string, task: () => Promise<void>) => Promise<void>,
  origin: string,
): Pick<GivenRoles, 'all' | 'get' | 'set' | 'turn'> => ({
  turn: async (space, user) => {
    const key = keys.roleTurn(space, user);
    const taken = await redis.write((connection) => connection.send('SET', [key, origin, 'NX', 'PX', ROLE_TURN_MS]));
    if (bytesOrNull(taken) === null) {
      // Ours from before the link went: it could not be given back.
      const whose = bytesOrNull(await redis.read((connection) => connection.send('GET', [key])));
      if (whose?.toString() !== origin) return null;
    }
    return {
      end: async () => integer(await redis.write((connection) => connection.run(scripts.giveTurnBack, [key], [origin]))) === 1,
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
