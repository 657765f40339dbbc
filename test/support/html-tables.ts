/** A cell of a table: its text with single spaces, and the number that LibreOffice says it holds; NaN where it is text. */
export interface HtmlCell {
  readonly text: string;
  readonly value: number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The text of HTML as people see it, in one line. */
export const htmlText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9a-fA-F]+);/g, (_all, hex: string, code: string) =>
      String.fromCodePoint(parseInt(code, hex === '' ? 10 : 16)),
    )
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(/\s+/g, ' ')
    .trim();

/** The rows of all tables of a page in their order, as mammoth and LibreOffice write them. Tables within tables are not meant. */
export const tableRows = (html: string): readonly (readonly HtmlCell[])[] =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t([dh])([^>]*)>(.*?)<\/t\1>/gs)].map(([, , attributes = '', content = '']) => ({
      text: htmlText(content),
      value: Number(/sdval="([^"]*)"/.exec(attributes)?.[1] ?? NaN),
    })),
  );
