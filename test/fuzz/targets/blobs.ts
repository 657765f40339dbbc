import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { z } from 'zod';
import { guildSpace, requestId, userId } from '../../../src/domain/ids.js';
import { EMPTY_MEMBER } from '../../../src/domain/session.js';
import { CorruptData } from '../../../src/engine/codec/blob.js';
import { decodeEntry, encodeEntry } from '../../../src/engine/codec/entry-codec.js';
import { decodeLedger, encodeLedger } from '../../../src/engine/codec/ledger.js';
import { decodeState, encodeState } from '../../../src/engine/codec/state.js';
import { decodeTotals, encodeTotals } from '../../../src/engine/codec/totals-codec.js';
import { versioned } from '../../../src/engine/codec/versioned.js';
import { decodeDocument, encodeDocument } from '../../../src/engine/documents/document-codec.js';
import { configuration } from '../../../src/engine/documents/kinds/configuration.js';
import { defaultConfig } from '../../../src/domain/defaults.js';
import { run, session, steps } from '../../support/domain-arbitraries.js';
import { damage, damaged, hostileMsgpack } from '../support/bytes.js';
import { hostileJson } from '../support/texts.js';
import { property, type Target } from '../target.js';

interface Kind {
  readonly name: string;
  /** As we write them. */
  readonly good: fc.Arbitrary<Buffer>;
  /** Begins with a version that is no part of what is packed. */
  readonly versioned: boolean;
  readonly decode: (bytes: Buffer) => unknown;
}

const ANN = userId('1');
const states = steps.map((made) => encodeState(run(made).at(-1)?.after ?? EMPTY_MEMBER));
const ledgers = fc
  .record({
    before: fc.option(session),
    after: fc.option(session),
    actor: fc.option(fc.constantFrom('1', '200000000000000002').map(userId)),
  })
  .map(({ before, after, actor }) =>
    encodeLedger(ANN, {
      ...{ requestId: requestId('200000000000000009'), version: 7 },
      ledger: [{ event: 'adjusted', at: 5, actor, source: 'command', before, after }],
    }),
  );
const sums = fc.dictionary(fc.string({ maxLength: 10 }), fc.nat());
const totals = fc.tuple(sums, sums, sums).map(([today, week, month]) => encodeTotals({ day: '20260105', today, week, month }));
const config = fc.constant(encodeDocument({ ...defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' }), version: 3 }));

const KINDS: readonly Kind[] = [
  { name: 'state', good: states, versioned: true, decode: decodeState },
  { name: 'entry', good: session.map(encodeEntry), versioned: false, decode: decodeEntry },
  { name: 'ledger', good: ledgers, versioned: false, decode: (bytes) => decodeLedger(bytes, ANN) },
  { name: 'totals', good: totals, versioned: false, decode: decodeTotals },
  { name: 'config', good: config, versioned: true, decode: (bytes) => decodeDocument(configuration, bytes) },
];

const packr = new Packr({ useRecords: false, int64AsType: 'bigint' });
const cell = fc.oneof(hostileJson, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.uint8Array({ maxLength: 5 }));

/** The row with one cell of it, however deep, changed into something else. */
const withCell = (row: unknown, path: readonly number[], value: unknown): unknown => {
  const [first, ...rest] = path;
  if (!Array.isArray(row) || first === undefined) return value;
  const cells = z.array(z.unknown()).parse(row);
  const at = first % (cells.length + 1);
  cells[at] = withCell(cells[at], rest, value);
  return cells;
};

const swapped = (good: Buffer, path: readonly number[], value: unknown): Buffer => {
  const colon = good.indexOf(58) + 1;
  const isState = /^\d+:$/.test(good.toString('latin1', 0, colon));
  const [head, blob] = isState ? [good.subarray(0, colon), good.subarray(colon)] : [Buffer.alloc(0), good];
  return blob[0] === 123 ? good : Buffer.concat([head, packr.pack(withCell(packr.unpack(blob), path, value))]);
};

const hostile = (kind: Kind): fc.Arbitrary<Buffer> => {
  const swap = fc.tuple(kind.good, fc.array(fc.nat(12), { minLength: 1, maxLength: 3 }), cell).map((made) => swapped(...made));
  const bytes = hostileMsgpack.map((one) => (kind.versioned ? versioned(1, Buffer.from(one)) : Buffer.from(one)));
  const broken = fc
    .tuple(kind.good, fc.array(damage(), { minLength: 1, maxLength: 4 }))
    .map(([good, changes]) => damaged(good, changes));
  return fc.oneof({ weight: 3, arbitrary: broken }, { weight: 3, arbitrary: swap }, { weight: 1, arbitrary: bytes });
};

const input = fc
  .constantFrom(...KINDS)
  .chain((kind) => hostile(kind).map((bytes) => ({ kind: kind.name, hex: bytes.toString('hex') })));

/** Understood, or refused as what it is: anything else would be taken for a defect of ours, or worse, for a link that is down. */
const play = ({ kind, hex }: { readonly kind: string; readonly hex: string }): void => {
  const { decode } = KINDS.find(({ name }) => name === kind) ?? KINDS[0]!;
  try {
    decode(Buffer.from(hex, 'hex'));
  } catch (error) {
    if (!(error instanceof CorruptData)) throw error;
  }
};

/** What lies in Redis, as somebody else left it there. */
export const blobs: Target = {
  name: 'blobs',
  weight: 14,
  open: () => Promise.resolve({ run: property('blobs', input, play), close: () => Promise.resolve() }),
};
