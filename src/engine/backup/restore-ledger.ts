import type { SpaceId } from '../../domain/ids.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { bytesOrNull, list, text } from '../redis/replies.js';
import { ledgerPages } from './ledger-lines.js';
import type { LedgerLine } from './records.js';

const LATE = 'ledger:';
/** Field of what consumers count as read; see keys.ts. */
const RESTORED = '*';
/** The greatest sequence that a row of one millisecond can have. */
const LAST = '18446744073709551615';

/**
 * Puts the lines of a backup into a space's ledger that are not there. Into an empty one they come at their old moments. Where there are newer
 * rows already, what is missing before them comes to the end: the ledger is only ever appended to.
 */
export class LedgerRestore {
  private readonly redis: Guarded;
  private readonly space: SpaceId;
  private readonly backup: string;
  /** Moment of the newest row that was there before; up to here a line may be there already. */
  private held: number | null = null;
  /** Nothing was there before this restore, or before an earlier run of it that was interrupted. */
  private isWhole = false;
  /** Lines that an earlier run of this restore put at the end. */
  private readonly late = new Set<string>();

  constructor(redis: Guarded, space: SpaceId, backup: string) {
    this.redis = redis;
    this.space = space;
    this.backup = backup;
  }

  async begin(): Promise<void> {
    const [newest, late, restored] = await this.redis.read((connection) =>
      Promise.all([
        connection.send('XREVRANGE', [keys.ledger(this.space), '+', '-', 'COUNT', 1]),
        connection.send('HGET', [keys.restored(this.space), this.lateField]),
        connection.send('HGET', [keys.consumed(this.space), RESTORED]),
      ]),
    );
    const [row] = list(newest);
    this.held = row === undefined ? null : Number(text(list(row)[0]).split('-')[0]);
    this.isWhole = this.held === null || restored !== null;
    const from = bytesOrNull(late);
    if (from === null) return;
    for await (const page of ledgerPages(this.redis, this.space, `(${from.toString()}`))
      for (const line of page) this.late.add(nameOf(line));
  }

  /** Lines in their order; answers how many were not there. */
  async add(lines: readonly LedgerLine[]): Promise<number> {
    if (this.isWhole) await this.isNoNews(lines.at(-1)?.[0]);
    const there = await this.thereAmong(lines.filter(([at]) => this.held !== null && at <= this.held));
    const missing = lines.filter((line) => !there.has(nameOf(line)) && !this.late.has(nameOf(line)));
    const behind = missing.filter(([at]) => this.held !== null && at <= this.held);
    if (behind.length > 0) {
      await this.noteLate();
      await this.append(behind, () => '*');
    }
    await this.append(
      missing.filter((line) => !behind.includes(line)),
      ([at]) => `${at}-*`,
    );
    return missing.length;
  }

  /** Who reads the ledger on (engine/outbox) and has not begun in this space begins behind what the restore of a whole space brings. */
  private async isNoNews(upTo: number | undefined): Promise<void> {
    if (upTo === undefined) return;
    await this.redis.write((connection) => connection.send('HSET', [keys.consumed(this.space), RESTORED, `${upTo}-${LAST}`]));
  }

  private get lateField(): string {
    return `${LATE}${this.backup}`;
  }

  private async thereAmong(lines: readonly LedgerLine[]): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    const [first, last] = [lines[0]?.[0], lines.at(-1)?.[0]];
    if (first === undefined || last === undefined) return there;
    const wanted = new Set(lines.map(nameOf));
    for await (const page of ledgerPages(this.redis, this.space, first)) {
      for (const line of page) if (wanted.has(nameOf(line))) there.add(nameOf(line));
      if ((page.at(-1)?.[0] ?? Infinity) > last || there.size === wanted.size) break;
    }
    return there;
  }

  /** From which row on a run that comes after an interrupted one has to look. */
  private async noteLate(): Promise<void> {
    const [row] = list(
      await this.redis.read((connection) => connection.send('XREVRANGE', [keys.ledger(this.space), '+', '-', 'COUNT', 1])),
    );
    const id = row === undefined ? '0-0' : text(list(row)[0]);
    await this.redis.write((connection) => connection.send('HSETNX', [keys.restored(this.space), this.lateField, id]));
  }

  private async append(lines: readonly LedgerLine[], id: (line: LedgerLine) => string): Promise<void> {
    const refused: LedgerLine[] = [];
    await this.redis.write((connection) =>
      Promise.all(
        lines.map((line) =>
          connection.send('XADD', [keys.ledger(this.space), id(line), ...fieldsOf(line)]).catch((error: unknown) => {
            // A bot that runs has appended something of today.
            if (!(error instanceof Error) || !error.message.includes('equal or smaller')) throw error;
            refused.push(line);
          }),
        ),
      ),
    );
    if (refused.length === 0) return;
    await this.noteLate();
    await this.append(refused, () => '*');
  }
}

const fieldsOf = ([, , , , ...cells]: LedgerLine): readonly Buffer[] => cells;

/** A row is known by its bytes, which are kept as they are everywhere. */
const nameOf = (line: LedgerLine): string =>
  fieldsOf(line)
    .map((cell) => `${cell.length}:${cell.toString('latin1')}`)
    .join('');
