import type { Clock } from '../../domain/ports.js';
import { CorruptData } from '../codec/blob.js';
import type { DocumentStore, Place } from '../documents/port.js';
import { documentKey, readDocument, readMembersWith } from './document-reads.js';
import type { Guarded } from './guarded.js';
import { documentSubject } from './invalidation.js';
import { keys } from './keys.js';
import { bytes, list, text } from './replies.js';
import { scripts } from './scripts.js';

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
  read: (place) => readDocument(redis, place),
  members: (kind, space) => readMembersWith(redis, kind, space),
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
