import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import { idOf } from '../codec/blob.js';
import { configuration } from '../documents/kinds/configuration.js';
import type { Place } from '../documents/port.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, pairs } from './replies.js';
import { scan } from './space-reads.js';

export interface StoredDocument {
  readonly place: Place;
  /** `<version>:<JSON>` */
  readonly value: Buffer;
}

/** The key that holds a document, and its field when the key is a hash. */
export const documentKey = ({ kind, space, user }: Place): { readonly key: string; readonly field: string | null } => {
  if (space === null) return { key: keys.installation, field: kind };
  if (user !== null) return { key: keys.memberDocuments(space, user), field: kind };
  return kind === configuration.name ? { key: keys.config(space), field: null } : { key: keys.documents(space), field: kind };
};

/** `<version>:<JSON>`, or null when nothing is stored. */
export const readDocument = async (redis: Guarded, place: Place): Promise<Buffer | null> => {
  const { key, field } = documentKey(place);
  return bytesOrNull(
    await redis.read((connection) => (field === null ? connection.send('GET', [key]) : connection.send('HGET', [key, field]))),
  );
};

/** Members read at once. */
const PAGE = 100;

/** Members of a space of whom a document is stored, whatever else is known of them, `PAGE` at a time. */
async function* documentedMembers(redis: Guarded, space: SpaceId): AsyncGenerator<readonly UserId[]> {
  let users: UserId[] = [];
  for await (const user of scan(redis, 'SSCAN', keys.documented(space))) {
    users.push(idOf(userId, user));
    if (users.length < PAGE) continue;
    yield users;
    users = [];
  }
  if (users.length > 0) yield users;
}

/** Those of whom a document of this kind is stored. By HGET, which needs no right that is not given anyway (docs/redis-user.conf). */
export async function* readMembersWith(redis: Guarded, kind: string, space: SpaceId): AsyncGenerator<UserId> {
  for await (const users of documentedMembers(redis, space)) {
    const replies = await redis.read((connection) =>
      Promise.all(users.map((user) => connection.send('HGET', [keys.memberDocuments(space, user), kind]))),
    );
    yield* users.filter((_, at) => bytesOrNull(replies[at]) !== null);
  }
}

/**
 * Every document of a space and of its members (null: of the installation), page by page, found by the space's own index; also those of kinds
 * that this program does not know.
 */
export async function* readDocuments(redis: Guarded, space: SpaceId | null): AsyncGenerator<readonly StoredDocument[]> {
  const inHash = (reply: unknown, user: Place['user']): readonly StoredDocument[] =>
    [...pairs(reply)].map(([kind, value]) => ({ place: { kind: kind.toString(), space, user }, value }));
  if (space === null) {
    const held = inHash(await redis.read((connection) => connection.send('HGETALL', [keys.installation])), null);
    if (held.length > 0) yield held;
    return;
  }
  const [config, others] = await redis.read((connection) =>
    Promise.all([connection.send('GET', [keys.config(space)]), connection.send('HGETALL', [keys.documents(space)])]),
  );
  const configured = bytesOrNull(config);
  const place = { kind: configuration.name, space, user: null };
  const own = [...(configured === null ? [] : [{ place, value: configured }]), ...inHash(others, null)];
  if (own.length > 0) yield own;

  for await (const users of documentedMembers(redis, space)) {
    const replies = await redis.read((connection) =>
      Promise.all(users.map((user) => connection.send('HGETALL', [keys.memberDocuments(space, user)]))),
    );
    yield users.flatMap((user, at) => inHash(replies[at], user));
  }
}
