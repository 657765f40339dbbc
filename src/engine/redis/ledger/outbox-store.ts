import { isRepeated, knownOf, type LedgerCodec, type LedgerLine } from '../../ledger/row-codec.js';
import type { News, OutboxStore } from '../../outbox/cursors.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { bytesOrNull, integer, list, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { readSpaces } from '../space-reads.js';
import { lineOf } from './pages.js';

/** ms that a consumer goes back when Redis has lost rows that it had read: rows that came back since may have any id of that time. */
const BACK_MS = 2 * 3_600_000;

/** What consumers have read of the ledgers, in Redis; in the slot of the space, so that no crash keeps the one and loses the other. */
export const outboxStore = <Record>(redis: Guarded, codec: LedgerCodec<Record>): OutboxStore<Record> => ({
  spaces: () => readSpaces(redis),
  hasBegun: async (consumer) => (await redis.read((connection) => connection.send('HGET', [keys.consumers, consumer]))) !== null,
  begun: async (consumer, at) => {
    await redis.write((connection) => connection.send('HSETNX', [keys.consumers, consumer, at]));
  },
  beginAtEnd: async (space, consumer) => {
    const names = [keys.ledger(space), keys.consumed(space)];
    await redis.write((connection) => connection.run(scripts.beginConsumer, names, [consumer]));
  },
  read: async (space, consumer, count, everything) => {
    const names = [keys.ledger(space), keys.consumed(space)];
    const args = [consumer, count, everything ? 'all' : 'news', BACK_MS];
    const [position, lost, ...rows] = list(await redis.read((connection) => connection.run(scripts.readNews, names, args)));
    return newsOf(
      rows.map((row) => lineOf(codec, row)),
      text(position),
      text(lost) !== '',
    );
  },
  behind: async (space, consumer, most) => {
    const position = bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.consumed(space), consumer])));
    const from = position === null ? '-' : `(${position.toString()}`;
    const rows = list(
      await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), from, '+', 'COUNT', most])),
    );
    const [id] = rows.length === 0 ? [] : list(rows[0]);
    return { rows: rows.length, since: id === undefined ? null : Number(text(id).split('-')[0]) };
  },
  move: async (space, consumer, from, to) => {
    const names = [keys.ledger(space), keys.consumed(space)];
    return integer(await redis.write((connection) => connection.run(scripts.moveConsumer, names, [consumer, from, to]))) === 1;
  },
});

const newsOf = <Record>(lines: readonly LedgerLine<Record>[], from: string, lost: boolean): News<Record> => {
  const last = new Map<string | null, LedgerLine<Record>>();
  const records = lines.flatMap((line) => {
    const before = last.get(line.user);
    last.set(line.user, line);
    return isRepeated(line, before) ? [] : knownOf(line);
  });
  return { records, from, to: lines.at(-1)?.position ?? null, lost };
};
