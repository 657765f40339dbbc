import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { spaceId, userId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Place } from '../documents/port.js';
import type { Connection } from './connection.js';
import { keys } from './keys.js';

/** What another process changed. */
export type Invalidation =
  | {
      readonly kind: 'members';
      readonly space: SpaceId;
      readonly members: readonly { readonly user: UserId; readonly version: number }[];
    }
  | { readonly kind: 'document'; readonly place: Place; readonly version: number }
  /** Everything that a member has besides time: it was erased. */
  | { readonly kind: 'memberDocuments'; readonly space: SpaceId; readonly user: UserId }
  /** A row of the space that is due soon: engine/due. `at` ms. */
  | { readonly kind: 'due'; readonly space: SpaceId; readonly at: number }
  /** Everything of the space. */
  | { readonly kind: 'space'; readonly space: SpaceId };

export interface Invalidations {
  /** True while messages are known to come through; what is cached is as fresh as the last message then. */
  readonly trusted: boolean;
  onMessage(listener: (invalidation: Invalidation) => void): void;
  /** Messages come through again, and some may have been missed before. */
  onResumed(listener: () => void): void;
  /** For scripts: `<origin> `, in front of the message. */
  readonly origin: string;
  close(): void;
}

const HEARTBEAT_MS = 1_000;
const SILENCE_MS = 3_500;

/**
 * Listens to what other processes change. The process also hears itself once a second: a subscription that died without a word (a half-open
 * socket, a failover) is noticed by that silence, and the caches are not trusted until it is heard again.
 */
export const listen = (
  connection: Connection,
  { clock, log, metrics, origin }: { clock: Clock; log: Logger; metrics: Metrics; origin: string },
): Invalidations => {
  const listeners: ((invalidation: Invalidation) => void)[] = [];
  const resumed: (() => void)[] = [];
  let trusted = false;
  let heardAt = 0;
  let renewedAt = clock.monotonic();
  /** Only a heartbeat sent after the last interruption proves anything. */
  let sequence = 0;
  let provenFrom = 0;

  const distrust = (reason: string): void => {
    provenFrom = sequence + 1;
    if (!trusted) return;
    trusted = false;
    metrics.count('invalidation_interrupted');
    log.warn({ reason }, 'changes of other processes may be missed; caches are not trusted');
  };
  const beat = async (): Promise<void> => {
    if (trusted && clock.monotonic() - heardAt > SILENCE_MS) distrust('silence');
    sequence += 1;
    if (!connection.ready) return;
    const sent = await connection.send('PUBLISH', [keys.invalidation, `${origin} ${sequence}`]).then(
      () => true,
      () => false,
    );
    // Sent and not heard: the node that we listen to may be cut off from its cluster.
    if (!sent || clock.monotonic() - Math.max(heardAt, renewedAt) <= SILENCE_MS) return;
    renewedAt = clock.monotonic();
    subscription.renew();
  };
  const hear = (message: string): void => {
    const [from = '', subject = '', rest] = message.split(' ');
    if (rest === undefined) {
      if (from !== origin || Number(subject) < provenFrom) return;
      heardAt = clock.monotonic();
      if (trusted) return;
      trusted = true;
      for (const listener of resumed) listener();
      return;
    }
    if (from === origin) return;
    const invalidation = parse(subject, rest);
    if (invalidation === null) log.warn({ message: message.slice(0, 100) }, 'an invalidation that is not understood');
    else for (const listener of listeners) listener(invalidation);
  };

  const subscription = connection.subscribe(keys.invalidation, {
    onMessage: hear,
    onBegun: () => void beat(),
    onInterrupted: () => distrust('subscription lost'),
  });
  connection.onReady(() => void beat());
  const cancel = clock.every(HEARTBEAT_MS, () => void beat());
  void beat();
  return {
    get trusted() {
      return trusted;
    },
    origin,
    onMessage: (listener) => void listeners.push(listener),
    onResumed: (listener) => void resumed.push(listener),
    close: cancel,
  };
};

/** A message that a document has a new version: `<space>` (`-`: the installation), and `doc:<kind>[/<user>]:<version>`. */
export const documentSubject = ({ kind, space, user }: Place, version: number): string =>
  `${space ?? '-'} doc:${kind}${user === null ? '' : `/${user}`}:${version}`;

/** A message that the documents of a member are gone. */
export const erasedDocumentsSubject = (space: SpaceId, user: UserId): string => `${space} doc:*/${user}`;

/** A message that a row of the space is due soon. */
export const dueSubject = (space: SpaceId, at: number): string => `${space} due:${at}`;

const DOCUMENT = /^doc:([a-z][a-z-]*)(?:\/(\d{1,20}))?:(\d+)$/;

/** A document or a due row (see above), `<space> *`, or `<space> <user>:<version>,<user>:<version>`. */
const parse = (subject: string, rest: string): Invalidation | null => {
  const space = /^[gu]\d{1,20}$/.test(subject) ? spaceId(subject) : null;
  if (space === null && subject !== '-') return null;
  const [, kind, member, version = ''] = DOCUMENT.exec(rest) ?? [];
  if (kind !== undefined) {
    const user = member === undefined ? null : userId(member);
    return space === null && user !== null ? null : { kind: 'document', place: { kind, space, user }, version: Number(version) };
  }
  if (space === null) return null;
  const erased = /^doc:\*\/(\d{1,20})$/.exec(rest)?.[1];
  if (erased !== undefined) return { kind: 'memberDocuments', space, user: userId(erased) };
  const due = /^due:(\d{1,16})$/.exec(rest)?.[1];
  if (due !== undefined) return { kind: 'due', space, at: Number(due) };
  if (rest === '*') return { kind: 'space', space };
  if (!/^\d{1,20}:\d+(?:,\d{1,20}:\d+)*$/.test(rest)) return null;
  const members = rest.split(',').map((pair) => {
    const [user = '', version = ''] = pair.split(':');
    return { user: userId(user), version: Number(version) };
  });
  return { kind: 'members', space, members };
};
