import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { vars } from '../../parts/vars.js';
import type { ImportRun } from './contract.js';
import { countText, importWords } from './words.js';

/** Is something of it still to be done? */
export const isUnderWay = ({ state }: Pick<ImportRun, 'state'>): boolean =>
  state === 'waiting' || state === 'running' || state === 'undoing';

export const canTakeBack = (run: ImportRun): boolean => run.undoUntil !== null && !isUnderWay(run);

/** An import that was begun: how far it is, or what became of it. */
export const runView = (
  run: ImportRun,
  context: Context,
  act: { readonly stop: () => void; readonly takeBack: () => void; readonly another: () => void },
): TemplateResult => {
  const { t } = context;
  const say = importWords(context);
  return html`<section class="card">
    <h2>${run.name}</h2>
    <div role="status">${isUnderWay(run) ? html`<p>${say(`states.${run.state}`)}</p>` : ended(run, context)}</div>
    ${isUnderWay(run) ? progress(run, context) : nothing}
    <div class="button-row">
      ${
        run.state === 'waiting' || run.state === 'running'
          ? html`<button type="button" class="button" @click=${act.stop}>${say('buttons.stop')}</button>`
          : nothing
      }
      ${
        canTakeBack(run)
          ? html`<button type="button" class="button danger" @click=${act.takeBack}>${t('import.takeBack')}</button>`
          : nothing
      }
      ${isUnderWay(run) ? nothing : html`<button type="button" class="button" @click=${act.another}>${t('import.another')}</button>`}
    </div>
  </section>`;
};

const progress = ({ done, of }: ImportRun, context: Context): TemplateResult => {
  const { t, format } = context;
  // Whole percent, and 100 only when it is done.
  const share = of === 0 ? 0 : Math.floor((100 * Math.min(done, of)) / of) / 100;
  return html`<p class="number">
      ${format.percent(share)} · ${importWords(context)('progress', { n: format.number(done), of: format.number(of) })}
    </p>
    <div
      class="meter"
      role="progressbar"
      aria-label=${t('import.progress')}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(share * 100)}
      ${vars({ '--share': share })}
    ></div>
    <p class="muted small">${t('import.canLeave')}</p>`;
};

const ended = (run: ImportRun, context: Context): TemplateResult => {
  const { format, zone } = context;
  const say = importWords(context);
  const { state, stored, seconds, span, left, undoUntil, staying } = run;
  const moment = (text: string): string => format.moment(Date.parse(text), zone);
  return html`<p><strong>${say(`states.${state}`)}</strong></p>
    ${
      state === 'undone'
        ? nothing
        : html`<p class="number">${countText('entries', stored, context)} · ${format.duration(seconds * 1000)}</p>
            ${span === null ? nothing : html`<p>${moment(span.from)} – ${moment(span.to)}</p>`}
            ${left === 0 ? nothing : html`<p>${say('cameMeanwhile', { rows: countText('rows', left, context) })}</p>`}`
    }
    ${
      staying.count === 0
        ? nothing
        : html`<p>${say('staying', { entries: countText('entries', staying.count, context) })}</p>
            <ul class="facts">
              ${staying.first.map(
                ({ start, end, because }) => html`<li>${moment(start)} – ${moment(end)}: ${say(`stays.${because}`)}</li>`,
              )}
            </ul>`
    }
    ${undoUntil === null ? nothing : html`<p class="muted small sentence">${say('undoUntil', { until: moment(undoUntil) })}</p>`}`;
};

/** What the reader has imported here, newest first. */
export const runsView = (
  runs: readonly ImportRun[],
  context: Context,
  act: { readonly look: (run: ImportRun) => void; readonly takeBack: (run: ImportRun) => void },
): TemplateResult => {
  const { t, format, zone } = context;
  const say = importWords(context);
  return html`<section class="earlier-imports">
    <h2>${t('import.earlier')}</h2>
    ${
      runs.length === 0
        ? html`<p class="muted">${t('import.noneYet')}</p>`
        : html`<div class="scroller">
            <table class="table">
              <caption class="sr">
                ${t('import.earlier')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${t('import.file')}</th>
                  <th scope="col">${t('import.begun')}</th>
                  <th scope="col">${t('import.state')}</th>
                  <th scope="col" class="right">${t('import.entries')}</th>
                  <th scope="col" class="right">${t('import.time')}</th>
                  <td></td>
                </tr>
              </thead>
              <tbody>
                ${runs.map(
                  (run) =>
                    html`<tr>
                      <th scope="row">${run.name}</th>
                      <td>${format.moment(Date.parse(run.begun), zone)}</td>
                      <td>${say(`states.${run.state}`)}</td>
                      <td class="right">${format.number(run.stored)}</td>
                      <td class="right">${format.duration(run.seconds * 1000)}</td>
                      <td>
                        <div class="row-buttons">
                          <button
                            type="button"
                            class="text-button"
                            aria-label=${t('import.look', { name: run.name })}
                            @click=${() => act.look(run)}
                          >
                            ${t('import.show')}
                          </button>
                          ${
                            canTakeBack(run)
                              ? html`<button
                                  type="button"
                                  class="text-button"
                                  aria-label=${t('import.takeBackOf', { name: run.name })}
                                  @click=${() => act.takeBack(run)}
                                >
                                  ${t('import.takeBack')}
                                </button>`
                              : nothing
                          }
                        </div>
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
};
