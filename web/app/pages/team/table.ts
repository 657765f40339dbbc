import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { categoryMark } from '../../parts/category.js';
import { person } from '../../parts/person.js';
import { vars } from '../../parts/vars.js';
import type { TeamLine } from './contract.js';
import { COLUMNS, nameOf, openCount, type Column, type Order, type Totals } from './lines.js';

/** Days that are named one by one. */
const DAYS = 4;
const compact = (day: string): string => day.replaceAll('-', '');

const TITLES = {
  name: 'team.member',
  today: 'team.today',
  week: 'team.week',
  open: 'team.open',
  gaps: 'team.gaps',
  seen: 'team.seen',
} as const satisfies Record<Column, string>;

/*
 * The table's roles are named, since a phone shows each row as a card: browsers forget them where the table's layout is taken away.
 */

export const tableHead = ({ t }: Context, { by, reversed }: Order, orderBy: (column: Column) => void): TemplateResult => {
  // Names begin with the first, everything else with the most.
  const sorted = (column: Column) => ((column === 'name') === reversed ? 'descending' : 'ascending');
  return html`<thead role="rowgroup">
    <tr role="row">
      ${COLUMNS.map(
        (column) =>
          html`<th role="columnheader" scope="col" aria-sort=${column === by ? sorted(column) : 'none'}>
            <button type="button" class="team-order ${column === by ? 'chosen' : ''}" @click=${() => orderBy(column)}>
              ${t(TITLES[column])}<span aria-hidden="true"
                >${column !== by ? '' : sorted(column) === 'ascending' ? ' ↑' : ' ↓'}</span
              >
            </button>
          </th>`,
      )}
    </tr>
  </thead>`;
};

const cell = (label: string, content: unknown): TemplateResult =>
  html`<td role="cell">
    <span class="team-label" aria-hidden="true">${label}</span>
    <div>${content}</div>
  </td>`;

/** `clockOut`: null for whoever may not clock others out. */
export const tableRow = (context: Context, line: TeamLine, clockOut: (() => void) | null): TemplateResult => {
  const { t, format, app } = context;
  const { user, todaySeconds } = line;
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <a class="team-link" href=${app.pathOf('team', { member: user })}>${person(user, nameOf(line))}</a>
      ${stateTags(context, line)}
    </th>
    ${cell(t('team.today'), html`<span class="number">${todaySeconds === 0 ? '–' : format.duration(todaySeconds * 1000)}</span>`)}
    ${cell(t('team.week'), weekText(context, line))} ${cell(t('team.open'), openTags(context, line))}
    ${cell(t('team.gaps'), gapsText(context, line))} ${cell(t('team.seen'), seenText(context, line, clockOut))}
  </tr>`;
};

const stateTags = (context: Context, { active, left, onLeaveUntil }: TeamLine): TemplateResult | typeof nothing => {
  const { t, format, zone } = context;
  if (left) return html`<span class="tag">${t('team.left')}</span>`;
  if (active === null)
    return onLeaveUntil === null
      ? nothing
      : html`<span class="team-state"
          ><span class="tag">${t('team.leave', { day: format.shortDay(compact(onLeaveUntil)) })}</span></span
        >`;
  const { pausedSince, since, category } = active;
  return html`<span class="team-state">
    <span class="tag ${pausedSince === null ? 'good' : 'warn'}"
      >${
        pausedSince === null
          ? t('team.on', { time: format.clock(Date.parse(since), zone) })
          : t('team.onBreak', { time: format.clock(Date.parse(pausedSince), zone) })
      }</span
    >
    <span class="small">${categoryMark(context, category)}</span>
  </span>`;
};

const ofTarget = ({ t, format }: Context, worked: string, targetSeconds: number): string =>
  t('team.ofTarget', { worked, target: format.duration(targetSeconds * 1000) });

const weekText = (context: Context, { weekSeconds, targetSeconds }: TeamLine): TemplateResult => {
  const { format } = context;
  const worked = format.duration(weekSeconds * 1000);
  if (targetSeconds === null) return html`<span class="number">${weekSeconds === 0 ? '–' : worked}</span>`;
  const share = Math.min(1, weekSeconds / Math.max(1, targetSeconds));
  return html`<span class="number">${ofTarget(context, worked, targetSeconds)}</span>
    <div class="meter" aria-hidden="true" ${vars({ '--share': share })}></div>`;
};

const openTags = ({ t, format }: Context, line: TeamLine): TemplateResult => {
  const { unconfirmed, requests, claims } = line;
  if (openCount(line) === 0) return html`<span class="muted">–</span>`;
  const [n, m] = [format.number(requests), format.number(claims)];
  return html`<span class="team-tags">
    ${requests === 0 ? nothing : html`<span class="tag warn">${t(requests === 1 ? 'team.oneRequest' : 'team.requests', { count: n })}</span>`}
    ${claims === 0 ? nothing : html`<span class="tag warn">${t(claims === 1 ? 'team.oneClaim' : 'team.claims', { count: m })}</span>`}
    ${
      unconfirmed.count === 0
        ? nothing
        : html`<span class="tag">${t('team.unconfirmed', { count: format.number(unconfirmed.count) })}</span>`
    }
  </span>`;
};

const gapsText = ({ t, format }: Context, { gaps, left }: TeamLine): TemplateResult => {
  if (left || gaps.length === 0) return html`<span class="muted">–</span>`;
  const named = gaps.slice(-DAYS).map((day) => `${format.weekday(compact(day))} ${format.shortDay(compact(day))}`);
  const more = gaps.length - named.length;
  const rest = more === 0 ? [] : [t('team.moreDays', { count: format.number(more) })];
  return html`<span class="small">${[...named, ...rest].join(', ')}</span>`;
};

const seenText = ({ t, format, zone }: Context, line: TeamLine, clockOut: (() => void) | null): TemplateResult => {
  const { active, lastSeen } = line;
  if (active === null)
    return html`<span class="small">${lastSeen === null ? t('team.never') : format.moment(Date.parse(lastSeen), zone)}</span>`;
  return clockOut === null
    ? html`<span class="small">${t('team.now')}</span>`
    : html`<button type="button" class="text-button" @click=${clockOut}>
        ${t('team.clockOut')}<span class="sr"> – ${nameOf(line)}</span>
      </button>`;
};

/** What all lines come to that are found, also those on other pages of the table. */
export const totalsRow = (context: Context, { on, todaySeconds, weekSeconds, targetSeconds }: Totals): TemplateResult => {
  const { t, format } = context;
  const worked = format.duration(weekSeconds * 1000);
  return html`<tfoot role="rowgroup">
    <tr role="row">
      <th role="rowheader" scope="row">
        ${t('team.totals')} <span class="muted small">${t('team.totalsOn', { on: format.number(on) })}</span>
      </th>
      ${cell(t('team.today'), html`<strong class="number">${format.duration(todaySeconds * 1000)}</strong>`)}
      ${cell(
        t('team.week'),
        html`<strong class="number">${targetSeconds === 0 ? worked : ofTarget(context, worked, targetSeconds)}</strong>`,
      )}
      <td role="cell" colspan="3"></td>
    </tr>
  </tfoot>`;
};
