import fc from 'fast-check';
import { encodeFrame, scanFrames } from '../../../src/engine/journal/frame.js';
import { decodeRecord, encodeRecord } from '../../../src/engine/journal/record.js';
import { damage, damaged, hostileMsgpack } from '../support/bytes.js';
import { change } from '../support/records.js';
import { must, property, type Target } from '../target.js';

const MAGIC = Buffer.from('PCJ1', 'latin1');
/** Headers of records that are not there, whose lengths would have a reader look far. */
const header = fc
  .record({
    length: fc.constantFrom(0, 1, 12, 0xffff, 1 << 20, (1 << 20) + 1, 0xffff_ffff),
    times: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ length, times }) => {
    const one = Buffer.concat([MAGIC, Buffer.alloc(8)]);
    one.writeUInt32LE(length, 4);
    return Buffer.concat(Array.from({ length: times }, () => one));
  });
const foreign = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 60 }),
  fc.constant(MAGIC),
  header,
  hostileMsgpack.filter((bytes) => bytes.length > 0).map((bytes) => encodeFrame(bytes)),
);

const input = fc.record({
  records: fc.array(change, { maxLength: 6 }),
  zeros: fc.constantFrom(0, 0, 5, 4096),
  damage: fc.array(damage(foreign), { maxLength: 4 }),
});

const play = ({ records, zeros, damage: changes }: typeof input extends fc.Arbitrary<infer T> ? T : never): void => {
  const payloads = records.map((record) => encodeRecord({ kind: 'change', ...record }));
  const segment = Buffer.concat([...payloads.map((payload) => encodeFrame(payload)), Buffer.alloc(zeros)]);
  const found = scanFrames(damaged(segment, changes));
  const written = new Set(payloads.map((payload) => payload.toString('hex')));
  // What was put in with a frame of its own counts as written by somebody who has the disk: it must be refused as a record instead.
  for (const payload of found.payloads) {
    if (written.has(payload.toString('hex'))) continue;
    const inside = changes.some((one) => 'bytes' in one && Buffer.from(one.bytes).includes(payload));
    must(inside, () => `a record that nobody wrote: ${payload.toString('hex')}`);
    refuse(payload);
  }
  if (changes.length === 0) must(found.payloads.length === payloads.length && found.damage.length === 0, 'records were lost');
};

/** Understood or refused with an error, and nothing else. */
const refuse = (payload: Buffer): void => {
  try {
    decodeRecord(payload);
  } catch (error) {
    must(error instanceof Error, 'not an error');
  }
};

/** Bytes of a journal's segment: flipped, cut, repeated, spliced. */
export const journalBytes: Target = {
  name: 'journal-bytes',
  weight: 14,
  open: () => Promise.resolve({ run: property('journal-bytes', input, play), close: () => Promise.resolve() }),
};

/** What is inside a whole frame, but not what we write. */
export const journalRecords: Target = {
  name: 'journal-records',
  weight: 4,
  open: () => {
    const mutated = fc
      .tuple(change, fc.array(damage(hostileMsgpack.filter((bytes) => bytes.length > 0)), { minLength: 1, maxLength: 3 }))
      .map(([record, changes]) => damaged(encodeRecord({ kind: 'change', ...record }), changes));
    const bytes = fc.oneof(
      mutated,
      hostileMsgpack.map((one) => Buffer.from(one)),
    );
    return Promise.resolve({ run: property('journal-records', bytes, refuse), close: () => Promise.resolve() });
  },
};
