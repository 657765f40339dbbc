import { html, nothing, type TemplateResult } from 'lit';
import { dayOfNumber } from '../../../../src/domain/day-number.js';
import type { Context } from '../../core/context.js';
import type { InsightFigures } from './contract.js';
import { insightWords, percentText } from './words.js';

const HOUR = 3_600_000;
/** With fewer people on the board a percentage of them says nothing. */
const ENOUGH_FOR_PERCENT = 5;

/** Which days it is about, and of how much it is made. */
export const headView = ({ insights, days }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  const { format } = context;
  const { from, to, activeDays, hours, suspects } = insights;
  return html`<div>
    <p>
      <strong
        >${say(`days.${days === 90 ? 90 : days === 365 ? 365 : 28}`)} ·
        ${format.days(dayOfNumber(from), dayOfNumber(to - 1))}</strong
      >
    </p>
    <p>${say('made', { count: activeDays, hours: format.duration(hours * HOUR) })}</p>
    ${suspects === 0 ? nothing : html`<p class="notice">${say('suspects', { count: suspects })}</p>`}
  </div>`;
};

/** Days in a row, and the place on this month's board; nothing where there is neither. */
export const standView = ({ streak, stand }: InsightFigures, context: Context): TemplateResult | typeof nothing => {
  const say = insightWords(context);
  const { format } = context;
  const inARow = streak === null || streak.longest === 0 ? null : streakText(streak, context);
  if (inARow === null && stand === null) return nothing;
  const isMany = stand !== null && stand.of >= ENOUGH_FOR_PERCENT && stand.rank <= stand.of / 2;
  return html`<section class="card">
    <h2>${say('inARow.title')}</h2>
    ${inARow === null ? nothing : html`<p>${inARow}</p>`}
    ${
      stand === null
        ? nothing
        : html`<p>
            ${say(isMany ? 'stand.many' : 'stand.few', {
              rank: format.number(stand.rank),
              of: format.number(stand.of),
              percent: percentText(Math.ceil((100 * stand.rank) / stand.of) / 100, context),
            })}
          </p>`
    }
  </section>`;
};

const streakText = ({ present, longest, todayCounts }: NonNullable<InsightFigures['streak']>, context: Context): string => {
  const say = insightWords(context);
  return [
    present === 0 ? say('inARow.none') : say('inARow.days', { count: present }),
    ...(present > 0 && !todayCounts ? [say('inARow.open')] : []),
    ...(longest > present ? [say('inARow.longest', { n: context.format.number(longest) })] : []),
  ].join(' · ');
};
