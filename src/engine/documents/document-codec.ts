import { z } from 'zod';
import { CorruptData } from '../codec/blob.js';
import { splitVersion, versioned } from '../codec/versioned.js';
import type { Document, DocumentKind, Scope } from './document-kind.js';

/** Of the envelope, not of a kind: fields come and go with their defaults, and what cannot be read so takes a migration. */
const SCHEMA = 1;

const envelope = z.looseObject({ schema: z.literal(SCHEMA) });

/** `<version>:<JSON>`. Documents are few and rarely read, so they may be readable. Fields that nobody here knows are written back. */
export const encodeDocument = <Value extends object>({ version, ...fields }: Document<Value>): Buffer =>
  versioned(version, Buffer.from(JSON.stringify({ schema: SCHEMA, ...fields })));

/**
 * Reads what `encodeDocument` wrote, by this program or another version of it.
 * @param whose names the document in the message, e.g. `configuration of g1`
 * @throws CorruptData when the bytes are damaged, or a field is not what its kind allows
 */
export const decodeDocument = <Value extends object>(
  kind: DocumentKind<Scope, Value>,
  value: Buffer,
  whose: string = kind.name,
): Document<Value> => {
  const { version, blob } = splitVersion(value, whose);
  let json: unknown;
  try {
    json = JSON.parse(blob.toString());
  } catch (cause) {
    throw new CorruptData(`${whose}: not readable`, { cause });
  }
  const opened = envelope.safeParse(json);
  if (!opened.success) throw new CorruptData(`${whose}: ${z.prettifyError(opened.error)}`);
  // The version stands before the fields; one among them is nobody's.
  const { schema: _, version: __, ...fields } = opened.data;
  const read = kind.read(fields);
  if (!read.success) throw new CorruptData(`${whose}: ${z.prettifyError(read.error)}`);
  return { ...read.data, version };
};
