import PDFDocument from 'pdfkit';
import type { Sink } from '../report.js';
import { NOT_XML } from '../well-formed.js';
import { embedFont, type EmbeddedFont } from './text/embedded-font.js';
import { createFonts, type Weight } from './text/fonts.js';
import { createTypesetter, type Typesetter } from './text/atoms.js';
import { A4, MARGIN } from './look.js';
import { createObjects, type Objects } from './objects.js';
import { createOutlet } from './outlet.js';
import { compressQuickly } from './page-content.js';

/** A PDF that is being written. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly type: Typesetter;
  font(font: number, weight: Weight): EmbeddedFont;
  /** Adds operators to the content of the page that is open. */
  readonly put: (operators: string) => void;
  /** What the page that is open draws with, as it was set by what was put. Nothing is known after something else has drawn. */
  readonly state: { font: string; colour: string };
  readonly objects: Objects;
  /** Gives the page what was put, before pdfkit draws on it. */
  readonly settle: () => void;
  /** Before the next page begins: nothing more is drawn on the one that is open. */
  readonly endPage: () => void;
  /** Hands what is finished to the sink. */
  readonly drain: () => Promise<void>;
  /** Writes the fonts and what else stands at the end. */
  end(): Promise<void>;
}

/** Text of the document's properties. pdfkit puts it into XML as it is, so there it has to be escaped, and elsewhere it must not be. */
class Property extends String {
  override toString(): string {
    return this.valueOf().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** @param title as it is shown in the title of a window @param madeAt ms @param locale BCP 47 */
export const createPaper = (sink: Sink, title: string, madeAt: number, locale: string): Paper => {
  const info = {
    Title: title.replace(NOT_XML, '\uFFFD'),
    Creator: 'Punchcard',
    Producer: 'Punchcard',
    CreationDate: new Date(madeAt),
  };
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: MARGIN,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: locale,
    info,
  });
  Object.assign(doc.info, { Title: new Property(info.Title) });
  const fonts = createFonts();
  const embedded = new Map<string, EmbeddedFont>();
  const font = (number: number, weight: Weight): EmbeddedFont => {
    const key = `${number} ${weight}`;
    let made = embedded.get(key);
    if (made === undefined) {
      made = embedFont(doc, fonts.open(number, weight), `F${embedded.size + 1}`);
      embedded.set(key, made);
    }
    return made;
  };
  const out = createOutlet(sink);
  // pdfkit writes some bytes at a time, and a stream keeps a record of each. What it has written so far is the beginning of the file.
  doc.push = (bytes: unknown) => {
    if (bytes instanceof Uint8Array) out.take(bytes);
    return true;
  };
  const earlier: unknown = doc.read();
  if (earlier instanceof Uint8Array) out.take(earlier);
  const objects = createObjects(doc, out);
  const state = { font: '', colour: '' };
  let held = '';
  const settle = (): void => {
    if (held !== '') doc.page.write(Buffer.from(held, 'latin1'));
    held = '';
    state.font = '';
    state.colour = '';
  };
  const endPage = (): void => {
    settle();
    compressQuickly(doc.page.content);
  };
  return {
    doc,
    type: createTypesetter(fonts, font),
    font,
    state,
    objects,
    put(operators) {
      held += `${operators}\n`;
    },
    settle,
    endPage,
    drain: out.drain,
    async end() {
      endPage();
      doc.flushPages();
      for (const each of embedded.values()) {
        each.end();
        await out.drain();
      }
      doc.end();
      await out.finish();
    },
  };
};
