import { Packr } from 'msgpackr';
import { encodeEntry } from '../../src/engine/codec/entry-codec.js';
import { encodeLedger } from '../../src/engine/codec/ledger.js';
import { monthOf } from '../../src/engine/codec/month.js';
import { encodeState } from '../../src/engine/codec/state.js';
import type { Commit } from '../../src/engine/store.js';

const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: 'bigint' });

/** A commit, and its rows as plain arrays: state, ledger, then the entries. */
export interface Rows {
  readonly commit: Commit;
  readonly rows: readonly unknown[];
}

export const rowsOf = (commit: Commit): Rows => {
  const { user, requestId, next, ledger, entries } = commit;
  const state = encodeState(next);
  const packed = [
    state.subarray(state.indexOf(':') + 1),
    encodeLedger(user, { requestId, version: next.version, ledger }),
    ...entries.map(({ session }) => encodeEntry(session)),
  ];
  return { commit, rows: packed.map((bytes): unknown => packr.unpack(bytes)) };
};

/** Code without a writer of its own would make the arrays for each commit. */
const made = (cell: unknown): unknown => {
  if (Array.isArray(cell)) return cell.map(made);
  return typeof cell === 'bigint' ? BigInt(String(cell)) : cell;
};

/** The bytes of `encodeCommit`, put together of arrays that msgpackr packs. */
export const packCommit = ({ commit, rows }: Rows): Buffer => {
  const { user, expectedVersion, next, requestId, days, entries } = commit;
  const parts: Buffer[] = [];
  const s1 = (value: string | Buffer): void => {
    const bytes = Buffer.from(value);
    parts.push(Buffer.of(bytes.length), bytes);
  };
  const s4 = (row: number, head = ''): void => {
    const bytes = packr.pack(made(rows[row]));
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32LE(head.length + bytes.length);
    parts.push(length, Buffer.from(head), bytes);
  };
  s1(user);
  s1(String(expectedVersion));
  s1(next.active === null ? '' : String(next.active.startedAt));
  s1(packr.pack(BigInt(requestId)));
  s4(0, `${next.version}:`);
  s4(1);
  parts.push(Buffer.of(days.length, entries.length));
  for (const { day, category, ms } of days) {
    s1(`${day}:${category}`);
    s1(String(ms));
  }
  for (const [index, { op, session }] of entries.entries()) {
    s1(op === 'put' ? '+' : '-');
    s1(String(session.endedAt));
    s4(2 + index);
    s1(monthOf(session.endedAt ?? 0));
    s1(packr.pack(BigInt(session.id)));
  }
  return Buffer.concat(parts);
};
