import type { SpaceId } from '../../../domain/ids.js';
import type { LedgerCodec, LedgerLine } from '../../ledger/row-codec.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { bytes, list, text } from '../replies.js';

const PAGE = 1_000;

/** A row of the stream as Redis answers it. */
export const lineOf = <Record>(codec: LedgerCodec<Record>, row: unknown): LedgerLine<Record> => {
  const [id, cells] = list(row);
  return codec.parse(text(id), list(cells).map(bytes));
};

/** The ledger of a space, oldest first, by pages; from a moment of the stream on (ms), or from a position. */
export async function* ledgerPages<Record>(
  redis: Guarded,
  codec: LedgerCodec<Record>,
  space: SpaceId,
  from: string | number = '-',
): AsyncGenerator<readonly LedgerLine<Record>[]> {
  for (let at = String(from); ;) {
    const start = at;
    const reply = list(
      await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), start, '+', 'COUNT', PAGE])),
    );
    const page = reply.map((row) => lineOf(codec, row));
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    at = `(${page.at(-1)?.position ?? ''}`;
  }
}
