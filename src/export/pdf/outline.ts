import type { HeadingLevel } from '../layout/blocks.js';

/** pdfkit knows where on the page a bookmark leads, and its types do not. `left` is measured from the right side. */
interface ItemOptions {
  readonly expanded: boolean;
  readonly left: number;
  readonly top: number;
}

/** Adds bookmarks, each below the last one of a higher level. @returns what adds one to the page that is open; `top` in points from its top */
export const createOutline = (doc: PDFKit.PDFDocument): ((level: HeadingLevel, text: string, top: number) => void) => {
  const path: PDFKit.PDFOutline[] = [doc.outline];
  return (level, text, top) => {
    path.length = Math.min(path.length, level);
    const options: ItemOptions = { expanded: level === 1, left: doc.page.width, top };
    const item = path.at(-1)?.addItem(text, options);
    if (item !== undefined) path.push(item);
  };
};
