import { inflateSync } from 'node:zlib';

/** How a row of a PNG is kept: https://www.w3.org/TR/png-3/#9Filters */
const unfiltered = (filter: number, value: number, left: number, above: number, corner: number): number => {
  switch (filter) {
    case 1:
      return value + left;
    case 2:
      return value + above;
    case 3:
      return value + Math.floor((left + above) / 2);
    case 4: {
      const estimate = left + above - corner;
      const [a, b, c] = [left, above, corner].map((one) => Math.abs(estimate - one)) as [number, number, number];
      return value + (a <= b && a <= c ? left : b <= c ? above : corner);
    }
    default:
      return value;
  }
};

/** Reads a PNG of 8 bits for each of red, green, blue (and opacity), as our pictures are. */
export const inflatePng = (
  png: Uint8Array,
): { readonly width: number; readonly height: number; readonly has: (colour: string) => boolean } => {
  const bytes = Buffer.from(png);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const channels = bytes[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const row = width * channels;
  const pixels = Buffer.alloc(row * height);
  const colours = new Set<number>();
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x < channels ? 0 : (pixels[at - channels] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - row] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (pixels[at - row - channels] ?? 0);
      pixels[at] = unfiltered(filter, raw[y * (row + 1) + 1 + x] ?? 0, left, above, corner);
    }
    for (let x = 0; x < row; x += channels) colours.add(pixels.readUIntBE(y * row + x, 3));
  }
  return { width, height, has: (colour) => colours.has(Number.parseInt(colour.slice(1), 16)) };
};
