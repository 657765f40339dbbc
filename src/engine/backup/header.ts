import { z } from 'zod';
import { BackupDamaged, BackupRefused } from './refusals.js';
import { encryptionHeader } from './crypto.js';

/** The layout of the file; raised when a reader of before could not read it. */
export const FORMAT = 1;
export const MAGIC = Buffer.from('PUNCHCARD BACKUP\n', 'latin1');

const header = z.object({
  format: z.literal(FORMAT),
  /** Schema of the database that it was made of (redis/migrations). */
  schema: z.int().positive(),
  /** Version of the program that made it. */
  program: z.string(),
  /** Names this backup, so that a restore can be done twice. */
  id: z.string().regex(/^[\w-]{1,64}$/),
  /** When it was begun, ms: every member in it is as of then or later. */
  createdAt: z.int(),
  /** `all`, one space, or `erasures` (only the list of what was erased). */
  scope: z.string().regex(/^(all|erasures|[gu]\d{1,20})$/),
  compression: z.literal('gzip'),
  encryption: encryptionHeader.nullable(),
});
export type BackupHeader = z.output<typeof header>;

/** `MAGIC`, one line of JSON. */
export const encodeHeader = (value: BackupHeader): Buffer => {
  const { encryption } = value;
  const text = (bytes: Buffer): string => bytes.toString('base64');
  const written = {
    ...value,
    encryption: encryption && {
      ...encryption,
      scrypt: encryption.scrypt && { ...encryption.scrypt, salt: text(encryption.scrypt.salt) },
      salt: text(encryption.salt),
      check: text(encryption.check),
    },
  };
  return Buffer.concat([MAGIC, Buffer.from(`${JSON.stringify(written)}\n`)]);
};

const anyFormat = z.object({ format: z.int() });

/** @param line without its line end @throws BackupDamaged; BackupRefused when the format is newer */
export const decodeHeader = (line: Buffer): BackupHeader => {
  let json: unknown;
  try {
    json = JSON.parse(line.toString('utf8'));
  } catch {
    throw new BackupDamaged('its header is not readable');
  }
  const format = anyFormat.safeParse(json);
  if (format.success && format.data.format > FORMAT)
    throw new BackupRefused(`the file has format ${format.data.format}, this version of Punchcard reads ${FORMAT} at most`);
  const parsed = header.safeParse(json);
  if (!parsed.success) throw new BackupDamaged('its header is not understood');
  return parsed.data;
};
