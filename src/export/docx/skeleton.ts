import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
  type IParagraphStyleOptions,
} from 'docx';
import { unzipSync } from 'fflate';
import { A4, CONTENT_WIDTH, MARGIN } from './look.js';

/** Everything of a document but its body. */
export interface Skeleton {
  /** The files in the container by their names, without the document itself. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The document before and after its body. */
  readonly before: string;
  readonly after: string;
}

export interface SkeletonTexts {
  readonly title: string;
  /** At the head of each page but the first. */
  readonly left: string;
  readonly right: string;
  /** Below each page, around the two numbers: `['Page ', ' of ', '']`. */
  readonly page: readonly [before: string, between: string, after: string];
  /** BCP 47. */
  readonly locale: string;
  /** ms */
  readonly madeAt: number;
}

const DOCUMENT = 'word/document.xml';
const STYLES = 'word/styles.xml';
const CORE = 'docProps/core.xml';
/** Stands in the document where the body will be. */
const BODY = 'punchcard-body';

const INK = '212630';
const QUIET = '616873';
const TWIPS = 20;

const at = (points: number): number => Math.round(points * TWIPS);

interface Look {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Points above and below. */
  readonly above?: number;
  readonly below?: number;
  readonly right?: boolean;
  readonly keepNext?: boolean;
}

const style = (id: string, name: string, look: Look): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  next: id,
  quickFormat: true,
  run: { size: look.size * 2, bold: look.bold ?? false, color: look.colour ?? INK },
  paragraph: {
    spacing: { before: at(look.above ?? 0), after: at(look.below ?? 0), line: 240, lineRule: LineRuleType.AUTO },
    ...(look.right === true ? { alignment: AlignmentType.RIGHT } : {}),
    ...(look.keepNext === true ? { keepNext: true } : {}),
  },
});

/** The styles that the body refers to. */
const PARAGRAPH_STYLES: readonly IParagraphStyleOptions[] = [
  style('Fact', 'Fact', { size: 9.5, below: 2 }),
  style('Figure', 'Figure', { size: 14, bold: true, above: 6 }),
  style('Kind', 'Kind of report', { size: 11, colour: QUIET, keepNext: true }),
  style('Cell', 'Table text', { size: 8.5, above: 2, below: 2 }),
  style('CellRight', 'Table number', { size: 8.5, above: 2, below: 2, right: true }),
  style('CellHead', 'Table head', { size: 7.5, colour: QUIET, above: 2, below: 2, keepNext: true }),
  style('CellHeadRight', 'Table head of numbers', { size: 7.5, colour: QUIET, above: 2, below: 2, right: true, keepNext: true }),
  style('Sum', 'Table sum', { size: 8.5, bold: true, above: 2, below: 2 }),
  style('SumRight', 'Table sum of numbers', { size: 8.5, bold: true, above: 2, below: 2, right: true }),
  style('Gap', 'Gap', { size: 6 }),
  style('Text', 'Report text', { size: 9.5, above: 4, below: 4 }),
  style('Closing', 'Closing text', { size: 9.5, above: 4, below: 4, keepNext: true }),
  style('Sign', 'Signature', { size: 8, colour: QUIET, above: 3 }),
];

/** How tables look: docx has no styles of tables. */
const TABLE_STYLE =
  '<w:style w:type="table" w:customStyle="1" w:styleId="Sheet"><w:name w:val="Sheet"/><w:uiPriority w:val="59"/><w:qFormat/>' +
  '<w:tblPr><w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="DBDDE2"/><w:right w:val="nil"/>' +
  '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="DBDDE2"/><w:insideV w:val="nil"/></w:tblBorders>' +
  '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
  '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="737B87"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>';

/** docx makes everything around the body. A table of many rows would take it gigabytes, so the body is written beside it. */
export const skeletonOf = async (texts: SkeletonTexts): Promise<Skeleton> => {
  const quiet = { size: 16, color: QUIET };
  const [before, between, after] = texts.page;
  const document = new Document({
    title: texts.title,
    creator: 'Punchcard',
    lastModifiedBy: 'Punchcard',
    description: '',
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 19, color: INK, language: languageOf(texts.locale) } },
        title: { run: { size: 44, bold: true, color: INK }, paragraph: { spacing: { before: 0, after: at(10) } } },
        heading1: heading(13, 16, 4),
        heading2: heading(10, 8, 3),
        heading3: heading(9, 6, 3),
      },
      paragraphStyles: PARAGRAPH_STYLES,
      characterStyles: [{ id: 'Label', name: 'Label', run: { size: 16, bold: false, color: QUIET } }],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: at(A4.width), height: at(A4.height) },
            margin: {
              left: at(MARGIN.side),
              right: at(MARGIN.side),
              top: at(MARGIN.top),
              bottom: at(MARGIN.bottom),
              header: at(30),
              footer: at(28),
            },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({ children: [] })] }),
          default: new Header({
            children: [
              new Paragraph({
                tabStops: [{ type: TabStopType.RIGHT, position: at(CONTENT_WIDTH) }],
                children: [new TextRun({ ...quiet, text: texts.left }), new TextRun({ ...quiet, children: ['\t', texts.right] })],
              }),
            ],
          }),
        },
        footers: { first: pageNumber(), default: pageNumber() },
        children: [new Paragraph(BODY)],
      },
    ],
  });

  function pageNumber(): Footer {
    const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
    return new Footer({
      children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ ...quiet, children })] })],
    });
  }

  const { [DOCUMENT]: main, [STYLES]: styles, [CORE]: core, ...rest } = unzipSync(await Packer.toBuffer(document));
  if (main === undefined || styles === undefined || core === undefined) throw new Error('docx made a document without its parts');
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const [head, tail] = split(decoder.decode(main));
  const made = new Date(texts.madeAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    before: head,
    after: tail,
    files: {
      ...rest,
      [STYLES]: encoder.encode(decoder.decode(styles).replace('</w:styles>', `${TABLE_STYLE}</w:styles>`)),
      // The moment of the report, and not that of its writing, so that the same report is the same file.
      [CORE]: encoder.encode(decoder.decode(core).replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${made}`)),
    },
  };
};

const heading = (size: number, above: number, below: number) => ({
  run: { size: size * 2, bold: true, color: INK },
  paragraph: { spacing: { before: at(above), after: at(below) }, keepNext: true },
});

/** What stands before and after the paragraph with the placeholder. */
const split = (xml: string): readonly [before: string, after: string] => {
  const mark = xml.indexOf(BODY);
  const start = xml.lastIndexOf('<w:p>', mark);
  const end = xml.indexOf('</w:p>', mark) + '</w:p>'.length;
  if (mark < 0 || start < 0) throw new Error('docx made a document without its body');
  return [xml.slice(0, start), xml.slice(end)];
};

/** Word wants a region, and knows texts from right to left by a language of their own. */
const languageOf = (locale: string) => {
  const full = new Intl.Locale(locale).maximize();
  return { value: `${full.language}-${full.region ?? 'US'}`, bidirectional: 'ar-SA' };
};
