import type { SpaceId } from '../../domain/ids.js';
import { ledgerCodec, type LedgerLine as StreamLine } from '../ledger/row-codec.js';
import type { Guarded } from '../redis/guarded.js';
import { ledgerPages as streamPages } from '../redis/ledger/pages.js';
import type { LedgerLine } from './records.js';

/** The ledger of a space as lines of one row each, oldest first, by pages; from a moment of the stream on (ms), or from a position. */
export async function* ledgerPages(
  redis: Guarded,
  space: SpaceId,
  from: string | number = '-',
): AsyncGenerator<readonly LedgerLine[]> {
  for await (const page of streamPages(redis, ledgerCodec, space, from)) yield page.map(backedUp);
}

/** Whatever it tells, the row's cells are kept as they are. Only the version of a member's state is compared with that of its state. */
const backedUp = ({ position, cells, user, head, changesState }: StreamLine<unknown>): LedgerLine => [
  Number(position.split('-')[0]),
  head?.requestId ?? '',
  user,
  changesState && head !== null ? head.version : 0,
  ...cells,
];
