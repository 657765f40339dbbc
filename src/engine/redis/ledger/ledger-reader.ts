import type { SpaceId } from '../../../domain/ids.js';
import { BEGINNING, type LedgerReader, type LedgerRows } from '../../ledger-rows.js';
import type { LedgerRow } from '../../ledger/kinds/index.js';
import { isRepeated, knownOf, type LedgerCodec, type LedgerLine } from '../../ledger/row-codec.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { list, text } from '../replies.js';
import { lineOf } from './pages.js';

/** Reads ledgers from either end. */
export const ledgerReader = (redis: Guarded, codec: LedgerCodec<LedgerRow>): LedgerReader => {
  const ask = async (command: 'XRANGE' | 'XREVRANGE', space: SpaceId, from: string, to: string, count: number) => {
    const args = [keys.ledger(space), from, to, 'COUNT', count];
    return list(await redis.read((connection) => connection.send(command, args))).map((row) => lineOf(codec, row));
  };
  return {
    end: async (space) => {
      const [last] = list(
        await redis.read((connection) => connection.send('XREVRANGE', [keys.ledger(space), '+', '-', 'COUNT', 1])),
      );
      return last === undefined ? BEGINNING : text(list(last)[0]);
    },
    after: async (space, position, count) => pageOf(await ask('XRANGE', space, `(${position}`, '+', count), count),
    before: async (space, position, count) => {
      const lines = await ask('XREVRANGE', space, position === null ? '+' : `(${position}`, '-', count);
      const oldestFirst = pageOf(lines.toReversed(), count);
      const rows = oldestFirst.rows.map((row) => ({ ...row, records: row.records.toReversed() })).toReversed();
      return { rows, next: oldestFirst.next === null ? null : (lines.at(-1)?.position ?? null) };
    },
  };
};

/** Of lines in the order of the ledger. */
const pageOf = (lines: readonly LedgerLine<LedgerRow>[], count: number): LedgerRows => {
  const last = new Map<string | null, LedgerLine<LedgerRow>>();
  const rows = lines.map((line) => {
    const before = last.get(line.user);
    last.set(line.user, line);
    return { position: line.position, records: isRepeated(line, before) ? [] : knownOf(line) };
  });
  return { rows, next: lines.length < count ? null : (lines.at(-1)?.position ?? null) };
};
