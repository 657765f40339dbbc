import fc from 'fast-check';

/** One thing done to bytes; places are parts of the whole, so that they fit whatever it is done to. */
export type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly mask: number }
  | { readonly kind: 'cut'; readonly at: number; readonly to: number }
  | { readonly kind: 'copy'; readonly at: number; readonly to: number; readonly into: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'overwrite'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly at: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: 1, maxLength });

/** Flipped bits, cuts, torn ends, repeated and foreign pieces. */
export const damage = (foreign: fc.Arbitrary<Uint8Array> = bytes(40)): fc.Arbitrary<Damage> =>
  fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: place, mask: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('cut' as const), at: place, to: place }),
    fc.record({ kind: fc.constant('copy' as const), at: place, to: place, into: place }),
    fc.record({ kind: fc.constant('insert' as const), at: place, bytes: foreign }),
    fc.record({ kind: fc.constant('overwrite' as const), at: place, bytes: foreign }),
    fc.record({ kind: fc.constant('end' as const), at: place }),
  );

const SIZE_MAX = 1 << 22;

const apply = (data: Buffer, change: Damage): Buffer => {
  const offset = (part: number): number => Math.floor(part * data.length);
  const at = offset(change.at);
  switch (change.kind) {
    case 'flip': {
      const flipped = Buffer.from(data);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ change.mask;
      return flipped;
    }
    case 'cut': {
      const [from, to] = [Math.min(at, offset(change.to)), Math.max(at, offset(change.to))];
      return Buffer.concat([data.subarray(0, from), data.subarray(to)]);
    }
    case 'copy': {
      const [from, to] = [Math.min(at, offset(change.to)), Math.max(at, offset(change.to))];
      const into = offset(change.into);
      return Buffer.concat([data.subarray(0, into), data.subarray(from, to), data.subarray(into)]);
    }
    case 'insert':
      return Buffer.concat([data.subarray(0, at), change.bytes, data.subarray(at)]);
    case 'overwrite':
      return Buffer.concat([data.subarray(0, at), change.bytes, data.subarray(at + change.bytes.length)]);
    case 'end':
      return data.subarray(0, at);
  }
};

export const damaged = (data: Buffer, changes: readonly Damage[]): Buffer =>
  changes.reduce((current, change) => (current.length > SIZE_MAX ? current : apply(current, change)), data);

/** MessagePack that lies about its lengths, nests without end, or is of kinds that nobody writes here. */
export const hostileMsgpack: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .constantFrom(0x91, 0x81, 0x92)
    .chain((byte) => fc.integer({ min: 1, max: 20_000 }).map((times) => new Uint8Array(times).fill(byte))),
  fc
    .record({
      head: fc.constantFrom(0xdc, 0xdd, 0xde, 0xdf, 0xd9, 0xda, 0xdb, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9),
      length: fc.constantFrom(0, 1, 0x7f, 0xffff, 0xff_ffff, 0x01c9_c380, 0x7fff_ffff, 0xffff_ffff),
      times: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ head, length, times }) => {
      const one = Buffer.from([head, 0, 0, 0, 0]);
      one.writeUInt32BE(length, 1);
      return Buffer.concat(Array.from({ length: times }, () => one));
    }),
  fc
    .record({
      lead: fc.constantFrom(0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xc7),
      type: fc.constantFrom(0x72, 0x70, 0x69, 0x62, 0x65, 0x74, 0x78, 0x73, 0x42, 0xff, 0x00),
      rest: fc.uint8Array({ maxLength: 30 }),
    })
    .map(({ lead, type, rest }) => Buffer.concat([Buffer.from([lead, type]), rest])),
);
