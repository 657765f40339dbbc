import { ButtonStyle } from 'discord-api-types/v10';
import { CELL_MS, type Cell, type DayBar } from '../../domain/day-bar.js';
import { formatClock, formatDay, formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { entryRow, type ListedEntry } from '../entries/entry-list.js';
import { buttons, container, sections, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, pageButton, type LayoutView } from '../message.js';
import { shareText, streakText, type Share, type ShownStreak } from '../status-card.js';
import { categoryLabel, fitLines, timestamp, type CategoryLook } from '../text.js';

export interface PersonalModel {
  readonly bar: DayBar;
  /** IANA name of the zone of the days. */
  readonly zone: string;
  /** What runs; null when nothing does. Moments in ms. */
  readonly active: { readonly category: CategoryLook; readonly since: number; readonly pausedSince: number | null } | null;
  /** Effective time of the day and the week, what runs included, ms; null when it could not be read. */
  readonly totals: { readonly today: number; readonly week: number; readonly shares: readonly Share[] } | null;
  /** Days in a row; null when they could not be read. */
  readonly streak?: ShownStreak | null;
  /** The last ones, newest first. */
  readonly entries: readonly ListedEntry[];
  /** Moment of the model, ms. */
  readonly now: number;
  /** Custom ids. */
  readonly controls: {
    readonly clockIn: string | null;
    readonly pause: string | null;
    readonly clockOut: string | null;
    readonly refresh: string;
    /** Address of the web page; null or left out: nobody reaches one. */
    readonly page?: string | null;
  };
}

const SIGNS: Readonly<Record<Cell, string>> = { worked: '█', break: '▒', nothing: '·', ahead: ' ' };
/** Twelve hours. */
const ROW = 24;
const SHARES_CHARACTERS = 900;

/** The bar in rows of twelve hours, each behind the time at which it begins. */
export const barText = ({ start, cells }: DayBar, zone: string, t: Translator): string => {
  const rows = Array.from({ length: Math.ceil(cells.length / ROW) }, (_, row) => ({
    label: formatClock(start + row * ROW * CELL_MS, zone, t),
    signs: cells.slice(row * ROW, (row + 1) * ROW).map((cell) => SIGNS[cell]),
  }));
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, signs }) => `${label.padStart(width)} ${signs.join('')}`.trimEnd());
  return ['```', ...lines, '```'].join('\n');
};

const activeText = ({ active }: PersonalModel, t: Translator): string => {
  if (active === null) return t('dashboards.personal.off');
  const { category, since, pausedSince } = active;
  return pausedSince === null
    ? t('dashboards.personal.on', { category: categoryLabel(category), since: timestamp(since, 'R') })
    : t('dashboards.personal.paused', { category: categoryLabel(category), since: timestamp(pausedSince, 'R') });
};

const weekOf = ({ totals, streak = null }: PersonalModel, t: Translator): readonly Block[] => {
  if (totals === null) return [text(t('session.summary.totalsUnknown'))];
  const lines = totals.shares.map((share) => shareText(share, t));
  const head = `**${t('dashboards.personal.week')}** · ${formatDuration(totals.week, t)}`;
  const inARow = streakText(streak, t);
  return [
    text(
      [
        head,
        ...(inARow === null ? [] : [inARow]),
        ...(lines.length === 0 ? [] : [fitLines(lines, SHARES_CHARACTERS, (n) => t('common.more', { n }))]),
      ].join('\n'),
    ),
  ];
};

/** One's own day, week and last entries; only for the member. */
export const personalDashboard = (model: PersonalModel, t: Translator): LayoutView => {
  const { bar, zone, active, totals, entries, now, controls } = model;
  const today = totals === null ? '' : ` · ${formatDuration(totals.today, t)}`;
  const paused = active !== null && active.pausedSince !== null;
  const { Success, Primary, Danger, Secondary } = ButtonStyle;
  const some = (id: string | null, label: string, style: ButtonStyle.Success | ButtonStyle.Primary | ButtonStyle.Danger) =>
    id === null ? [] : [button(id, label, style)];
  return layout(
    [
      container(
        [
          text(`## ${t('dashboards.personal.title')}\n${activeText(model, t)}`),
          text(`**${formatDay(bar.day, t)}**${today}\n${barText(bar, zone, t)}-# ${t('dashboards.personal.legend')}`),
          separator(),
          ...weekOf(model, t),
          separator(),
          text(`**${t('dashboards.personal.last')}**${entries.length === 0 ? `\n${t('entries.list.empty')}` : ''}`),
          ...(entries.length === 0 ? [] : [sections(entries.map((entry) => entryRow(entry, now, t)))]),
          ...buttons([
            ...some(controls.clockIn, t('dashboards.buttons.clockIn'), Success),
            ...some(controls.pause, t(paused ? 'session.buttons.resume' : 'session.buttons.pause'), Primary),
            ...some(controls.clockOut, t('dashboards.buttons.clockOut'), Danger),
            button(controls.refresh, t('dashboards.buttons.refresh'), Secondary),
            ...pageButton(controls.page, t),
          ]),
        ],
        active === null ? COLOUR.off : paused ? COLOUR.paused : (active.category.colour ?? COLOUR.running),
      ),
    ],
    t,
  );
};
