import { userId, type SpaceId } from '../../domain/ids.js';
import { CorruptData, idOf } from '../codec/blob.js';
import { decodeLedger } from '../codec/ledger.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { bytes, integer, list, text } from '../redis/replies.js';
import type { LedgerLine } from './records.js';

const PAGE = 500;

/** The ledger of a space as lines of one commit each, oldest first, by pages; from a moment of the stream on (ms, or a stream id). */
export async function* ledgerPages(
  redis: Guarded,
  space: SpaceId,
  from: string | number = '-',
): AsyncGenerator<readonly LedgerLine[]> {
  for (let at = String(from); ;) {
    const start = at;
    const reply = list(
      await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), start, '+', 'COUNT', PAGE])),
    );
    const lines: LedgerLine[] = [];
    for (const row of reply) {
      const [id, cells] = list(row);
      at = `(${text(id)}`;
      lines.push(...linesOf(text(id), list(cells)));
    }
    yield lines;
    if (reply.length < PAGE) return;
  }
}

const linesOf = (id: string, cells: readonly unknown[]): readonly LedgerLine[] => {
  const name = text(cells[0]);
  const moment = Number(id.split('-')[0]);
  if (/^\d/.test(name)) {
    const [user, blob] = [idOf(userId, name), bytes(cells[1])];
    const { requestId, version } = decodeLedger(blob, user);
    return [[moment, requestId, user, version, blob]];
  }
  const fields = new Map<string, Buffer>();
  for (let at = 0; at < cells.length; at += 2) fields.set(text(cells[at]), bytes(cells[at + 1]));
  const [request, config, user, version, blob] = ['r', 'c', 'u', 'v', 'b'].map((name) => fields.get(name));
  if (request && config) return [[moment, request.toString(), null, 0, config]];
  if (!request || !user || !version || !blob) throw new CorruptData('ledger: a row lacks a field');
  return [[moment, request.toString(), userId(user.toString()), integer(version), blob]];
};
