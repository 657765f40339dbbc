import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, PAYLOAD_MAX, scanFrames } from './frame.js';

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 12 });
const segment = (all: readonly Uint8Array[], zeros = 64): Buffer => Buffer.concat([...all.map(encodeFrame), Buffer.alloc(zeros)]);
const plain = (all: readonly Uint8Array[]): string[] => all.map((each) => Buffer.from(each).toString('hex'));

describe('frames', () => {
  it('gives back every record and stops at the zeros', () => {
    fc.assert(
      fc.property(payloads, fc.nat(100), (all, zeros) => {
        const { payloads: found, damage } = scanFrames(segment(all, zeros));
        expect(plain(found)).toEqual(plain(all));
        expect(damage).toEqual([]);
      }),
    );
  });

  it('gives back all before a cut, wherever it is, and reports the torn tail', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (all, at) => {
        const whole = segment(all, 0);
        const cut = at % whole.length;
        const { payloads: found } = scanFrames(Buffer.concat([whole.subarray(0, cut), Buffer.alloc(64)]));
        const complete = all.filter((_, index) => segment(all.slice(0, index + 1), 0).length <= cut);
        // A record whose missing bytes happen to be zeros is complete.
        expect(plain(found).slice(0, complete.length)).toEqual(plain(complete));
        expect(found.length).toBeLessThanOrEqual(complete.length + 1);
      }),
    );
  });

  it('loses one record to one flipped bit, and no other', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), fc.nat(7), (all, at, bit) => {
        const bytes = segment(all, 8);
        const flipped = at % (bytes.length - 8);
        bytes[flipped] = bytes[flipped]! ^ (1 << bit);
        const { payloads: found, damage } = scanFrames(bytes);
        expect(found).toHaveLength(all.length - 1);
        expect(damage).toHaveLength(1);
        const left = plain(all);
        for (const each of plain(found)) left.splice(left.indexOf(each), 1);
        expect(left).toHaveLength(1);
      }),
    );
  });

  it('tells a torn tail from damage in the middle', () => {
    const all = ['one', 'two', 'three'].map((text) => Buffer.from(text));
    const middle = segment(all);
    middle[14] = 0;
    expect(scanFrames(middle).damage).toEqual([{ offset: 0, bytes: 15, tail: false }]);
    const tail = segment(all);
    tail[30 + 13] = 0;
    expect(scanFrames(tail).damage).toMatchObject([{ offset: 30, tail: true }]);
  });

  it('refuses an empty record and one that is too long', () => {
    expect(() => encodeFrame(Buffer.alloc(0))).toThrow(RangeError);
    expect(() => encodeFrame(Buffer.alloc(PAYLOAD_MAX + 1))).toThrow(RangeError);
  });
});

it('is not kept for hours by bytes that look like the heads of long records', () => {
  const head = Buffer.from('PCJ1\0\0\x10\0\0\0\0\0', 'latin1');
  const record = encodeFrame(Buffer.from('still found'));
  const { payloads, damage } = scanFrames(Buffer.concat([...Array.from({ length: 300_000 }, () => head), record]));
  expect(payloads.map(String)).toEqual(['still found']);
  expect(damage).toHaveLength(1);
});
