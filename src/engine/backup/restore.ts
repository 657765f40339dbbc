import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Clock, Logger } from '../../domain/ports.js';
import { erasedName, noteErased, readErased } from '../redis/erased-names.js';
import { mergeFormer } from '../redis/former-sums.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { MIGRATIONS, OLDEST_SCHEMA, rebuildDerived, SCHEMA } from '../redis/migrations/index.js';
import { openContainer, type OpenContainer } from './container.js';
import type { KeyMaterial } from './crypto.js';
import { DocumentRestore } from './document-records.js';
import { restoreDue } from './due-records.js';
import { BackupRefused } from './refusals.js';
import { sumLeftOut } from './former-records.js';
import { inspect, type Conflict } from './inspect.js';
import type { BackupRecord, DocumentLine } from './records.js';
import { LedgerRestore } from './restore-ledger.js';
import { MemberRestore, type RestoreContext } from './restore-member.js';

export interface RestoreOptions {
  readonly path: string;
  readonly key: KeyMaterial | null;
  /** Null: everything in the file. */
  readonly only: SpaceId | null;
  /** Puts the backup's state also over what is newer or different. */
  readonly force: boolean;
  /** Another backup, or a list made with `--erasures`: what was erased by then is not brought back. */
  readonly erasures: string | null;
  /** Names us in invalidations. */
  readonly origin: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RestoreReport {
  spaces: number;
  /** Put back; those that stood there already are not counted. */
  documents: number;
  /** Put back; `already` were there as they are in the backup. */
  members: number;
  already: number;
  /** Of those put back: over something newer or different. */
  forced: number;
  /** Left out, since they were erased after the backup. */
  erased: number;
  entries: number;
  rows: number;
}

/** The restore would overwrite what is newer than the backup, or of another history. */
export class RestoreConflicts extends BackupRefused {
  readonly conflicts: readonly Conflict[];
  readonly count: number;
  constructor(conflicts: readonly Conflict[], count: number) {
    super(`${count} of what Redis has is newer than the backup, or another; nothing was written`);
    this.conflicts = conflicts;
    this.count = count;
  }
}

/**
 * Puts a backup back. First the whole file is read and compared with what Redis has, without writing; then it is written, member by member.
 * It may be ended at any point and run again, and running it twice gives the same.
 *
 * Sums of erased members (redis/former-sums.ts) come back by lineage: those of the backup are put beside those that Redis counted without it, and of a
 * lineage that both have the greater is right, since it only grows. A member that was erased after the backup is left out. Where the erasure
 * took place in this database its sums have the member already, and stay as they are. In another one, which is told by the list or by the file, they
 * get what the backup has of the member: the erasure is made up for, and what the member did between backup and erasure is lost with all that the
 * others did then. What a restore cannot know: that somebody was erased whom no list names, and who is therefore back.
 * @throws BackupDamaged, RestoreConflicts (unless forced), BackupRefused
 */
export const restoreBackup = async (redis: Guarded, options: RestoreOptions): Promise<RestoreReport> => {
  const file = await openContainer(options.path, options.key);
  try {
    const { header } = file;
    if (header.schema > SCHEMA)
      throw new BackupRefused(`the backup has schema ${header.schema}, and this version of Punchcard knows ${SCHEMA} at most`);
    if (header.schema < OLDEST_SCHEMA)
      throw new BackupRefused(`the backup has schema ${header.schema}, which no released version wrote`);
    if (options.only !== null && header.scope !== 'all' && header.scope !== options.only)
      throw new BackupRefused(`the file holds ${header.scope}, not ${options.only}`);
    const wanted = (space: SpaceId): boolean => options.only === null || space === options.only;
    const { erased, known, list } = await erasures(redis, options);
    const found = await inspect(redis, file, { wanted, everything: options.only === null });
    for (const [what, at] of found.erased) erased.set(what, Math.max(at, erased.get(what) ?? 0));
    if (found.conflictCount > 0 && !options.force) throw new RestoreConflicts(found.conflicts, found.conflictCount);
    const now = options.clock.now();
    const after = (moments: ReadonlyMap<string, number>, what: string): boolean => (moments.get(what) ?? 0) > header.createdAt;
    const isErased = (space: SpaceId, user: UserId | '*'): boolean => after(erased, erasedName(space, user));
    const isKnown = (space: SpaceId, user: UserId): boolean => after(known, erasedName(space, user));
    const lineage = list === null ? header.id : `${header.id}.${list}`;
    if ([...erased.keys()].some((what) => after(erased, what)))
      await sumLeftOut(redis, file, { wanted, isErased, isKnown, lineage });
    await noteErased(redis, [...erased], now);
    return await new Restore(redis, options, file, { wanted, isErased, dropped: found.dropped, same: found.same, now }).run();
  } finally {
    await file.close();
  }
};

interface KnownErasures {
  /** What Redis knows to be erased, and when, ms. */
  readonly known: ReadonlyMap<string, number>;
  /** The same, and what the list says. */
  readonly erased: Map<string, number>;
  /** The list's id; null without one. */
  readonly list: string | null;
}

const erasures = async (redis: Guarded, { erasures: path, key }: RestoreOptions): Promise<KnownErasures> => {
  const erased = new Map<string, number>();
  const add = (page: readonly (readonly [string, number])[]): void => {
    for (const [what, at] of page) erased.set(what, Math.max(at, erased.get(what) ?? 0));
  };
  for await (const page of readErased(redis)) add(page);
  const known = new Map(erased);
  if (path === null) return { known, erased, list: null };
  const file = await openContainer(path, key);
  try {
    for await (const record of file.records()) if (record.kind === 'erased') add(record.erased);
    return { known, erased, list: file.header.id };
  } finally {
    await file.close();
  }
};

interface Findings {
  readonly wanted: (space: SpaceId) => boolean;
  readonly isErased: (space: SpaceId, user: UserId | '*') => boolean;
  readonly dropped: ReadonlySet<number>;
  readonly same: ReadonlySet<number>;
  readonly now: number;
}

/** Members whose records are held at once; a member with more records is written page by page. */
const WIDTH = 16;
const RECORDS = 4;

class Restore {
  private readonly report: RestoreReport = {
    spaces: 0,
    documents: 0,
    members: 0,
    already: 0,
    forced: 0,
    erased: 0,
    entries: 0,
    rows: 0,
  };
  private readonly redis: Guarded;
  private readonly options: RestoreOptions;
  private readonly file: OpenContainer;
  private readonly findings: Findings;
  private readonly documents: DocumentRestore;
  private attempts = 0;
  private running: Promise<void>[] = [];

  constructor(redis: Guarded, options: RestoreOptions, file: OpenContainer, findings: Findings) {
    this.redis = redis;
    this.options = options;
    this.file = file;
    this.findings = findings;
    const { force, clock, origin } = options;
    this.documents = new DocumentRestore(redis, { backup: file.header.id, force, clock, origin });
  }

  async run(): Promise<RestoreReport> {
    const records = this.file.records();
    try {
      for await (const record of records) {
        if (record.kind === 'space') await this.space(record.space, records);
        else if (record.kind === 'documents' && this.options.only === null) await this.putDocuments(null, record.documents);
      }
    } finally {
      // When it fails nothing goes on behind the caller's back.
      await Promise.allSettled(this.running);
    }
    return this.report;
  }

  private begin(task: Promise<void>): void {
    task.catch(() => undefined);
    this.running.push(task);
  }

  /** Takes the records of a space, to its end. */
  private async space(space: SpaceId, records: AsyncGenerator<BackupRecord>): Promise<void> {
    const { file, findings, options, redis, report } = this;
    const skip = !findings.wanted(space) || findings.isErased(space, '*');
    const context = { redis, space, backup: file.header.id, force: options.force, now: findings.now };
    const ledger = new LedgerRestore(redis, space, file.header.id);
    if (!skip) {
      await redis.write((connection) => connection.send('SADD', [keys.spaces, space]));
      await ledger.begin();
    }
    for (let next = await records.next(); next.done !== true && next.value.kind !== 'spaceEnd'; next = await records.next()) {
      const record = next.value;
      if (record.kind === 'member') await this.member(context, record.user, skip, records);
      else if (skip) continue;
      else if (record.kind === 'documents') await this.putDocuments(space, record.documents);
      else if (record.kind === 'former') await mergeFormer(redis, space, record.sums);
      else if (record.kind === 'due')
        await restoreDue(
          redis,
          space,
          record.rows.filter(([, user]) => user === null || !findings.isErased(space, user)),
        );
      else if (record.kind === 'ledger')
        report.rows += await ledger.add(record.rows.filter(([, , user]) => user === null || !findings.isErased(space, user)));
    }
    await this.settled();
    if (skip) return;
    for (const step of MIGRATIONS) if (step.to > file.header.schema) await step.space(redis, space, this.findings.now);
    await rebuildDerived(redis, space, this.findings.now);
    await redis.write((connection) => connection.send('PUBLISH', [keys.invalidation, `${options.origin} ${space} *`]));
    report.spaces += 1;
    options.log.info({ space, members: report.members }, 'restored a space');
  }

  private async putDocuments(space: SpaceId | null, documents: readonly DocumentLine[]): Promise<void> {
    const wanted = documents.filter(([, user]) => space === null || user === null || !this.findings.isErased(space, user));
    const put = await Promise.all(wanted.map(([kind, user, value]) => this.documents.put({ kind, space, user }, value)));
    this.report.documents += put.filter(Boolean).length;
  }

  /** Takes the records of a member, to its end; small members are written side by side. */
  private async member(
    context: RestoreContext,
    user: UserId,
    skip: boolean,
    records: AsyncGenerator<BackupRecord>,
  ): Promise<void> {
    const attempt = this.attempts++;
    const dropped = this.findings.dropped.has(attempt);
    const same = this.findings.same.has(attempt);
    const erased = this.findings.isErased(context.space, user);
    const held: BackupRecord[] = [];
    let large: MemberRestore | null = null;
    for (let next = await records.next(); next.done !== true; next = await records.next()) {
      const record = next.value;
      if (record.kind === 'again') return;
      if (record.kind === 'state') {
        if (skip) return;
        if (erased) this.report.erased += 1;
        else if (same) this.report.already += 1;
        else if (large !== null) await this.finish(large, held, record);
        else this.begin(this.small(context, user, [...held, record]));
        if (this.running.length >= WIDTH) await this.settled();
        return;
      }
      if (skip || dropped || erased || same) continue;
      held.push(record);
      if (held.length <= RECORDS) continue;
      large ??= await this.begun(context, user);
      if (large.exists && !context.force) throw changedMeanwhile();
      await this.put(large, held.splice(0));
    }
  }

  private async begun(context: RestoreContext, user: UserId): Promise<MemberRestore> {
    const member = new MemberRestore(context, user);
    await member.begin();
    return member;
  }

  private async small(context: RestoreContext, user: UserId, records: readonly BackupRecord[]): Promise<void> {
    const state = records.at(-1);
    if (state?.kind !== 'state') return;
    await this.finish(await this.begun(context, user), records, state);
  }

  private async finish(
    member: MemberRestore,
    records: readonly BackupRecord[],
    state: Extract<BackupRecord, { kind: 'state' }>,
  ): Promise<void> {
    const standing = await member.standing(state.value);
    if (standing === 'same') {
      this.report.already += 1;
      return;
    }
    if (standing !== 'absent' && !this.options.force) throw changedMeanwhile();
    await this.put(member, records);
    await member.finish(state);
    this.report.members += 1;
    if (standing !== 'absent') this.report.forced += 1;
  }

  private async put(member: MemberRestore, records: readonly BackupRecord[]): Promise<void> {
    for (const record of records) {
      if (record.kind === 'entries') {
        await member.entries(record.entries);
        this.report.entries += record.entries.length;
      } else if (record.kind === 'days') await member.days(record.days);
    }
  }

  private async settled(): Promise<void> {
    await Promise.all(this.running);
    this.running = [];
  }
}

const changedMeanwhile = (): BackupRefused =>
  new BackupRefused('a member was changed since the comparison; stop the bot, and run the restore again');
