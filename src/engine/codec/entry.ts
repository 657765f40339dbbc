import type { Session } from '../../domain/session.js';
import { CorruptData, unpack } from './blob.js';
import { rowBytes } from './row-writer.js';
import { sessionOf, writeSession } from './session.js';

/** First cell of an entry that is not the session's row itself: how they were written at first. */
const SCHEMA_1 = 1;

/** An entry is the row of its session and nothing else. */
export const writeEntry = writeSession;

/** @throws CorruptData */
export const decodeEntry = (blob: Buffer): Session => {
  const row = unpack(blob, 'entry');
  if (row.isInt(0)) {
    if (row.int(0) !== SCHEMA_1) throw new CorruptData(`entry: schema ${row.int(0)} is not known here`);
    return sessionOf(row.from(1));
  }
  return sessionOf(row);
};

export const encodeEntry = (session: Session): Buffer => rowBytes((writer) => writeEntry(writer, session));

/** The bytes that an id has wherever it stands in a row. */
export const idBytes = (id: string): Buffer => rowBytes((writer) => writer.id(id));
