import { formatDayRange } from '../../i18n/format.js';
import { createTranslators } from '../../i18n/translators.js';
import type { BarChart, Block } from '../layout/blocks.js';
import { chartIn, layoutOf, titleOf } from '../layout/layout.js';
import type { ExportFormat, Progress, Report, Sink } from '../report.js';
import { createContainer } from '../zip-container.js';
import { announceChart, CHART_PATH, chartParagraph, chartXml } from './chart.js';
import { CONTENT_WIDTH } from './look.js';
import { skeletonOf, type Skeleton } from './skeleton.js';
import { tableWriter, type TableWriter } from './table.js';
import { paragraph, tabbed } from './xml.js';

/** Stands in a text where the two numbers of a page will be. */
const MARK = '\uE000';

const write = async (report: Report, sink: Sink, progress: Progress): Promise<void> => {
  const { head } = report;
  const t = createTranslators().for(head.locale);
  const title = titleOf(head, t);
  const [before = '', between = '', after = ''] = t('exportdocument.page', { page: MARK, pages: MARK }).split(MARK);
  const skeleton = await skeletonOf({
    title,
    left: title,
    right: formatDayRange(head.from, head.to, t),
    page: [before, between, after],
    locale: t.locale,
    madeAt: head.madeAt,
  });
  const container = createContainer(sink, head.madeAt);
  const chart = chartIn(report, t);
  const files = chart === null ? skeleton.files : withChart(skeleton.files, chart);
  for (const [name, content] of Object.entries(files)) await container.file(name, content);
  const document = container.open('word/document.xml');
  document.add(skeleton.before);
  let table: TableWriter | null = null;
  let entries = 0;
  for await (const block of layoutOf(report, t)) {
    if (block.kind === 'table') {
      table = tableWriter(block.name, block.columns);
      document.add(table.begin);
    } else if (block.kind === 'rows') {
      for (const row of block.rows) {
        if (table !== null) document.add(table.row(row));
        entries += row.entries;
        progress(entries);
        if (document.isFull) await document.drain();
      }
    } else if (block.kind === 'end-table') {
      if (table !== null) document.add(table.end);
      table = null;
    } else {
      document.add(bodyOf(block));
    }
    if (document.isFull) await document.drain();
  }
  document.add(skeleton.after);
  await document.end();
  await container.end();
};

/** The parts of the document with the chart among them. */
const withChart = (files: Skeleton['files'], chart: BarChart): Skeleton['files'] => {
  const [TYPES, RELATIONS] = ['[Content_Types].xml', 'word/_rels/document.xml.rels'] as const;
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  const [types, relations] = announceChart(text(TYPES), text(RELATIONS));
  return {
    ...files,
    [TYPES]: Buffer.from(types),
    [RELATIONS]: Buffer.from(relations),
    [CHART_PATH]: Buffer.from(chartXml(chart)),
  };
};

type Still = Exclude<Block, { readonly kind: 'table' | 'rows' | 'end-table' }>;

const bodyOf = (block: Still): string => {
  switch (block.kind) {
    case 'title':
      return paragraph('Kind', block.title) + paragraph('Title', block.name);
    case 'facts':
      return block.facts
        .map(({ label, text }) =>
          tabbed('Fact', [
            ['Label', label],
            ['', text],
          ]),
        )
        .join('');
    case 'figures':
      return (
        block.figures
          .map(({ label, text, more }) =>
            tabbed('Figure', [
              ['Label', label],
              ['', text],
              ['Label', more],
            ]),
          )
          .join('') + paragraph('Gap', '')
      );
    case 'heading':
      return paragraph(`Heading${block.level}`, block.text);
    case 'paragraph':
      return paragraph(block.isBeforeSignatures === true ? 'Closing' : 'Text', block.text);
    case 'chart':
      return chartParagraph(block.chart);
    case 'signatures':
      return signatures(block.labels);
  }
};

/** What is below a line begins where the line does. */
const NO_MARGINS = `<w:tblCellMar>${['left', 'right'].map((side) => `<w:${side} w:w="0" w:type="dxa"/>`).join('')}</w:tblCellMar>`;

/** Lines to sign, side by side. */
const signatures = (labels: readonly string[]): string => {
  const gap = 36;
  const width = Math.round(((CONTENT_WIDTH - gap * (labels.length - 1)) / labels.length) * 20);
  const widths = labels.flatMap((_, nth) => (nth === 0 ? [width] : [gap * 20, width]));
  const cells = labels.flatMap((label, nth) => {
    const line = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="737B87"/></w:tcBorders>';
    const own = `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${line}</w:tcPr>${paragraph('Sign', label)}</w:tc>`;
    const free = `<w:tc><w:tcPr><w:tcW w:w="${gap * 20}" w:type="dxa"/></w:tcPr>${paragraph('Sign', '')}</w:tc>`;
    return nth === 0 ? [own] : [free, own];
  });
  const grid = widths.map((each) => `<w:gridCol w:w="${each}"/>`).join('');
  return (
    '<w:p><w:pPr><w:pStyle w:val="Text"/><w:keepNext/><w:spacing w:before="700"/></w:pPr></w:p>' +
    `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>${NO_MARGINS}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>` +
    `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr></w:tbl>${paragraph('Gap', '')}`
  );
};

/**
 * Writes a report as a Word document: headings, tables whose heads are repeated on each page, numbers of pages. Its body is written row by row, so that its length
 * costs no memory.
 */
export const docx: ExportFormat = { write };
