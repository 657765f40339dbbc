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
}

/**
 * The ledger's row of a changed document: what changed in it, key by key. Null for the installation's, which has no ledger. A member's row is one
 * of the member's own, so that an erasure of the member takes it along.
 */
export const documentRow = ({ kind, space, user }: Place, change: DocumentChange): LedgerFields | null => {
  const { requestId, event, at, actor, source = 'command', before, after } = change;
  if (space === null) return null;
  const facts = { requestId, user, document: kind, version: splitVersion(after, kind).version, event, at, actor, source };
  return cellsOf(
    user,
    encodeDocument({ ...facts, before: before === null ? null : fieldsOf(before, kind), after: fieldsOf(after, kind) }),
  );
};

/** The fields of a stored document. @throws CorruptData */
const fieldsOf = (value: Buffer, kind: string): unknown => {
  const { blob } = splitVersion(value, kind);
  try {
    return JSON.parse(blob.toString());
  } catch (cause) {
    throw new CorruptData(`${kind}: not readable`, { cause });
  }
};
