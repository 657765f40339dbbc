import type { Paper } from './document.js';
import { utf16Hex } from './text/embedded-font.js';
import { Verbatim } from './verbatim.js';

/** What a document is made of, for whoever does not see it: headings, paragraphs, tables, a figure (PDF 32000-1, 14.7 and 14.8). */
export interface Tags {
  /** A heading, a paragraph: what `draw` draws. `actual`: what it says, where what is drawn does not tell it. */
  block(tag: 'H1' | 'H2' | 'H3' | 'P', draw: () => void, actual?: string | null): void;
  figure(alt: string, draw: () => void): void;
  table(): TableTags;
  /** What only looks: lines, and what is said a second time. */
  artifact(draw: () => void, kind?: 'Layout' | 'Pagination'): void;
  /** A page has begun; the one before it is whole. */
  page(): void;
  end(): void;
}

export interface TableTags {
  /**
   * The cells of a row one after the other. A cell may be drawn in several parts, on several pages.
   * @param actual what each of them says, where what is drawn does not tell it
   */
  row(kind: 'TH' | 'TD', actual: readonly (string | null)[]): RowTags;
  end(): void;
}

export interface RowTags {
  cell(nth: number, draw: () => void): void;
  end(): void;
}

/** Something drawn: the number of the page's object, and its own number on that page. */
interface Content {
  readonly page: number;
  readonly mcid: number;
}

const to = (id: number): string => `${id} 0 R`;
const textString = (text: string): string => `<feff${utf16Hex(text)}>`;

/**
 * Writes the elements of the structure itself. pdfkit can do so too, and keeps an object in memory for every cell until the end, which comes to 80 MB for ten thousand
 * rows; here a row is written when it ends, and what is left of it is a number.
 */
export const createTags = ({ doc, put, objects }: Paper): Tags => {
  const root = doc.getStructTreeRoot();
  const children: number[] = [];
  /** Elements of what is drawn on the page that is open, by their numbers there, and where those of the pages before it are. */
  let onPage: number[] = [];
  let isOpen = false;
  const parents: string[] = [];

  const allocate = (count = 1): number => objects.allocate(count);
  const write = (id: number, text: string): void => objects.write(id, text);
  const document = allocate();
  const endPage = (): void => {
    if (!isOpen) return;
    const list = allocate();
    write(list, `[${onPage.map(to).join(' ')}]`);
    parents.push(`${parents.length} ${to(list)}`);
    onPage = [];
  };

  const draw = (tag: string, owner: number, what: () => void): Content => {
    const mcid = onPage.push(owner) - 1;
    put(`/${tag} <</MCID ${mcid}>> BDC`);
    what();
    put('EMC');
    return { page: doc.page.dictionary.id, mcid };
  };
  /** What of an element is drawn, as its entries. */
  const kids = (contents: readonly Content[]): string => {
    const [first] = contents;
    if (first === undefined) return '';
    if (contents.length === 1) return `/Pg ${to(first.page)}/K ${first.mcid}`;
    const all = contents.map(({ page, mcid }) =>
      page === first.page ? String(mcid) : `<</Type/MCR/Pg ${to(page)}/MCID ${mcid}>>`,
    );
    return `/Pg ${to(first.page)}/K[${all.join(' ')}]`;
  };
  const leaf = (tag: string, more: string, what: () => void): void => {
    const element = allocate();
    children.push(element);
    const content = draw(tag, element, what);
    write(element, `<</S/${tag}/P ${to(document)}${more}${kids([content])}>>`);
  };
  const actualText = (text: string | null): string => (text === null ? '' : `/ActualText ${textString(text)}`);

  return {
    block: (tag, what, actual = null) => leaf(tag, actualText(actual), what),
    figure: (alt, what) => leaf('Figure', `/Alt ${textString(alt)}`, what),
    artifact(what, kind = 'Layout') {
      put(`/Artifact <</Type /${kind}>> BDC`);
      what();
      put('EMC');
    },
    page() {
      endPage();
      isOpen = true;
      Object.assign(doc.page.dictionary.data, { StructParents: parents.length, Tabs: 'S' });
    },
    table() {
      const table = allocate();
      children.push(table);
      const rows: number[] = [];
      return {
        row(kind, actual) {
          // The elements of its cells have the numbers after its own.
          const row = allocate(1 + actual.length);
          rows.push(row);
          const beginning = `<</S/${kind}/P ${to(row)}${kind === 'TH' ? '/A<</O/Table/Scope/Column>>' : ''}`;
          /** What of each cell was drawn so far; nothing of an empty one. */
          const drawn: (Content[] | undefined)[] = [];
          return {
            cell(nth, what) {
              const content = draw(kind, row + 1 + nth, what);
              const before = drawn[nth];
              if (before === undefined) drawn[nth] = [content];
              else before.push(content);
            },
            end() {
              let ids = '';
              for (let nth = 0; nth < actual.length; nth += 1) {
                const element = row + 1 + nth;
                const contents = drawn[nth];
                const said = actualText(actual[nth] ?? null);
                write(element, `${beginning}${said}${contents === undefined ? '' : kids(contents)}>>`);
                ids += nth === 0 ? to(element) : ` ${to(element)}`;
              }
              write(row, `<</S/TR/P ${to(table)}/K[${ids}]>>`);
            },
          };
        },
        end: () => write(table, `<</S/Table/P ${to(document)}/K[${rows.map(to).join(' ')}]>>`),
      };
    },
    end() {
      endPage();
      write(document, `<</S/Document/P ${to(root.id)}/K[${children.map(to).join(' ')}]>>`);
      const tree = allocate();
      write(tree, `<</Nums[${parents.join('\n')}]>>`);
      // pdfkit writes texts as names, unless they are objects.
      Object.assign(root.data, {
        K: new Verbatim(to(document)),
        ParentTree: new Verbatim(to(tree)),
        ParentTreeNextKey: parents.length,
      });
    },
  };
};
