import { requestId, type RequestId } from '../../domain/ids.js';
import type { Row } from './blob.js';
import type { RowWriter } from '../fast/row-writer.js';

/**
 * The first cells of every ledger row, whatever its kind: code of the kind, version, request. This never changes, so that a row of a newer
 * kind can still be erased with its member and recognised when it stands there twice.
 *
 * An even code says that the row tells a change of the member's state: its version is that of the state, and its request was applied to the
 * state. The row of an odd code tells something else (a document, which counts its own versions).
 */
export interface RowHead {
  readonly code: number;
  readonly version: number;
  readonly requestId: RequestId;
}

export const HEAD_CELLS = 3;

/** Begins a row of `records` records, which are to follow, each as one cell. */
export const writeHead = (writer: RowWriter, { code, version, requestId: request }: RowHead, records: number): void => {
  writer.array(HEAD_CELLS + records);
  writer.int(code);
  writer.int(version);
  writer.id(request);
};

/** See `RowHead`. */
export const changesState = ({ code }: RowHead): boolean => code % 2 === 0;

/** @throws CorruptData */
export const headOf = (row: Row): RowHead => ({ code: row.int(0), version: row.int(1), requestId: requestId(row.id(2)) });
