import { createHash } from 'node:crypto';
import type { RequestId, UserId } from '../../domain/ids.js';
import { CorruptData } from '../codec/blob.js';
import { splitVersion } from '../codec/versioned.js';
import { cellsOf } from '../ledger/row-codec.js';
import { encodeDocument } from '../ledger/kinds/document.js';
import type { LedgerFields, Place } from './port.js';

export interface DocumentChange {
  readonly requestId: RequestId;
  readonly event: string;
  /** ms */
  readonly at: number;
  readonly actor: UserId | null;
  /** `command`, `panel`, `restore`, ... */
  readonly source?: string;
  /** As stored; `before` is null when nothing was. */
  readonly before: Buffer | null;
  readonly after: Buffer;
  /** Fields whose contents the row must not have; see `DocumentKind`. */
  readonly concealed: readonly string[];
}

/**
 * The ledger's row of a changed document: what changed in it, key by key. Null for the installation's, which has no ledger. A member's row is one
 * of the member's own, so that an erasure of the member takes it along.
 */
export const documentRow = ({ kind, space, user }: Place, change: DocumentChange): LedgerFields | null => {
  const { requestId, event, at, actor, source = 'command', before, after, concealed } = change;
  if (space === null) return null;
  const facts = { requestId, user, document: kind, version: splitVersion(after, kind).version, event, at, actor, source };
  return cellsOf(
    user,
    encodeDocument({
      ...facts,
      before: before === null ? null : conceal(fieldsOf(before, kind), concealed),
      after: conceal(fieldsOf(after, kind), concealed),
    }),
  );
};

/** A few digits of a digest stand for what is concealed, so that a row can still say that it was changed; of nothing there is nothing to say. */
const conceal = (fields: unknown, concealed: readonly string[]): unknown => {
  if (concealed.length === 0 || typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, concealed.includes(key) && value !== '' ? digestOf(value) : value]),
  );
};
const digestOf = (value: unknown): string =>
  `concealed ${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)}`;

/** The fields of a stored document. @throws CorruptData */
const fieldsOf = (value: Buffer, kind: string): unknown => {
  const { blob } = splitVersion(value, kind);
  try {
    return JSON.parse(blob.toString());
  } catch (cause) {
    throw new CorruptData(`${kind}: not readable`, { cause });
  }
};
