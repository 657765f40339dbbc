import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { guildSpace, userId } from '../../../src/domain/ids.js';
import { openContainer, writeContainer } from '../../../src/engine/backup/container.js';
import { newFileKey, parseKey } from '../../../src/engine/backup/crypto.js';
import { BackupRefused } from '../../../src/engine/backup/refusals.js';
import type { BackupRecord } from '../../../src/engine/backup/records.js';
import { damage, damaged } from '../support/bytes.js';
import { must, property, type Target } from '../target.js';

const KEY = parseKey('ab'.repeat(32));
const RECORDS: readonly BackupRecord[] = [
  { kind: 'space', space: guildSpace('1') },
  { kind: 'documents', documents: [['configuration', null, Buffer.from('1:{}')]] },
  { kind: 'member', user: userId('2') },
  { kind: 'days', days: [['20260105:work', 3_600_000]] },
  { kind: 'state', value: Buffer.from('1:x'), roles: '', notices: [] },
  { kind: 'former', sums: [['here:202601:work', 3_600_000]], counted: [userId('2')] },
  { kind: 'spaceEnd', documents: 1, members: 1, entries: 0, rows: 0 },
  { kind: 'end', spaces: 1 },
];
const shown = (records: readonly BackupRecord[]): string => JSON.stringify(records);

async function* all(): AsyncGenerator<BackupRecord> {
  await Promise.resolve();
  yield* RECORDS;
}

const header = {
  ...{ format: 1 as const, schema: 1, program: '0', id: 'fuzz', createdAt: 1 },
  scope: 'all',
  compression: 'gzip' as const,
};
const input = fc.record({ sealed: fc.boolean(), changes: fc.array(damage(), { maxLength: 4 }) });

/** Files that are said to be backups: the records that were written, or a refusal that is one. */
export const backups: Target = {
  name: 'backups',
  weight: 4,
  async open() {
    const dir = await mkdtemp(path.join(tmpdir(), 'pc-fuzz-'));
    const file = path.join(dir, 'backup');
    const made = await newFileKey(KEY);
    await writeContainer(file, { ...header, encryption: null }, null, all());
    const plain = await readFile(file);
    await writeContainer(file, { ...header, encryption: made.header }, made.key, all());
    const sealed = await readFile(file);

    const play = async (value: { readonly sealed: boolean; readonly changes: Parameters<typeof damaged>[1] }): Promise<void> => {
      const good = value.sealed ? sealed : plain;
      const bytes = damaged(good, value.changes);
      await writeFile(file, bytes);
      const found: BackupRecord[] = [];
      try {
        const opened = await openContainer(file, KEY);
        try {
          for await (const record of opened.records()) found.push(record);
        } finally {
          await opened.close();
        }
      } catch (error) {
        if (!(error instanceof BackupRefused)) throw error;
        must(!bytes.equals(good), () => `a good file was refused: ${error.message}`);
        return;
      }
      must(bytes.equals(good) && shown(found) === shown(RECORDS), () => `a damaged file was taken: ${shown(found)}`);
    };
    return { run: property('backups', input, play), close: () => rm(dir, { recursive: true, force: true }) };
  },
};
