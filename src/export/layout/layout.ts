import { formatDay, formatDayRange, formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import type { Report, ReportHead } from '../report.js';
import type { BarChart, Block, Fact, Figure } from './blocks.js';
import { chartOf } from './chart.js';
import { entriesOf } from './entries.js';
import type { Desk } from './desk.js';
import { createPrinter } from './print.js';
import { categoryTable, dayTables, memberTable, weekTable } from './tables.js';

/** What a report is called: of the window of who reads it, and of its bookmarks. */
export const titleOf = ({ about, space }: ReportHead, t: Translator): string =>
  t('exportdocument.of', { title: t('exportdocument.title'), name: about.kind === 'member' ? about.name : space.name });

/** The chart of a report; null where it has none. */
export const chartIn = (report: Report, t: Translator): BarChart | null =>
  report.head.entries === 0 ? null : chartOf({ report, t, print: createPrinter(t, report.head.rounding) });

/**
 * A report as it is printed, block by block: who and when, the sums, a chart, what its detail asks for, and at the end the number of its entries and the lines to
 * sign. It computes no total of its own: whatever is printed is the model's.
 */
export async function* layoutOf(report: Report, t: Translator): AsyncGenerator<Block> {
  const { head, sums } = report;
  const desk: Desk = { report, t, print: createPrinter(t, head.rounding) };
  yield {
    kind: 'title',
    title: t('exportdocument.title'),
    name: head.about.kind === 'member' ? head.about.name : head.space.name,
  };
  yield { kind: 'facts', facts: factsOf(desk) };
  yield { kind: 'figures', figures: figuresOf(desk) };
  if (head.entries > 0) {
    const chart = chartIn(report, t);
    if (chart !== null) yield { kind: 'chart', chart };
    yield* categoryTable(desk);
    if (head.about.kind === 'members') yield* memberTable(desk);
    if (head.detail !== 'entries' && sums.weeks.length > 1) yield* weekTable(desk);
    if (head.detail === 'days') yield* dayTables(desk);
    if (head.detail === 'entries') yield* entriesOf(desk);
  }
  yield {
    kind: 'paragraph',
    isBeforeSignatures: true,
    text: head.entries === 0 ? t('exportdocument.empty') : t('exportdocument.entries', { count: head.entries }),
  };
  yield { kind: 'signatures', labels: [t('exportdocument.signature.own'), t('exportdocument.signature.approved')] };
}

const factsOf = ({ report: { head }, t, print }: Desk): readonly Fact[] => {
  const { about, counting } = head;
  const clock = print.clock(counting.dayStart * 60_000, 'UTC');
  const zone = counting.dayStart === 0 ? counting.zone : t('exportdocument.facts.zoneFrom', { zone: counting.zone, clock });
  const period = head.from === head.to ? formatDay(head.from, t) : formatDayRange(head.from, head.to, t);
  return [
    about.kind === 'member'
      ? { label: t('exportdocument.facts.server'), text: head.space.name }
      : { label: t('exportdocument.facts.members'), text: String(about.count) },
    { label: t('exportdocument.facts.period'), text: period },
    ...(head.category === null ? [] : [{ label: t('exportdocument.facts.category'), text: head.category }]),
    { label: t('exportdocument.facts.zone'), text: zone },
    { label: t('exportdocument.facts.rounding'), text: roundingText(head, t) },
    { label: t('exportdocument.facts.made'), text: print.moment(head.madeAt, counting.zone) },
  ];
};

const roundingText = ({ rounding }: ReportHead, t: Translator): string =>
  rounding === null
    ? t('exportdocument.rounding.none')
    : t(`exportdocument.rounding.${rounding.of}.${rounding.mode}`, { step: formatDuration(rounding.stepMs, t) });

const figuresOf = ({ report: { sums }, t, print }: Desk): readonly Figure[] => {
  const total = {
    label: t('exportdocument.figures.total'),
    text: print.amount(sums.total),
    more: t('exportdocument.figures.decimal', { hours: print.decimal(sums.total) }),
  };
  if (sums.target === null) return [total];
  const more = t('exportdocument.figures.targetMore');
  return [
    total,
    { label: t('exportdocument.figures.target'), text: print.length(sums.target.ms), more },
    {
      label: t('exportdocument.figures.difference'),
      text: print.length(sums.target.differenceMs),
      more: t('exportdocument.figures.worked', { worked: print.length(sums.target.workedMs) }),
    },
  ];
};
