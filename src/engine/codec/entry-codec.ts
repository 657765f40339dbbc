import type { Session } from '../../domain/session.js';
import { unpack } from './blob.js';
import { rowBytes } from '../fast/row-writer.js';
import { sessionOf, writeSession } from './session.js';

/** An entry is the row of its session and nothing else. */
export const writeEntry = writeSession;

/** @throws CorruptData */
export const decodeEntry = (blob: Buffer): Session => sessionOf(unpack(blob, 'entry'));

export const encodeEntry = (session: Session): Buffer => rowBytes((writer) => writeEntry(writer, session));

/** The bytes that an id has wherever it stands in a row. */
export const idBytes = (id: string): Buffer => rowBytes((writer) => writer.id(id));
