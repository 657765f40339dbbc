import { Packr } from 'msgpackr';
import { z } from 'zod';
import { spaceId, userId } from '../../domain/ids.js';
import { isBucket } from '../redis/day-buckets.js';
import { isFormerField } from '../redis/former-sums.js';
import { BackupDamaged } from './refusals.js';

/**
 * What a backup is made of, in this order for each space: `space`, `documents`, the members, `former`, `ledger`, `due`, `spaceEnd`; after all spaces the
 * `documents` of the installation, `erased` and `end`. A member is `member`, then `entries` and `days`, then `state`, or `again` when the member changed while it was read: then what
 * was told since `member` does not count, and the member follows once more (unless it is gone). States, entries and ledger rows are the bytes
 * that the engine keeps, which say their layout themselves.
 */
const bytes = z
  .instanceof(Uint8Array)
  .transform((value): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength));
const count = z.int().nonnegative();
const snowflake = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
const space = z
  .string()
  .regex(/^[gu]\d{1,20}$/)
  .transform(spaceId);

const record = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('space'), space }),
  /** Kind, member (null: the space's or the installation's own), `<version>:<JSON>`. */
  z.object({
    kind: z.literal('documents'),
    documents: z.array(z.tuple([z.string().regex(/^[a-z][a-z-]{0,30}$/), snowflake.nullable(), bytes])),
  }),
  z.object({ kind: z.literal('member'), user: snowflake }),
  /** End in ms, and the entry. */
  z.object({ kind: z.literal('entries'), entries: z.array(z.tuple([z.int(), bytes])) }),
  /** `yyyymmdd:category`, ms. */
  z.object({ kind: z.literal('days'), days: z.array(z.tuple([z.string().refine(isBucket), z.int()])) }),
  /** `<version>:<state>`; roles as kept, '' for none; notices, oldest first. */
  z.object({ kind: z.literal('state'), value: bytes, roles: z.string(), notices: z.array(bytes) }),
  z.object({ kind: z.literal('again') }),
  /**
   * Sums of erased members as they are kept (`<lineage>:<yyyymm>:<category>`, ms); and which of the members above were erased while the backup was
   * made, so that the sums count them too.
   */
  z.object({
    kind: z.literal('former'),
    sums: z.array(z.tuple([z.string().refine(isFormerField), count])),
    counted: z.array(snowflake),
  }),
  z.object({
    kind: z.literal('ledger'),
    /**
     * Moment it was appended (ms), request id, member (null: of a document of the space), version of the member's state (0: of something else),
     * cells.
     */
    rows: z.array(z.tuple([z.int(), z.string(), snowflake.nullable(), count], bytes)),
  }),
  /** Due rows: kind, member (null: the space's own), what it is about, moment (ms), payload as it is kept. */
  z.object({
    kind: z.literal('due'),
    rows: z.array(z.tuple([z.string().regex(/^[a-z][a-z-]{0,30}$/), snowflake.nullable(), z.string(), count, bytes])),
  }),
  z.object({ kind: z.literal('spaceEnd'), documents: count, members: count, entries: count, rows: count }),
  /** `<space>/<member>` or `<space>/*`, and when it was erased, ms. */
  z.object({ kind: z.literal('erased'), erased: z.array(z.tuple([z.string(), z.int()])) }),
  z.object({ kind: z.literal('end'), spaces: count }),
]);

export type BackupRecord = z.output<typeof record>;
export type DocumentLine = Extract<BackupRecord, { kind: 'documents' }>['documents'][number];
export type DueLine = Extract<BackupRecord, { kind: 'due' }>['rows'][number];
export type LedgerLine = Extract<BackupRecord, { kind: 'ledger' }>['rows'][number];

const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: 'number' });

export const encodeBackupRecord = (value: BackupRecord): Buffer => packr.pack(value);

/** @throws BackupDamaged */
export const decodeBackupRecord = (payload: Buffer): BackupRecord => {
  let unpacked: unknown;
  try {
    unpacked = packr.unpack(payload);
  } catch {
    throw new BackupDamaged('a record is not readable');
  }
  const parsed = record.safeParse(unpacked);
  if (!parsed.success) throw new BackupDamaged('a record is not understood');
  return parsed.data;
};
