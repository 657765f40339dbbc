import { spaceId, userId, type SpaceId, type UserId } from '../../domain/ids.js';
import { idOf } from '../codec/blob.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { list, text } from './replies.js';

const PAGE = 1_000;

/** Fields of a hash, or members of a set (sorted or not), page by page; never the keyspace. */
export async function* scan(redis: Guarded, command: 'HSCAN' | 'SSCAN' | 'ZSCAN', key: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  let cursor = '0';
  do {
    const at = cursor;
    const [next, cells] = list(await redis.read((connection) => connection.send(command, [key, at, 'COUNT', PAGE])));
    cursor = text(next);
    const names = list(cells).filter((_, index) => command === 'SSCAN' || index % 2 === 0);
    for (const name of names.map(text)) {
      if (seen.has(name)) continue;
      seen.add(name);
      yield name;
    }
  } while (cursor !== '0');
}

export async function* readMembers(redis: Guarded, space: SpaceId): AsyncGenerator<UserId> {
  for await (const name of scan(redis, 'HSCAN', keys.states(space))) yield idOf(userId, name);
}

/** The same, `size` at a time. */
export async function* readMembersInGroups(redis: Guarded, space: SpaceId, size: number): AsyncGenerator<readonly UserId[]> {
  let group: UserId[] = [];
  for await (const user of readMembers(redis, space)) {
    group.push(user);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

export const readSpaces = async (redis: Guarded): Promise<readonly SpaceId[]> =>
  list(await redis.read((connection) => connection.send('SMEMBERS', [keys.spaces]))).map((name) => idOf(spaceId, text(name)));
