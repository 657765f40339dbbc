import type { Block, Fact, Figure, HeadingLevel } from '../layout/blocks.js';
import type { Paper } from './document.js';
import { CHART_HEIGHT, drawChart } from './chart.js';
import { CONTENT_WIDTH, HAIRLINE, MARGIN, RULE, STYLES, type Style } from './look.js';
import { createOutline } from './outline.js';
import type { Pages } from './pages.js';
import type { Pen } from './pen.js';
import { printTable, TABLE_BEGINNING, type TablePrinter } from './table.js';
import type { Tags } from './tags.js';

/** Columns of facts, and of lines to sign. */
const SIGNATURE_GAP = 36;
const SIGNATURE_ROOM = 74;
const FACT_LABEL = 92;

const HEADINGS = { 1: STYLES.heading1, 2: STYLES.heading2, 3: STYLES.heading3 } as const;
/** Free above a heading, unless it begins a page. */
const ABOVE = { 1: 12, 2: 6, 3: 4 } as const;

/** Rows after which what is written is handed on, so that no page waits for those after it. */
const ROWS_HELD = 60;

export interface BlockPrinter {
  block(block: Block, onEntries: (entries: number) => void): Promise<void>;
}

export const createBlockPrinter = (paper: Paper, pen: Pen, pages: Pages, tags: Tags): BlockPrinter => {
  const bookmark = createOutline(paper.doc);
  let table: TablePrinter | null = null;

  const paragraph = (tag: 'H1' | 'H2' | 'H3' | 'P', text: string, style: Style): void => {
    for (const [nth, line] of pen.lines(text, style, CONTENT_WIDTH).entries()) {
      pages.need(style.leading);
      // Each line is a part of its own only where the page ends; usually there is one.
      tags.block(nth === 0 ? tag : 'P', () => pen.write(line, MARGIN, pages.y, style));
      pages.y += style.leading;
    }
  };

  const facts = (all: readonly Fact[]): void => {
    for (const { label, text } of all) {
      const lines = pen.lines(text, STYLES.body, CONTENT_WIDTH - FACT_LABEL);
      const [name] = pen.lines(label, STYLES.label, FACT_LABEL - 8);
      tags.block('P', () => {
        if (name !== undefined) pen.write(name, MARGIN, pages.y + 1, STYLES.label);
        for (const [at, line] of lines.entries()) {
          pen.write(line, MARGIN + FACT_LABEL, pages.y + at * STYLES.body.leading, STYLES.body);
        }
      });
      pages.y += lines.length * STYLES.body.leading + 2;
    }
    pages.y += 10;
  };

  const figures = (all: readonly Figure[]): void => {
    const slot = CONTENT_WIDTH / 3;
    tags.artifact(() => pen.rule(MARGIN, pages.y, CONTENT_WIDTH, 0.7, RULE));
    pages.y += 10;
    for (const [nth, { label, text, more }] of all.entries()) {
      const parts: readonly (readonly [string, Style, number])[] = [
        [label, STYLES.label, 0],
        [text, STYLES.figure, STYLES.label.leading],
        [more, STYLES.label, STYLES.label.leading + STYLES.figure.leading],
      ];
      tags.block('P', () => {
        for (const [part, style, below] of parts) {
          const [line] = pen.lines(part, style, slot - 10);
          if (line !== undefined) pen.write(line, MARGIN + nth * slot, pages.y + below, style);
        }
      });
    }
    pages.y += STYLES.label.leading * 2 + STYLES.figure.leading + 10;
    tags.artifact(() => pen.rule(MARGIN, pages.y, CONTENT_WIDTH, 0.5, HAIRLINE));
    pages.y += 14;
  };

  const heading = (level: HeadingLevel, text: string): void => {
    const style = HEADINGS[level];
    pages.y += ABOVE[level];
    pages.need(style.leading + TABLE_BEGINNING);
    bookmark(level, text, pages.y - 4);
    paragraph(`H${level}`, text, style);
    pages.y += 3;
  };

  const signatures = (labels: readonly string[]): void => {
    pages.need(SIGNATURE_ROOM);
    pages.y += 44;
    const width = (CONTENT_WIDTH - SIGNATURE_GAP * (labels.length - 1)) / labels.length;
    for (const [nth, label] of labels.entries()) {
      const x = MARGIN + nth * (width + SIGNATURE_GAP);
      tags.artifact(() => pen.rule(x, pages.y, width, 0.7, RULE));
      const [line] = pen.lines(label, STYLES.label, width);
      if (line !== undefined) tags.block('P', () => pen.write(line, x, pages.y + 4, STYLES.label));
    }
    pages.y += SIGNATURE_ROOM - 44;
  };

  const print = (block: Exclude<Block, { readonly kind: 'rows' }>): void => {
    switch (block.kind) {
      case 'title':
        paragraph('P', block.title, STYLES.kind);
        paragraph('H1', block.name, STYLES.title);
        pages.y += 10;
        return;
      case 'facts':
        facts(block.facts);
        return;
      case 'figures':
        figures(block.figures);
        return;
      case 'heading':
        heading(block.level, block.text);
        return;
      case 'paragraph':
        if (block.isBeforeSignatures === true) pages.need(STYLES.body.leading + 6 + SIGNATURE_ROOM);
        paragraph('P', block.text, STYLES.body);
        pages.y += 6;
        return;
      case 'chart':
        pages.need(CHART_HEIGHT);
        tags.figure(block.chart.alt, () => drawChart(paper, pen, block.chart, pages.y));
        pages.y += CHART_HEIGHT;
        return;
      case 'table':
        table = printTable(block.columns, pen, pages, tags);
        return;
      case 'end-table':
        table?.end();
        table = null;
        return;
      case 'signatures':
        signatures(block.labels);
        return;
    }
  };

  return {
    async block(block, onEntries) {
      if (block.kind !== 'rows') {
        print(block);
        await paper.drain();
        return;
      }
      for (const [nth, row] of block.rows.entries()) {
        table?.row(row);
        onEntries(row.entries);
        if (nth % ROWS_HELD === ROWS_HELD - 1) await paper.drain();
      }
      await paper.drain();
    },
  };
};
