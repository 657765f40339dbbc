import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { Entry } from '../../core/contract.js';
import { countedMs } from '../../core/entry.js';
import { categoryMark } from '../../parts/category.js';
import { spanText } from './shown-entry.js';
import { timesOf } from './times.js';

/** The entries one below the other: what is too small for a finger in the grid is large enough here. */
export const entryList = (
  context: Context,
  entries: readonly Entry[],
  edit: (entry: Entry) => void,
): TemplateResult | typeof nothing => {
  const { t, format, app } = context;
  const now = app.now();
  if (entries.length === 0) return nothing;
  return html`<section class="entry-list">
    <h2>${t('sheet.list')}</h2>
    <ul>
      ${entries.map((entry) => {
        const times = timesOf(entry, now);
        const breaks = times.breaks.reduce((sum, { start, end }) => sum + end - start, 0);
        return html`<li>
          <button type="button" @click=${() => edit(entry)}>
            <span>
              ${categoryMark(context, entry.category)}
              ${entry.note === null ? nothing : html`<span class="muted small">${entry.note}</span>`}
            </span>
            <span class="number">
              <strong>${format.duration(countedMs(entry, now))}</strong>
              <span class="muted small">
                ${spanText(context, times, entry.end === null)}${
                  breaks === 0 ? nothing : html`, ${t('sheet.breaksOf', { duration: format.duration(breaks) })}`
                }
              </span>
            </span>
          </button>
        </li>`;
      })}
    </ul>
  </section>`;
};
