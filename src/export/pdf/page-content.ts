import { deflateSync } from 'node:zlib';

/** What of a stream of pdfkit its types do not tell: what was written, and whether it is to be compressed when it ends. */
interface Insides {
  buffer: Uint8Array[];
  compress: boolean;
}

const hasInsides = (stream: object): stream is Insides =>
  'buffer' in stream && Array.isArray(stream.buffer) && 'compress' in stream && typeof stream.compress === 'boolean';

/** pdfkit takes level 6, which takes twice as long for a tenth less; a page is the smaller part of a report, beside the structure. */
const LEVEL = 3;

/** Compresses what is on a page, just before it ends, so that pdfkit does not. Nothing may be written on it afterwards. */
export const compressQuickly = (content: object): void => {
  if (!hasInsides(content)) throw new TypeError('pdfkit keeps the content of a page in another way now');
  if (!content.compress || content.buffer.length === 0) return;
  content.buffer = [deflateSync(Buffer.concat(content.buffer), { level: LEVEL })];
  content.compress = false;
};
