import { formatDayRange } from '../../i18n/format.js';
import { createTranslators } from '../../i18n/translators.js';
import { layoutOf, titleOf } from '../layout/layout.js';
import type { ExportFormat, Progress, Report, Sink } from '../report.js';
import { createPaper } from './document.js';
import { createPages } from './pages.js';
import { createPen } from './pen.js';
import { createBlockPrinter } from './print.js';
import { createTags } from './tags.js';

const write = async (report: Report, sink: Sink, progress: Progress): Promise<void> => {
  const { head } = report;
  const t = createTranslators().for(head.locale);
  const title = titleOf(head, t);
  const paper = createPaper(sink, title, head.madeAt, t.locale);
  const pen = createPen(paper);
  const tags = createTags(paper);
  const pages = createPages(paper, pen, tags, {
    left: title,
    right: formatDayRange(head.from, head.to, t),
    number: (page, count) => t('exportdocument.page', { page, pages: count }),
  });
  pages.next();
  const printer = createBlockPrinter(paper, pen, pages, tags);
  let entries = 0;
  const onEntries = (more: number): void => {
    entries += more;
    progress(entries);
  };
  for await (const block of layoutOf(report, t)) {
    // Before the lines to sign, so that whoever signs has read it.
    const { missing } = paper.type;
    if (block.kind === 'signatures' && missing.size > 0) {
      const list = [...missing].slice(0, MISSING_MAX).join(', ') + (missing.size > MISSING_MAX ? ', …' : '');
      const text = t('exportdocument.missing', { list });
      await printer.block({ kind: 'paragraph', isBeforeSignatures: true, text }, onEntries);
    }
    await printer.block(block, onEntries);
  }
  tags.end();
  pages.end();
  await paper.end();
};

/** Characters that are named at the end; nobody reads more of them. */
const MISSING_MAX = 200;

/**
 * Writes a report as a tagged PDF with bookmarks and its own fonts. Pages are handed on as they are finished, and wait for the sink. Whatever people wrote is in it:
 * characters that no font has are shown by their number, and named at the end.
 */
export const pdf: ExportFormat = { write };
