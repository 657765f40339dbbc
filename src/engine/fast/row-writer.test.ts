import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { idSize, RowWriter } from './row-writer.js';

const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: 'bigint' });
const written = (write: (writer: RowWriter) => void): Buffer => {
  // So small that it has to grow.
  const writer = new RowWriter(4);
  write(writer);
  return writer.taken();
};

describe('RowWriter', () => {
  it('writes numbers as msgpackr does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -40_000, max: 70_000 })), (value) => {
        expect(written((writer) => writer.int(value))).toEqual(packr.pack(value));
      }),
      { numRuns: 500 },
    );
    for (const value of [
      0,
      127,
      128,
      255,
      256,
      65_535,
      65_536,
      2 ** 32 - 1,
      2 ** 32,
      -1,
      -32,
      -33,
      -128,
      -129,
      -32_769,
      -(2 ** 31),
    ])
      expect(
        written((writer) => writer.int(value)),
        String(value),
      ).toEqual(packr.pack(value));
  });

  it('writes texts as msgpackr does', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ minLength: 30, maxLength: 34 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(packr.unpack(written((writer) => writer.text(value)))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 31 }), (value) => {
        expect(written((writer) => writer.text(value))).toEqual(packr.pack(value));
      }),
    );
  });

  it('writes snowflakes as 64 bits and every other id as it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 15n, max: 2n ** 63n - 1n }), (value) => {
        expect(written((writer) => writer.id(String(value)))).toEqual(packr.pack(value));
      }),
      { numRuns: 500 },
    );
    for (const id of ['9223372036854775807', '1000000000000000', '4294967295999999999', '1262345678901234567'])
      expect(
        written((writer) => writer.id(id)),
        id,
      ).toEqual(packr.pack(BigInt(id)));
    for (const id of [
      '',
      'work',
      '123',
      '9223372036854775808',
      '0123456789012345678',
      '12345678901234567x',
      '18446744073709551615',
    ])
      expect(
        written((writer) => writer.id(id)),
        id,
      ).toEqual(packr.pack(id));
  });

  it('writes arrays, bytes and nothing', () => {
    for (const length of [0, 1, 15, 16, 70_000]) {
      const row = Array.from({ length }, () => null);
      const bytes = written((writer) => {
        writer.array(length);
        for (let cell = 0; cell < length; cell += 1) writer.nil();
      });
      expect(packr.unpack(bytes)).toEqual(row);
    }
    const bytes = Buffer.from([0, 255, 3]);
    expect(packr.unpack(written((writer) => writer.blob(bytes)))).toEqual(bytes);
    expect(packr.unpack(written((writer) => writer.yes()))).toBe(true);
  });

  it('takes no text with an accent for plain', () => {
    expect(written((writer) => writer.plain('12:')).toString()).toBe('12:');
    expect(() => written((writer) => writer.plain('é'))).toThrow(RangeError);
  });

  it('grows, and takes back what was written', () => {
    const writer = new RowWriter(4);
    writer.byte(1);
    const from = writer.at;
    writer.text('a text of some length');
    expect(writer.taken()).toEqual(Buffer.concat([Buffer.of(1), packr.pack('a text of some length')]));
    writer.backTo(from);
    expect(writer.taken()).toEqual(Buffer.of(1));
  });

  it('fills in lengths', () => {
    const writer = new RowWriter(4);
    const [long, short] = [writer.begin4(), writer.begin1()];
    writer.utf8('héé');
    writer.end1(short);
    writer.end4(long);
    expect(writer.taken()).toEqual(Buffer.concat([Buffer.of(6, 0, 0, 0, 5), Buffer.from('héé')]));
    const tooLong = writer.begin1();
    writer.utf8('x'.repeat(256));
    expect(() => writer.end1(tooLong)).toThrow(RangeError);
  });

  it('knows how long an id becomes', () => {
    const id = fc.oneof(
      fc.string(),
      fc.bigInt({ min: 0n, max: 2n ** 65n }).map(String),
      fc.stringMatching(/^[0-9]{14,20}$/),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(id, (value) => {
        expect(idSize(value)).toBe(written((writer) => writer.id(value)).length);
      }),
    );
  });
});
