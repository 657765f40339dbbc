import { leaveOn, type Leave } from '../../domain/leave.js';
import { formatDay } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { leaveLine } from './leave-text.js';

/** Leaves that are over, and are shown. */
const PAST = 10;

export interface LeaveListModel {
  /** In the order of their days. */
  readonly leaves: readonly Leave[];
  /** The day that it is for whoever reads it, `yyyymmdd`. */
  readonly today: string;
  /** Until when they are on leave, `yyyymmdd`; null when they are not. */
  readonly until: string | null;
  /** Who else is shown until when it lasts; null in a person's own space, where there is nobody. */
  readonly seenBy: 'managers' | 'nobody' | null;
  /** What was just done, already translated and safe to show; null when nothing was. */
  readonly done: string | null;
}

/** A member's leave: what goes on and comes first, then what is over, the newest first. */
export const leaveList = ({ leaves, today, until, seenBy, done }: LeaveListModel, t: Translator): LayoutView => {
  const ahead = leaves.filter(({ to }) => to >= today);
  const over = leaves.filter(({ to }) => to < today).toReversed();
  const older = over.length - PAST;
  const pastLines = [
    ...over.slice(0, PAST).map((one) => leaveLine(one, t)),
    ...(older > 0 ? [`-# ${t('leave.older', { count: older })}`] : []),
  ];
  const heading = until === null || leaveOn(leaves, today) === null ? '' : `\n${t('leave.until', { day: formatDay(until, t) })}`;
  return layout(
    [
      container(
        [
          text(`### 🏖️ ${t('leave.title')}${heading}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          separator(),
          ahead.length === 0 ? text(t('leave.none')) : lines(ahead.map((one) => leaveLine(one, t))),
          ...(over.length === 0 ? [] : [separator(), text(`**${t('leave.over')}**`), lines(pastLines)]),
          separator(),
          text(`-# ${t('leave.about')}${seenBy === null ? '' : ` ${t(`leave.seenBy.${seenBy}`)}`}`),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
