import { z } from 'zod';
import { domainError, isErrorCode, type DomainError } from '../../../domain/errors.js';
import type { RequestId, UserId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import { writeHead } from '../../codec/row-head.js';
import { rowBytes } from '../../fast/row-writer.js';
import type { LedgerFacts, RowKind } from '../row-kind.js';

/** A change that was taken while Redis was away and was refused when it came back. It changed nothing, and the member's version did not move. */
export interface UnappliedRow extends LedgerFacts {
  readonly kind: 'unapplied';
  readonly user: UserId;
  /** clockIn, clockOut, pause, ... */
  readonly command: string;
  readonly error: DomainError;
}

/** Such a change, as its member is told of it. */
export interface RefusedChange {
  readonly requestId: RequestId;
  readonly command: string;
  /** ms */
  readonly at: number;
  readonly error: DomainError;
}

const UNAPPLIED_ROW = 5;
const EVENT = 'refused';

/** The blob of a row with one record: command, moment, code of the refusal, its arguments as JSON. The same change gives the same bytes. */
export const encodeUnapplied = ({ requestId, command, at, error: { code, params } }: RefusedChange): Buffer =>
  rowBytes((writer) => {
    writeHead(writer, { code: UNAPPLIED_ROW, version: 0, requestId }, 1);
    writer.array(4);
    writer.text(command);
    writer.int(at);
    writer.text(code);
    writer.text(JSON.stringify(params ?? {}));
  });

const Params = z.record(z.string(), z.union([z.string(), z.number()]));

const errorOf = (code: string, params: string): DomainError => {
  if (!isErrorCode(code)) throw new CorruptData('ledger: not an error code');
  try {
    return domainError(code, Params.parse(JSON.parse(params)));
  } catch (cause) {
    throw new CorruptData('ledger: the arguments of a refusal are not readable', { cause });
  }
};

export const unapplied: RowKind<UnappliedRow> = {
  kind: 'unapplied',
  code: UNAPPLIED_ROW,
  read: (record, placed) => {
    const { user, ...place } = placed(EVENT);
    if (user === null) throw new CorruptData('ledger: a refusal of nobody');
    return {
      kind: 'unapplied',
      ...place,
      user,
      event: EVENT,
      at: record.int(1),
      actor: user,
      source: 'replay',
      command: record.text(0),
      error: errorOf(record.text(2), record.text(3)),
    };
  },
};
