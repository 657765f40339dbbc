import type { Outlet } from './outlet.js';

/** What of pdfkit its types do not tell: where in the file the next object begins, where each of them began, and how it writes. */
interface Insides {
  _offset: number;
  _offsets: (number | null)[];
  _write: (content: Uint8Array | string) => void;
}

const hasInsides = (doc: object): doc is Insides =>
  '_offset' in doc && typeof doc._offset === 'number' && '_offsets' in doc && Array.isArray(doc._offsets) && '_write' in doc;

/** Objects that are written as they stand. */
export interface Objects {
  /** The first number of so many objects that are written later; the others follow it. */
  allocate(count: number): number;
  /** @param text of ASCII: what stands between `obj` and `endobj` */
  write(id: number, text: string): void;
}

/**
 * Lets pdfkit write by way of `out`, and objects of ours beside its own. There is an object for each cell of a table: pdfkit keeps some hundred bytes for each until it is
 * written, and makes an array of bytes of every line.
 */
export const createObjects = (doc: PDFKit.PDFDocument, out: Outlet): Objects => {
  const insides: object = doc;
  if (!hasInsides(insides)) throw new TypeError('pdfkit writes in another way now');
  const write = (text: string): void => {
    out.takeText(text);
    insides._offset += text.length;
  };
  insides._write = (content) => {
    if (typeof content === 'string') {
      write(`${content}\n`);
      return;
    }
    out.take(content);
    insides._offset += content.length;
  };
  return {
    allocate(count) {
      const first = insides._offsets.length + 1;
      for (let nth = 0; nth < count; nth += 1) insides._offsets.push(null);
      return first;
    },
    write(id, text) {
      insides._offsets[id - 1] = insides._offset;
      write(`${id} 0 obj\n${text}\nendobj\n`);
    },
  };
};
