import { userId, type SpaceId } from '../../domain/ids.js';
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

  const ofMembers = async (users: readonly string[]): Promise<readonly StoredDocument[]> => {
    const members = users.map((user) => idOf(userId, user));
    const replies = await redis.read((connection) =>
      Promise.all(members.map((user) => connection.send('HGETALL', [keys.memberDocuments(space, user)]))),
    );
    return members.flatMap((user, at) => inHash(replies[at], user));
  };
  const users: string[] = [];
  for await (const user of scan(redis, 'SSCAN', keys.documented(space))) {
    users.push(user);
    if (users.length < PAGE) continue;
    yield await ofMembers(users.splice(0));
  }
  if (users.length > 0) yield await ofMembers(users);
}
