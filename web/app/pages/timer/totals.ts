import { html, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { countedMs } from '../../core/entry.js';
import type { Status } from '../../core/contract.js';
import { categoryMark, tintOf } from '../../parts/category.js';
import { vars } from '../../parts/vars.js';

interface Row {
  readonly category: string;
  readonly ms: number;
}

/** The sums of a period by category, the largest first; what runs is added to its category. */
export const rowsOf = (
  seconds: readonly { readonly category: string; readonly seconds: number }[],
  running: Row | null,
): readonly Row[] => {
  const sums = new Map(seconds.map((each) => [each.category, each.seconds * 1000]));
  if (running !== null) sums.set(running.category, (sums.get(running.category) ?? 0) + running.ms);
  return [...sums]
    .map(([category, ms]) => ({ category, ms }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms);
};

/** Today, this week, this month; what runs counts in all three. */
export const totalsCards = (context: Context, { totals, active }: Status): TemplateResult => {
  const { t, app } = context;
  if (totals === null) return html`<p class="notice">${t('timer.totalsMissing')}</p>`;
  const running = active === null ? null : { category: active.category, ms: countedMs(active, app.now()) };
  return html`<div class="totals">
    ${(['today', 'week', 'month'] as const).map((period) => card(context, t(`timer.${period}`), rowsOf(totals[period], running)))}
  </div>`;
};

const card = (context: Context, title: string, rows: readonly Row[]): TemplateResult => {
  const { t, format } = context;
  const sum = rows.reduce((all, { ms }) => all + ms, 0);
  return html`<section class="card">
    <h2>${title} <span class="number">${format.duration(sum)}</span></h2>
    ${
      rows.length === 0
        ? html`<p class="muted">${t('timer.nothingYet')}</p>`
        : html`<ul class="shares">
            ${rows.map(
              ({ category, ms }) =>
                html`<li>
                  ${categoryMark(context, category)} <span class="number">${format.duration(ms)}</span>
                  <i
                    class="share"
                    ${vars({ '--tint': tintOf(context.category(category)), '--share': sum === 0 ? 0 : ms / sum })}
                  ></i>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
};
