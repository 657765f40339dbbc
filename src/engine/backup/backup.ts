import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { DocumentKind } from '../documents/document-kind.js';
import { DOCUMENT_KINDS } from '../documents/kinds/index.js';
import { readErased, type Erased } from '../redis/erased-names.js';
import type { Guarded } from '../redis/guarded.js';
import { OLDEST_SCHEMA, SCHEMA } from '../redis/migrations/index.js';
import { readSchema } from '../redis/migrations/migrate.js';
import { readSpaces } from '../redis/space-reads.js';
import { writeContainer } from './container.js';
import { newFileKey, type KeyMaterial } from './crypto.js';
import { documentRecords } from './document-records.js';
import { BackupRefused } from './refusals.js';
import { FORMAT } from './header.js';
import { readSpace } from './read-space.js';
import type { BackupRecord } from './records.js';

export interface BackupOptions {
  readonly path: string;
  /** Null: the file is not encrypted. */
  readonly key: KeyMaterial | null;
  readonly scope: 'all' | 'erasures' | SpaceId;
  readonly clock: Clock;
  /** Names the backup: unique. */
  readonly id: string;
  /** The program's version, for the header. */
  readonly program: string;
  /** Every kind of document; `DOCUMENT_KINDS` unless told. */
  readonly kinds?: readonly DocumentKind[];
}

export interface BackupReport {
  readonly schema: number;
  readonly bytes: number;
  readonly spaces: number;
  readonly documents: number;
  readonly members: number;
  readonly entries: number;
  /** Rows of the ledger. */
  readonly rows: number;
  readonly erased: number;
}

/**
 * Writes a backup while the bots run: every member as of one version, with the entries, day buckets and ledger rows of just that version. What
 * is held at once does not grow with the data. Derived data (boards, cached totals) is not in it.
 * @throws BackupRefused when the database is of another version, or the space is not there
 */
export const writeBackup = async (redis: Guarded, options: BackupOptions): Promise<BackupReport> => {
  const { path, scope, clock, id, program, kinds = DOCUMENT_KINDS } = options;
  const schema = (await readSchema(redis)) ?? SCHEMA;
  if (schema > SCHEMA)
    throw new BackupRefused(`the database has schema ${schema}, and this version of Punchcard knows ${SCHEMA} at most`);
  if (schema < OLDEST_SCHEMA) throw new BackupRefused(`the database has schema ${schema}, which no released version wrote`);
  // It would lack what lies elsewhere there; the list of erasures has not moved.
  if (schema < SCHEMA && scope !== 'erasures')
    throw new BackupRefused(
      `the database has schema ${schema}, and this version of Punchcard backs up ${SCHEMA}; make the backup with the version that wrote it, or start this one first, which brings the data forward`,
    );
  const known = scope === 'erasures' ? [] : await readSpaces(redis);
  const spaces = scope === 'all' ? [...known].sort() : known.filter((space) => space === scope);
  if (scope !== 'all' && scope !== 'erasures' && spaces.length === 0) throw new BackupRefused(`nothing is kept of ${scope}`);
  const counted = { spaces: 0, documents: 0, members: 0, entries: 0, rows: 0, erased: 0 };

  const records = async function* (): AsyncGenerator<BackupRecord> {
    for (const space of spaces)
      for await (const record of readSpace(redis, space, { clock, kinds })) {
        if (record.kind === 'spaceEnd') {
          counted.spaces += 1;
          counted.documents += record.documents;
          counted.members += record.members;
          counted.entries += record.entries;
          counted.rows += record.rows;
        }
        yield record;
      }
    if (scope === 'all')
      for await (const record of documentRecords(redis, null, kinds)) {
        counted.documents += record.documents.length;
        yield record;
      }
    for await (const page of readErased(redis)) {
      const erased = page.filter(isWanted(scope)).map(([what, at]): [string, number] => [what, at]);
      counted.erased += erased.length;
      if (erased.length > 0) yield { kind: 'erased', erased };
    }
    yield { kind: 'end', spaces: counted.spaces };
  };

  const createdAt = clock.now();
  const encryption = options.key === null ? null : await newFileKey(options.key);
  const header = {
    format: FORMAT,
    schema,
    program,
    id,
    createdAt,
    scope,
    compression: 'gzip',
    encryption: encryption?.header ?? null,
  } as const;
  const { bytes } = await writeContainer(path, header, encryption?.key ?? null, records());
  return { schema, bytes, ...counted };
};

const isWanted =
  (scope: BackupOptions['scope']) =>
  ([what]: Erased): boolean =>
    scope === 'all' || scope === 'erasures' || what.startsWith(`${scope}/`);
