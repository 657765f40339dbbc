import { html, nothing, type TemplateResult } from 'lit';
import { addDays } from '../../../../src/domain/calendar.js';
import type { Context } from '../../core/context.js';
import { compact } from '../../core/days.js';
import type { LeaveList, LeaveOf } from './leave-contract.js';

/** Leaves that are over, and are shown; the newest. */
const OVER = 5;

interface Section extends LeaveList {
  /** The day that it is, `yyyymmdd`. */
  readonly today: string;
  readonly onNew: () => void;
  readonly onRemove: (leave: LeaveOf) => void;
}

/** The days of a leave in words; its last day is the one before `to`. */
export const leaveDays = ({ format }: Context, { from, to }: Pick<LeaveOf, 'from' | 'to'>): string =>
  format.days(compact(from), addDays(compact(to), -1));

/** What is planned, the nearest first, and then the newest of what is over. */
export const leavesShown = (leaves: readonly LeaveOf[], today: string): readonly LeaveOf[] => [
  ...leaves.filter(({ to }) => compact(to) > today),
  ...leaves
    .filter(({ to }) => compact(to) <= today)
    .slice(-OVER)
    .toReversed(),
];

const line = (context: Context, leave: LeaveOf, { today, onRemove }: Section): TemplateResult => {
  const { t } = context;
  const days = leaveDays(context, leave);
  const isOver = compact(leave.to) <= today;
  return html`<li class=${isOver ? 'muted' : ''}>
    <div class="target-line">
      <span><strong>${days}</strong> · ${t(`leave.kinds.${leave.kind}`)}</span>
      <button type="button" class="text-button" aria-label=${t('leave.removeIt', { days })} @click=${() => onRemove(leave)}>
        ${t('leave.remove')}
      </button>
    </div>
    ${leave.note === '' ? nothing : html`<p class="muted small">${leave.note}</p>`}
  </li>`;
};

/** The reader's leave: what it does, who sees of it, and each with a button that takes it away. */
export const leaveSection = (context: Context, section: Section): TemplateResult => {
  const { t, format, space } = context;
  const shown = leavesShown(section.leaves, section.today);
  return html`<section class="leave">
    <header class="page-head">
      <h2>${t('leave.title')}</h2>
      <button type="button" class="button" @click=${() => section.onNew()}>${t('leave.new')}</button>
    </header>
    ${
      section.until === null
        ? nothing
        : html`<p>${t('leave.until', { day: format.day(addDays(compact(section.until), -1)) })}</p>`
    }
    ${
      shown.length === 0
        ? html`<p class="empty card">${t('leave.none')}</p>`
        : html`<ul class="card targets">
            ${shown.map((leave) => line(context, leave, section))}
          </ul>`
    }
    <p class="muted small">
      ${t('leave.about')} ${space.kind === 'server' ? t(section.isShown ? 'leave.seen' : 'leave.unseen') : nothing}
    </p>
  </section>`;
};
