import { join } from 'node:path';
import type { Logger } from '../../domain/ports.js';
import { claimDead } from './directory.js';
import type { JournalFs } from './fs.js';
import { JournalFailed } from './health.js';
import type { Journal } from './journal.js';
import type { Processes } from './owner.js';
import { readSegment } from './read-segment.js';
import type { ChangeRecord } from './record.js';

export interface Adopted {
  /** `seq` is that of our own journal now, or 0 when our journal could not take it (the old directory stays then). */
  readonly record: ChangeRecord;
  /** It was acknowledged as stored. */
  readonly settled: boolean;
}

export interface Adoption {
  readonly records: readonly Adopted[];
  /** False when something is left that the disk did not let us take: another time. */
  readonly complete: boolean;
}

export interface AdoptOptions {
  readonly fs: JournalFs;
  readonly root: string;
  readonly processes: Processes;
  readonly log: Logger;
  /** Wall clock, ms: locks are touched by it. */
  readonly now: number;
  readonly keepMs: number;
}

/**
 * Takes over what dead processes left: their unsettled changes, and those settled within the keep time, move into our journal, and then
 * their directories go. A crash in between leaves both, which is harmless, since a request is applied once. The keep time counts from the
 * newest change of the dead process: when Redis died with it, an hour of darkness does not make its last second any safer. In our journal
 * the changes are as far apart as they were, and the newest is new.
 */
export const adoptDead = async (journal: Journal, options: AdoptOptions): Promise<Adoption> => {
  const { fs, log } = options;
  const adopted: Adopted[] = [];
  const claimed = await claimDead({ ...options, instance: journal.id === '' ? 'unnamed' : journal.id });
  let { complete } = claimed;
  for (const dir of claimed.paths) {
    const found = await readDirectory(options, dir);
    const moved = await moveInto(journal, found);
    adopted.push(...moved.records);
    complete &&= moved.complete;
    log.info({ directory: dir, changes: found.length }, 'took over the journal of a process that is gone');
    if (moved.complete) await fs.remove(dir).catch((error: unknown) => log.warn({ err: error, directory: dir }, 'not deleted'));
  }
  return { records: adopted, complete };
};

const readDirectory = async (options: AdoptOptions, dir: string): Promise<readonly Adopted[]> => {
  const { fs, keepMs } = options;
  const changes = new Map<number, ChangeRecord>();
  const outcomes = new Map<number, string>();
  for (const name of await fs.list(dir)) {
    if (!name.endsWith('.seg')) continue;
    const content = await readSegment(options, join(dir, name));
    for (const change of content.changes) changes.set(change.seq, change);
    for (const { seqs, outcome } of content.settled) for (const seq of seqs) outcomes.set(seq, outcome);
  }
  const newestAt = newestOf(changes.values());
  const counting = [...changes.values()].filter(({ seq, journaledAt }) => {
    const outcome = outcomes.get(seq);
    return outcome === undefined || (outcome === 'applied' && journaledAt >= newestAt - keepMs);
  });
  return lastOfEachRequest(counting).map((record) => ({ record, settled: outcomes.has(record.seq) }));
};

/** When the newest came, ms of their journal's time; 0 without any. */
const newestOf = (records: Iterable<ChangeRecord>): number => {
  let newest = 0;
  for (const { journaledAt } of records) newest = Math.max(newest, journaledAt);
  return newest;
};

/** A request that was decided again has several records; the last one says how. */
const lastOfEachRequest = (records: readonly ChangeRecord[]): readonly ChangeRecord[] => {
  const byRequest = new Map(records.map((record) => [`${record.space} ${record.requestId}`, record]));
  return records.filter((record) => byRequest.get(`${record.space} ${record.requestId}`) === record);
};

const moveInto = async (
  journal: Journal,
  found: readonly Adopted[],
): Promise<{ records: readonly Adopted[]; complete: boolean }> => {
  const later = journal.now() - newestOf(found.map(({ record }) => record));
  const appended = found.map(({ record, settled }) => {
    const journaledAt = record.journaledAt + later;
    return { found: record, settled, ...journal.append({ ...record, journaledAt }) };
  });
  const written = await Promise.allSettled(appended.map(({ durable }) => durable));
  const records: Adopted[] = [];
  let complete = true;
  for (const [index, { found: old, record, settled }] of appended.entries()) {
    const outcome = written[index];
    if (outcome?.status === 'rejected') {
      if (!(outcome.reason instanceof JournalFailed)) throw outcome.reason;
      complete = false;
      records.push({ record: { ...old, seq: 0 }, settled });
      continue;
    }
    records.push({ record, settled });
    if (settled) await journal.settle(record.seq, 'applied');
  }
  return { records, complete };
};
