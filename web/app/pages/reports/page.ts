import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { addDays, dayOf } from '../../../../src/domain/calendar.js';
import type { Context } from '../../core/context.js';
import type { TotalsBy } from '../../core/contract.js';
import { compact, dashed } from '../../core/days.js';
import type { LiveEvent } from '../../core/live.js';
import { tintOf } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import './chart.js';
import './export.js';
import './reports.css';
import type { Bar } from './stack.js';
import { categoryTable, periodTable } from './tables.js';
import { DAYS_MAX, daysIn, GROUPS, presetPeriod, PRESETS, readPeriod, usualGroup, type Group, type Period } from './period.js';

/** Sums of a period as a chart and as tables, grouped as the reader likes. */
class PcReports extends LoadedPage<TotalsBy> {
  static override properties = { wrong: { state: true } };
  /** The days that were chosen make no period. */
  declare wrong: boolean;
  #asked = '';

  constructor() {
    super();
    this.wrong = false;
  }

  protected override heading(): string {
    return this.context.t('nav.reports');
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'change';
  }

  get #weekStart() {
    return this.context.space.weekStart === 'sunday' ? 'sunday' : 'monday';
  }

  /** Days are those of the space: its totals are counted by them. */
  get #today(): string {
    return dayOf(this.context.app.now(), this.context.space.zone);
  }

  get #period(): Period {
    return readPeriod(this.context.model.route.query, this.#today, this.#weekStart);
  }

  get #group(): Group {
    const wanted = this.context.model.route.query.get('by');
    return GROUPS.find((each) => each === wanted) ?? usualGroup(this.#period);
  }

  protected override ask(): Promise<TotalsBy> {
    const { from, to } = this.#period;
    this.#asked = this.#question();
    // The API's periods end before their last day.
    return this.context.app.api.get(`/spaces/${this.context.space.id}/totals`, {
      from: dashed(from),
      to: dashed(addDays(to, 1)),
      by: this.#group,
    });
  }

  #question(): string {
    return JSON.stringify([this.#period, this.#group]);
  }

  protected override willUpdate(_changed: PropertyValues<this>) {
    if (this.#asked !== '' && this.#asked !== this.#question()) void this.reload();
  }

  #go(period: Period, group: Group | null = null): void {
    const { app } = this.context;
    this.wrong = false;
    app.go(app.pathOf('reports', { from: period.from, to: period.to, by: group }), { replace: true });
  }

  protected override view(totals: TotalsBy): TemplateResult {
    const { context } = this;
    const { t, format, space } = context;
    const { from, to } = this.#period;
    return html`<section class="page reports">
      <div class="page-head"><h1>${t('nav.reports')}</h1></div>
      ${this.#choices()}
      <div class="sheet-line">
        <h2>${format.days(from, to)}</h2>
        <p class="number"><strong>${format.duration(totals.seconds * 1000)}</strong></p>
      </div>
      ${
        totals.seconds === 0
          ? html`<p class="empty card">${t('reports.nothing')}</p>`
          : html`<div class="card">
                <pc-bars
                  .bars=${this.#bars(totals)}
                  .tints=${new Map(totals.categories.map(({ category }) => [category, tintOf(context.category(category))]))}
                  .label=${t('reports.chart', { from: format.day(from), to: format.day(to) })}
                  .hoursText=${(hours: number) => format.duration(hours * 3_600_000)}
                  .look=${context.model.theme}
                ></pc-bars>
              </div>
              ${categoryTable(context, totals)} ${periodTable(context, totals, (row) => this.#rowName(row))}`
      }
      <pc-export .context=${context} .period=${this.#period}></pc-export>
      <p class="muted small">${t('reports.zone', { zone: space.zone })}</p>
    </section>`;
  }

  #bars({ rows }: TotalsBy): readonly Bar[] {
    return rows.map((row) => ({ label: this.#rowName(row, true), parts: row.categories }));
  }

  #rowName(row: TotalsBy['rows'][number], short = false): string {
    const { format } = this.context;
    const [from, to] = [compact(row.from), addDays(compact(row.to), -1)];
    if (this.#group === 'month') return format.month(from);
    if (this.#group === 'week') return short ? format.shortDay(from) : format.days(from, to);
    return short ? format.shortDay(from) : `${format.weekday(from)}, ${format.day(from)}`;
  }

  #choices(): TemplateResult {
    const { t } = this.context;
    const period = this.#period;
    const preset = PRESETS.find((each) => {
      const { from, to } = presetPeriod(each, this.#today, this.#weekStart);
      return from === period.from && to === period.to;
    });
    const choose = (event: Event) => {
      const wanted = event.target instanceof HTMLSelectElement ? event.target.value : '';
      const found = PRESETS.find((each) => each === wanted);
      if (found !== undefined) this.#go(presetPeriod(found, this.#today, this.#weekStart));
    };
    return html`<div class="report-choices">
      <label class="field"
        ><span>${t('reports.period')}</span>
        <select @change=${choose} .value=${preset ?? 'custom'}>
          ${PRESETS.map((each) => html`<option value=${each} ?selected=${each === preset}>${t(`reports.preset.${each}`)}</option>`)}
          ${preset === undefined ? html`<option value="custom" selected>${t('reports.preset.custom')}</option>` : nothing}
        </select></label
      >
      ${this.#dayField('from')} ${this.#dayField('to')}
      <div class="field">
        <span id="report-group">${t('reports.group')}</span>
        <div class="switcher" role="group" aria-labelledby="report-group">
          ${GROUPS.map(
            (group) =>
              html`<button
                type="button"
                aria-pressed=${group === this.#group ? 'true' : 'false'}
                @click=${() => this.#go(period, group)}
              >
                ${t(`reports.group.${group}`)}
              </button>`,
          )}
        </div>
      </div>
      <div role="alert">${this.wrong ? html`<p class="problem">${t('reports.badPeriod', { max: DAYS_MAX })}</p>` : nothing}</div>
    </div>`;
  }

  #dayField(name: 'from' | 'to'): TemplateResult {
    const period = this.#period;
    const change = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.value === '') return;
      const next = { ...period, [name]: compact(event.target.value) };
      // A first day behind the last one is a period that is being moved: the other day goes along.
      const wanted =
        next.from <= next.to ? next : name === 'from' ? { from: next.from, to: next.from } : { from: next.to, to: next.to };
      if (daysIn(wanted) > DAYS_MAX) this.wrong = true;
      else this.#go(wanted);
    };
    return html`<label class="field"
      ><span>${this.context.t(`reports.${name}`)}</span> <input type="date" .value=${dashed(period[name])} @change=${change}
    /></label>`;
  }
}
customElements.define('pc-reports', PcReports);

export const page = (context: Context): TemplateResult => html`<pc-reports .context=${context}></pc-reports>`;
