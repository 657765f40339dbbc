/** What a document is made of, for whoever does not see it: headings, paragraphs, tables, a figure (PDF 32000-1, 14.8). */
export interface Tags {
  /** A heading, a paragraph: what `draw` draws. It may go on on another page. */
  block(tag: 'H1' | 'H2' | 'H3' | 'P', draw: () => void): void;
  figure(alt: string, draw: () => void): void;
  table(): TableTags;
  /** What only looks: lines, and what is said a second time. */
  artifact(draw: () => void): void;
  end(): void;
}

export interface TableTags {
  /** The cells of a row one after the other. A cell may be drawn in several parts, on several pages. */
  row(kind: 'TH' | 'TD', cells: number): RowTags;
  end(): void;
}

export interface RowTags {
  cell(nth: number, draw: () => void): void;
  end(): void;
}

/** pdfkit knows `scope`, and its types do not. */
interface CellOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly scope?: 'Column';
}

export const createTags = (doc: PDFKit.PDFDocument): Tags => {
  const root = doc.struct('Document');
  doc.addStructure(root);

  /** pdfkit marks the content of the page that is open. */
  const draw = (tag: string, what: () => void): PDFKit.PDFStructureContent => {
    const content = doc.markStructureContent(tag);
    what();
    doc.endMarkedContent();
    return content;
  };
  const leaf = (tag: string, options: PDFKit.Mixins.StructureElementOptions, what: () => void): void => {
    const element = doc.struct(tag, options);
    root.add(element);
    element.add(draw(tag, what));
    element.end();
  };

  return {
    block: (tag, what) => leaf(tag, {}, what),
    figure: (alt, what) => leaf('Figure', { alt }, what),
    artifact(what) {
      doc.markContent('Artifact', { type: 'Layout' });
      what();
      doc.endMarkedContent();
    },
    table() {
      const table = doc.struct('Table');
      root.add(table);
      return {
        row(kind, cells) {
          const row = doc.struct('TR');
          table.add(row);
          const options: CellOptions = kind === 'TH' ? { scope: 'Column' } : {};
          const elements = Array.from({ length: cells }, () => doc.struct(kind, options));
          for (const element of elements) row.add(element);
          return {
            cell: (nth, what) => void elements[nth]?.add(draw(kind, what)),
            end: () => row.end(),
          };
        },
        end: () => table.end(),
      };
    },
    end: () => root.end(),
  };
};
