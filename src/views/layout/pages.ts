/** Characters of lines on one page: Discord takes 4,000 of a message, and title and sum are on every page. */
const PAGE_MAX = 3_000;
/** Of one line; nothing that we write is as long. */
const LINE_MAX = 1_500;

/** Lines that are not to be torn apart: the first says what the others are about. */
export type Paragraph = readonly string[];

/**
 * Paragraphs on pages, as few as there may be. One that is too long for a page goes on on the next one, beginning with its first line again.
 */
export const pagesOf = (paragraphs: readonly Paragraph[]): readonly (readonly string[])[] => {
  const pages: string[][] = [];
  let page: string[] = [];
  let size = 0;
  const turn = (): void => {
    if (page.length > 0) pages.push(page);
    page = [];
    size = 0;
  };
  for (const paragraph of paragraphs) {
    const lines = paragraph.map((line) => (line.length > LINE_MAX ? `${line.slice(0, LINE_MAX - 1)}…` : line));
    const [head = '', ...rest] = lines;
    const whole = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > 0 && size + whole > PAGE_MAX) turn();
    page.push(head);
    size += head.length + 1;
    for (const line of rest) {
      if (size + line.length + 1 > PAGE_MAX) {
        turn();
        page.push(head);
        size = head.length + 1;
      }
      page.push(line);
      size += line.length + 1;
    }
  }
  turn();
  return pages.length === 0 ? [[]] : pages;
};
