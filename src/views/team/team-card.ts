import { ButtonStyle } from 'discord-api-types/v10';
import type { UserId } from '../../domain/ids.js';
import type { DayRange } from '../../domain/range.js';
import { formatDay, formatDayRange, formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { doneText, progressBar } from '../targets/progress.js';
import { mentionUser } from '../text.js';

export interface TeamRow {
  readonly member: UserId;
  /** What was worked in the days, what runs included, ms. */
  readonly ms: number;
  /** 0 without a target, ms. */
  readonly targetMs: number;
  readonly isOn: boolean;
  /** Entries of the days that wait to be confirmed, and what they count, ms. */
  readonly unconfirmed: { readonly count: number; readonly ms: number };
  /** That wait for an answer. */
  readonly requests: number;
  /** The last day of the leave that goes on, `yyyymmdd`; null when there is none, or when the reader may not see it. */
  readonly leaveUntil: string | null;
}

export interface TeamModel {
  readonly range: DayRange;
  /** Of this page. */
  readonly rows: readonly TeamRow[];
  /** The place of the first row, from 1. */
  readonly first: number;
  /** Of all pages, ms. */
  readonly total: { readonly members: number; readonly ms: number; readonly targetMs: number };
  /** What members worked who are not there any more, ms; null where that is not kept. */
  readonly formerMs: number | null;
  /** 0-based. */
  readonly page: number;
  readonly pages: number;
  readonly pageId: (page: number, of: 'page' | 'refresh') => string;
}

const workedText = ({ ms, targetMs }: Pick<TeamRow, 'ms' | 'targetMs'>, t: Translator): string =>
  targetMs === 0 ? formatDuration(ms, t) : doneText({ workedMs: ms, targetMs }, t);

/** Whether somebody is on the clock or on leave, unconfirmed time, and open requests; empty when there is nothing of it. */
export const factsOf = (
  { isOn, unconfirmed, requests, leaveUntil }: Pick<TeamRow, 'isOn' | 'unconfirmed' | 'requests' | 'leaveUntil'>,
  t: Translator,
): string =>
  [
    ...(isOn ? [t('team.onTheClock')] : []),
    ...(leaveUntil === null ? [] : [t('team.leaveUntil', { day: formatDay(leaveUntil, t) })]),
    ...(unconfirmed.count === 0
      ? []
      : [t('team.unconfirmed', { n: unconfirmed.count, duration: formatDuration(unconfirmed.ms, t) })]),
    ...(requests === 0 ? [] : [t('team.requests', { n: requests })]),
  ].join(' · ');

const rowText = (row: TeamRow, place: number, t: Translator): string => {
  const { member, ms, targetMs } = row;
  const bar = targetMs === 0 ? '' : ` ${progressBar({ workedMs: ms, targetMs })}`;
  const facts = factsOf(row, t);
  return `${place}\\. ${mentionUser(member)} · **${workedText(row, t)}**${bar}${facts === '' ? '' : `\n-# ${facts}`}`;
};

/** The hours of a team in some days, a page at a time, most time first. */
export const teamCard = (model: TeamModel, t: Translator): LayoutView => {
  const { range, rows, first, total, formerMs, page, pages, pageId } = model;
  const turning =
    pages === 1
      ? []
      : [
          button(pageId(Math.max(0, page - 1), 'page'), t('common.previous'), ButtonStyle.Secondary, page === 0),
          // Two buttons may not have one id, also where one of them is disabled.
          button(pageId(page + 1, 'page'), t('common.next'), ButtonStyle.Secondary, page === pages - 1),
        ];
  const place = pages === 1 ? '' : `\n-# ${t('common.page', { page: page + 1, pages })}`;
  return layout(
    [
      container(
        [
          text(`### ${t('team.title', { days: formatDayRange(range.from, range.to, t) })}${place}`),
          text(rows.length === 0 ? t('team.nobody') : rows.map((row, at) => rowText(row, first + at, t)).join('\n')),
          separator(),
          text(
            [
              t('team.total', { n: total.members, worked: workedText(total, t) }),
              ...(formerMs === null ? [] : [t('team.former', { duration: formatDuration(formerMs, t) })]),
            ].join('\n'),
          ),
          ...buttons([...turning, button(pageId(page, 'refresh'), t('team.refresh'), ButtonStyle.Secondary)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
