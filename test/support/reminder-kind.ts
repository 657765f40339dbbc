import { requestId, type UserId } from '../../src/domain/ids.js';
import { writeHead } from '../../src/engine/codec/row-head.js';
import { rowBytes } from '../../src/engine/fast/row-writer.js';
import { createLedgerCodec } from '../../src/engine/ledger/row-codec.js';
import type { LedgerFacts, RowKind } from '../../src/engine/ledger/row-kind.js';
import { KINDS, type LedgerRow } from '../../src/engine/ledger/kinds/index.js';

/** A kind of ledger row as somebody would add it: this file is what stands in `src/engine/ledger/kinds/`, and `KINDS` gets a line. */
export interface ReminderRow extends LedgerFacts {
  readonly kind: 'reminder';
  readonly text: string;
}

const REMINDER_ROW = 97;

export const encodeReminder = (request: string, at: number, text: string): Buffer =>
  rowBytes((writer) => {
    writeHead(writer, { code: REMINDER_ROW, version: 1, requestId: requestId(request) }, 1);
    writer.array(2);
    writer.int(at);
    writer.text(text);
  });

export const reminder: RowKind<ReminderRow> = {
  kind: 'reminder',
  code: REMINDER_ROW,
  read: (record, placed) => ({
    kind: 'reminder',
    ...placed(),
    ...{ event: 'reminded', at: record.int(0), actor: null, source: 'timer' },
    text: record.text(1),
  }),
};

/** The line in the registry. */
export const reminderCodec = createLedgerCodec<LedgerRow | ReminderRow>([...KINDS, reminder]);

export const reminderOf = (user: UserId, request: string, at: number, text: string): ReminderRow => ({
  ...{ kind: 'reminder', id: `${request}/${user}/0`, requestId: requestId(request), user, version: 1 },
  ...{ event: 'reminded', at, actor: null, source: 'timer', text },
});
