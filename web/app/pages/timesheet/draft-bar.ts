import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { categoryName } from '../../parts/category.js';
import type { Conflict } from './conflicts.js';
import type { Draft } from './grid.js';
import { endingAt, startingAt, workedMs, type Times } from './times.js';

interface DraftActions {
  keep(): void;
  drop(): void;
  take(times: Times): void;
}

/** What would be saved, and what speaks against it; read out as it changes. */
export const draftBar = (
  context: Context,
  { times, held }: Draft,
  conflict: Conflict | null,
  actions: DraftActions,
): TemplateResult => {
  const { t, format, zone } = context;
  const span = t('sheet.draft', {
    from: format.moment(times.start, zone),
    to: format.clock(times.end, zone),
    duration: format.duration(workedMs(times)),
  });
  return html`<div class="draft-bar ${conflict === null ? '' : 'clash'}">
    <div aria-live="polite">
      <p class="number"><strong>${span}</strong></p>
      ${conflict === null ? nothing : html`<p>${conflictText(context, conflict)}</p>`}
    </div>
    ${
      held
        ? nothing
        : html`<div class="button-row">
            ${conflict === null ? nothing : waysButtons(context, times, conflict, (next) => actions.take(next))}
            <button type="button" class="button" @click=${() => actions.drop()}>${t('app.cancel')}</button>
            <button type="button" class="button primary" @click=${() => actions.keep()}>
              ${t(conflict === null ? 'app.save' : 'sheet.saveAnyway')}
            </button>
          </div>`
    }
  </div>`;
};

/** Which other entry counts which time already. */
export const conflictText = (context: Context, { other, from, to }: Conflict): string => {
  const { t, format, zone } = context;
  return t('sheet.conflict', {
    category: categoryName(context, other.category),
    from: format.clock(from, zone),
    to: format.clock(to, zone),
  });
};

/** To begin when the other ends, or to end when it begins, where that helps. */
export const waysButtons = (
  { t, format, zone }: Context,
  times: Times,
  { ways }: Conflict,
  take: (times: Times) => void,
): TemplateResult => {
  const { startAt, endAt } = ways;
  return html`${
    startAt === null
      ? nothing
      : html`<button type="button" class="button" @click=${() => take(startingAt(times, startAt))}>
          ${t('sheet.startAt', { time: format.clock(startAt, zone) })}
        </button>`
  }${
    endAt === null
      ? nothing
      : html`<button type="button" class="button" @click=${() => take(endingAt(times, endAt))}>
          ${t('sheet.endAt', { time: format.clock(endAt, zone) })}
        </button>`
  }`;
};
