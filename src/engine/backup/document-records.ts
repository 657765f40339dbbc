import { requestId, type SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import { splitVersion, versioned } from '../codec/versioned.js';
import type { DocumentKind } from '../documents/document-kind.js';
import { DOCUMENT_KINDS } from '../documents/kinds/index.js';
import { documentRow } from '../documents/ledger-row.js';
import type { DocumentStore, Place } from '../documents/port.js';
import { readDocuments } from '../redis/document-reads.js';
import { documentStore } from '../redis/document-store.js';
import type { Guarded } from '../redis/guarded.js';
import { BackupRefused } from './refusals.js';
import { documentStanding } from './inspect.js';
import type { BackupRecord, DocumentLine } from './records.js';

/** The documents of a space and its members (null: of the installation), but for kinds that are declared to stay out of backups. */
export async function* documentRecords(
  redis: Guarded,
  space: SpaceId | null,
  kinds: readonly DocumentKind[],
): AsyncGenerator<Extract<BackupRecord, { kind: 'documents' }>> {
  const left = new Set(kinds.filter(({ inBackups }) => !inBackups).map(({ name }) => name));
  for await (const page of readDocuments(redis, space)) {
    const documents = page
      .filter(({ place }) => !left.has(place.kind))
      .map(({ place: { kind, user }, value }): DocumentLine => [kind, user, value]);
    if (documents.length > 0) yield { kind: 'documents', documents };
  }
}

const concealedIn = (name: string): readonly string[] => DOCUMENT_KINDS.find((kind) => kind.name === name)?.concealed ?? [];

export interface DocumentRestoreOptions {
  /** The backup's id. */
  readonly backup: string;
  readonly force: boolean;
  readonly clock: Clock;
  readonly origin: string;
}

/** Puts documents back by compare-and-set, each by itself; so a restore that was ended in the middle is begun again with the rest. */
export class DocumentRestore {
  private readonly store: DocumentStore;
  private readonly options: DocumentRestoreOptions;

  constructor(redis: Guarded, options: DocumentRestoreOptions) {
    this.store = documentStore(redis, { clock: options.clock, origin: options.origin, requestWindowMs: 0 });
    this.options = options;
  }

  /** Answers whether it was put back: false when it stood there already. @throws BackupRefused when another stands and nothing is forced */
  async put(place: Place, then: Buffer): Promise<boolean> {
    const { backup, force, clock } = this.options;
    for (let now = await this.store.read(place); ;) {
      const standing = documentStanding(now, then);
      if (standing === 'same') return false;
      if (standing !== 'absent' && !force)
        throw new BackupRefused('a document was changed since the comparison; stop the bot, and run the restore again');
      const [stored, expectedVersion] = [splitVersion(then, 'backup'), now === null ? 0 : splitVersion(now, 'stored').version];
      // Above both, so that no process takes what it holds for newer.
      const version = now === null ? stored.version : Math.max(expectedVersion, stored.version) + 1;
      const value = versioned(version, stored.blob);
      const change = {
        requestId: requestId(`restore:${backup}`),
        event: 'restored',
        at: clock.now(),
        actor: null,
        source: 'restore',
      };
      const row =
        now === null ? null : documentRow(place, { ...change, before: now, after: value, concealed: concealedIn(place.kind) });
      const outcome = await this.store.write(place, { request: null, expectedVersion, value, version, row });
      if (outcome.kind === 'ok') return true;
      now = outcome.value;
    }
  }
}
