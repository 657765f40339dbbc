import { ButtonStyle } from 'discord-api-types/v10';
import type { Week } from '../../domain/week.js';
import { formatDay, formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, type CategoryLook } from '../text.js';
import { doneText, leftText, progressBar, type Progress } from './progress.js';
import { weekDays, weekName } from './week-text.js';

export interface TargetRow extends Progress {
  readonly category: CategoryLook;
  /** The change that is planned for a later week, its first day as `yyyymmdd`; `minutes` null: no target any more. */
  readonly next: { readonly from: string; readonly minutes: number | null } | null;
}

export interface TargetsModel {
  readonly week: Week;
  /** The week that it is. */
  readonly present: Week;
  /** Those that have a target in this week, largest first. */
  readonly rows: readonly TargetRow[];
  /** What was just done, already translated and safe to show; null when nothing was. */
  readonly done: string | null;
  /** Custom ids of the buttons that lead to other weeks; null where there is none. */
  readonly turning: { readonly earlier: string | null; readonly present: string | null; readonly later: string | null };
}

const MINUTE = 60_000;

const nextText = ({ next }: TargetRow, t: Translator): readonly string[] => {
  if (next === null) return [];
  const date = formatDay(next.from, t);
  return [
    next.minutes === null
      ? t('targets.noneFrom', { date })
      : t('targets.from', { date, target: formatDuration(next.minutes * MINUTE, t) }),
  ];
};

const rowText = (row: TargetRow, isOver: boolean, t: Translator): string => {
  const small = [leftText(row, isOver, t), ...nextText(row, t)].join(' · ');
  return `**${categoryLabel(row.category)}**\n${progressBar(row)} ${doneText(row, t)}\n-# ${small}`;
};

const totalText = (rows: readonly TargetRow[], isOver: boolean, t: Translator): string => {
  const total = rows.reduce(
    (sum, { targetMs, workedMs }) => ({
      targetMs: sum.targetMs + targetMs,
      workedMs: sum.workedMs + workedMs,
      // What was too much in one category does not make up for another one.
      leftMs: sum.leftMs + Math.max(0, targetMs - workedMs),
    }),
    { targetMs: 0, workedMs: 0, leftMs: 0 },
  );
  const bar: Progress = { targetMs: total.targetMs, workedMs: total.targetMs - total.leftMs };
  const small = total.leftMs === 0 ? t('targets.reached') : leftText(bar, isOver, t);
  return `**${t('targets.total')}**\n${progressBar(bar)} ${doneText(total, t)}\n-# ${small}`;
};

/** The targets of a week, what was done of them, and what is left. */
export const targetsPanel = ({ week, present, rows, done, turning }: TargetsModel, t: Translator): LayoutView => {
  const isOver = week.to < present.from;
  const name = weekName(week, present, t);
  const days = weekDays(week, t);
  const turns = [
    [turning.earlier, t('targets.week.earlier')],
    [turning.present, t('targets.week.this')],
    [turning.later, t('targets.week.later')],
  ] as const;
  return layout(
    [
      container(
        [
          text(`## 🎯 ${t('targets.title')}\n### ${name === null ? days : `${name} · ${days}`}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          separator(),
          rows.length === 0 ? text(t('targets.none')) : lines(rows.map((row) => rowText(row, isOver, t))),
          ...(rows.length > 1 ? [separator(), text(totalText(rows, isOver, t))] : []),
          ...buttons(turns.flatMap(([id, label]) => (id === null ? [] : [button(id, label, ButtonStyle.Secondary)]))),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
