import type { Clock } from '../../domain/ports.js';
import { CorruptData } from '../codec/blob.js';
import { configuration } from '../documents/kinds/configuration.js';
import type { DocumentStore, Place } from '../documents/store.js';
import type { Guarded } from './guarded.js';
import { documentSubject } from './invalidation.js';
import { keys } from './keys.js';
import { bytes, bytesOrNull, list, text } from './replies.js';
import { scripts } from './scripts.js';

/** The key that holds a document, and its field when the key is a hash. */
export const documentKey = ({ kind, space, user }: Place): { readonly key: string; readonly field: string | null } => {
  if (space === null) return { key: keys.installation, field: kind };
  if (user !== null) return { key: keys.memberDocuments(space, user), field: kind };
  return kind === configuration.name ? { key: keys.config(space), field: null } : { key: keys.documents(space), field: kind };
};

/** Document, recent requests, and what else a change of it writes. */
const keysOf = (place: Place): readonly string[] => {
  const { space, user } = place;
  const { key } = documentKey(place);
  if (space === null) return [key, keys.installationRequests];
  if (user === null) return [key, keys.requests(space), keys.ledger(space)];
  return [key, keys.memberRequests(space, user), keys.ledger(space), keys.documented(space)];
};

const KINDS = { o: 'ok', r: 'replay', c: 'conflict' } as const;

/**
 * @param origin names this process in invalidation messages
 * @param requestWindowMs how long a request is known again, ms
 */
export const documentStore = (
  redis: Guarded,
  { clock, origin, requestWindowMs }: { readonly clock: Clock; readonly origin: string; readonly requestWindowMs: number },
): DocumentStore => ({
  read: async (place) => {
    const { key, field } = documentKey(place);
    return bytesOrNull(
      await redis.read((connection) => (field === null ? connection.send('GET', [key]) : connection.send('HGET', [key, field]))),
    );
  },
  write: async (place, { request, expectedVersion, value, version, row }) => {
    const args = [
      clock.now(),
      requestWindowMs,
      keys.invalidation,
      `${origin} ${documentSubject(place, version)}`,
      request ?? '',
      documentKey(place).field ?? '',
      expectedVersion,
      value,
      place.user ?? '',
      ...(row ?? []),
    ];
    const reply = list(await redis.write((connection) => connection.run(scripts.putDocument, keysOf(place), args)));
    const code = text(reply[0]);
    if (code !== 'o' && code !== 'r' && code !== 'c') throw new CorruptData('document script: not an outcome');
    const stands = bytes(reply[1]);
    return { kind: KINDS[code], value: stands.length === 0 ? null : stands };
  },
});
