import { A4, BOTTOM, CONTENT_WIDTH, HAIRLINE, MARGIN, STYLES, TOP } from './look.js';
import type { Paper } from './document.js';
import { entriesOf, textOf, widthOf, type Pen } from './pen.js';
import type { Tags } from './tags.js';

/** The pages of a document, one after the other. Each is handed on as soon as the next one begins. */
export interface Pages {
  /** Where the next thing stands, points from the top of the page. */
  y: number;
  /** Is there room for so many points below `y`? */
  fits(height: number): boolean;
  next(): void;
  /** Begins a page unless there is room. @returns whether it did */
  need(height: number): boolean;
  /** Writes how many pages there are. Nothing may follow but the end of the document. */
  end(): void;
}

export interface PageTexts {
  /** At the head of every page but the first. */
  readonly left: string;
  readonly right: string;
  /** Below every page; `pages` is a placeholder of this text. */
  readonly number: (page: number, pages: string) => string;
}

/** Stands in a text where the number of pages will be. */
const PAGES = '\u0001';
/** Its name among what a page draws. */
const COUNT = 'PageCount';

/**
 * How many pages there are is known when the last one is written, and by then the others are gone. So each of them draws one and the same object, and that is written at
 * the end.
 */
export const createPages = (paper: Paper, pen: Pen, tags: Tags, texts: PageTexts): Pages => {
  const { doc, put, endPage } = paper;
  const count = doc.ref({});
  let page = 0;

  const numberLine = (): void => {
    const [before = '', after = ''] = texts.number(page, PAGES).split(PAGES);
    const line = pen.lines(before, STYLES.page, CONTENT_WIDTH)[0];
    if (line === undefined) return;
    // The space before the number is at the end of a line, where none is drawn.
    const space = before.endsWith(' ') ? STYLES.page.size * 0.26 : 0;
    // Half of what stands before it, and half of a number of two digits.
    const middle = (A4.width + widthOf(line, STYLES.page) + space) / 2 - STYLES.page.size * 0.57 - after.length * 2;
    const top = BOTTOM + 22;
    pen.writeTo(line, middle - space, top, STYLES.page);
    entriesOf(doc.page.xobjects)[COUNT] = count;
    put(`q 1 0 0 1 ${middle.toFixed(2)} ${top.toFixed(2)} cm /${COUNT} Do Q`);
  };

  const head = (): void => {
    const [left] = pen.lines(texts.left, STYLES.page, CONTENT_WIDTH * 0.6);
    const [right] = pen.lines(texts.right, STYLES.page, CONTENT_WIDTH * 0.38);
    if (left !== undefined) pen.write(left, MARGIN, MARGIN - 12, STYLES.page);
    if (right !== undefined) pen.writeTo(right, MARGIN + CONTENT_WIDTH, MARGIN - 12, STYLES.page);
    pen.rule(MARGIN, MARGIN + 4, CONTENT_WIDTH, 0.5, HAIRLINE);
  };

  const pages: Pages = {
    y: TOP,
    fits: (height) => pages.y + height <= BOTTOM,
    next() {
      if (page > 0) endPage();
      doc.addPage();
      tags.page();
      page += 1;
      pages.y = page === 1 ? MARGIN : TOP;
      tags.artifact(() => {
        if (page > 1) head();
        numberLine();
      }, 'Pagination');
    },
    need(height) {
      if (pages.fits(height)) return false;
      pages.next();
      return true;
    },
    end() {
      const [, after = ''] = texts.number(page, PAGES).split(PAGES);
      const [line] = pen.lines(`${page}${after}`, STYLES.page, CONTENT_WIDTH);
      const atoms = line?.atoms ?? [];
      const width = line === undefined ? 0 : widthOf(line, STYLES.page);
      Object.assign(count.data, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, -5, width + 5, STYLES.page.leading + 5],
        Resources: { Font: Object.fromEntries(atoms.map(({ atom: { font } }) => [font.name, font.reference])) },
      });
      const baseline = STYLES.page.leading / 2 + STYLES.page.size * 0.35;
      count.end(line === undefined ? ' ' : textOf(line, 0, baseline, STYLES.page));
    },
  };
  return pages;
};
