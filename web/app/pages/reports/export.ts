import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { FormatName } from '../../../../src/export/formats.js';
import { downloadIcon } from '../../../kit/icon.js';
import { Refused } from '../../../kit/refused.js';
import type { Context } from '../../core/context.js';
import { dashed } from '../../core/days.js';
import { vars } from '../../parts/vars.js';
import type { Period } from './period.js';

/** How far the making of a file is. */
interface ExportState {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'ready' | 'failed';
  readonly place: number | null;
  readonly rows: number | null;
  readonly of: number | null;
  readonly file: { readonly name: string; readonly bytes: number } | null;
  readonly code: string | null;
}

const FORMATS = ['csv', 'xlsx', 'pdf', 'docx', 'json', 'ics'] as const satisfies readonly FormatName[];
type Format = (typeof FORMATS)[number];
/** How often the server is asked how far it is, ms. */
const ASKED_EVERY_MS = 700;

/** Makes a file of the period that the report shows: with a bar while it is made, and a link when it is there. */
export class PcExport extends LitElement {
  static override properties = {
    context: { attribute: false },
    period: { attribute: false },
    format: { state: true },
    made: { state: true },
  };
  declare context: Context;
  declare period: Period;
  declare format: Format;
  declare made: ExportState | null;
  #timer: number | undefined;

  constructor() {
    super();
    this.format = 'csv';
    this.made = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback() {
    window.clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  get #path(): string {
    return `/spaces/${this.context.space.id}/exports`;
  }

  get #isBusy(): boolean {
    return this.made?.state === 'waiting' || this.made?.state === 'running';
  }

  async #begin(): Promise<void> {
    const { app } = this.context;
    const { from, to } = this.period;
    window.clearTimeout(this.#timer);
    try {
      // Its last day is part of it, as in Discord.
      const body = { format: this.format, from: dashed(from), to: dashed(to) };
      this.made = await app.api.write<ExportState>('POST', this.#path, { body });
      this.#later();
    } catch (error) {
      app.report(error);
    }
  }

  #later(): void {
    if (this.#isBusy) this.#timer = window.setTimeout(() => void this.#look(), ASKED_EVERY_MS);
  }

  async #look(): Promise<void> {
    const { made } = this;
    if (made === null) return;
    try {
      this.made = await this.context.app.api.get<ExportState>(`${this.#path}/${encodeURIComponent(made.id)}`);
    } catch (error) {
      // Not to be reached for a moment: it is asked again.
      if (!(error instanceof Refused) || error.status !== 0) {
        this.made = null;
        this.context.app.report(error);
        return;
      }
    }
    this.#later();
  }

  async #cancel(): Promise<void> {
    const { made } = this;
    window.clearTimeout(this.#timer);
    this.made = null;
    if (made !== null)
      await this.context.app.api.write('DELETE', `${this.#path}/${encodeURIComponent(made.id)}`).catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { t } = this.context;
    return html`<section class="card">
      <h2>${t('reports.export')}</h2>
      <div class="report-choices">
        <label class="field"
          ><span>${t('reports.format')}</span>
          <select
            ?disabled=${this.#isBusy}
            @change=${(event: Event) => {
              if (event.target instanceof HTMLSelectElement) this.format = FORMATS[event.target.selectedIndex] ?? 'csv';
            }}
          >
            ${FORMATS.map((format) => html`<option ?selected=${format === this.format}>${t(`reports.format.${format}`)}</option>`)}
          </select></label
        >
        <button type="button" class="button primary" ?disabled=${this.#isBusy} @click=${() => void this.#begin()}>
          ${t('reports.make')}
        </button>
      </div>
      <div role="status">${this.#progress()}</div>
    </section>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const { made, context } = this;
    const { t, format } = context;
    if (made === null) return nothing;
    const { id, state, place, rows, of, file } = made;
    if (state === 'failed') return html`<p class="problem">${t('reports.failed')}</p>`;
    if (state === 'ready' && file !== null)
      return html`<p>
        <a class="button primary" href="/api/v1${this.#path}/${encodeURIComponent(id)}/file" download=${file.name}
          >${downloadIcon()} ${t('reports.download', { name: file.name })}</a
        >
      </p>`;
    const share = rows === null || of === null || of === 0 ? null : Math.min(1, rows / of);
    const said =
      state === 'waiting' && place !== null && place > 0
        ? t('reports.waits', { n: format.number(place) })
        : t('reports.making', { share: share === null ? '…' : format.percent(share) });
    return html`<p class="export-line">
        <span>${said}</span>
        <button type="button" class="text-button" @click=${() => void this.#cancel()}>${t('app.cancel')}</button>
      </p>
      <div
        class="meter"
        role="progressbar"
        aria-label=${t('reports.export')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${share === null ? nothing : Math.round(share * 100)}
        ${vars({ '--share': share ?? 0.05 })}
      ></div>`;
  }
}
customElements.define('pc-export', PcExport);
