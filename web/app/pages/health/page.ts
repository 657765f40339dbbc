import { html, type TemplateResult } from 'lit';
import type { SystemPanel, SystemTime } from '../../../../src/views/system/model.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { bars } from './bars.js';
import { figuresOf } from './figures.js';
import './health.css';

const TIMES = ['5m', '1h', '24h'] as const satisfies readonly SystemTime[];
/** How often it is looked again, ms. */
const ASK_AGAIN_MS = 15_000;

/** How the bot is, for whoever runs it. */
class PcHealth extends LoadedPage<SystemPanel> {
  static override properties = { time: { state: true } };
  declare time: SystemTime;
  #timer: number | undefined;

  constructor() {
    super();
    this.time = '1h';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = window.setInterval(() => {
      if (!document.hidden) void this.reload();
    }, ASK_AGAIN_MS);
  }

  override disconnectedCallback() {
    window.clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  protected override heading(): string {
    return this.context.t('nav.health');
  }

  protected override async ask(): Promise<SystemPanel> {
    const { app, space } = this.context;
    return (await app.api.get<{ readonly panel: SystemPanel }>('/system', { time: this.time, space: space.id })).panel;
  }

  protected override concerns(_event: LiveEvent): boolean {
    return false;
  }

  protected override view(panel: SystemPanel): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    const { now, lastHour, at } = panel;
    return html`<section class="page">
      <header class="page-head">
        <h1>${t('nav.health')}</h1>
        <div class="switcher" role="group" aria-label=${t('health.time')}>
          ${TIMES.map(
            (time) =>
              html`<button
                type="button"
                aria-pressed=${time === this.time}
                @click=${() => {
                  this.time = time;
                  void this.reload();
                }}
              >
                ${t(`health.time.${time}`)}
              </button>`,
          )}
        </div>
      </header>
      <p class="muted">
        ${t('health.version', { version: now.version, uptime: format.duration(now.uptimeMs), time: format.clock(at, zone) })}
      </p>
      ${now.concerns.map((concern) => html`<p class="notice">${concern}</p>`)}
      <dl class="figures">
        ${figuresOf(panel, t, format).map(
          ({ name, value, state }) =>
            html`<div class="card">
              <dt>${name}</dt>
              <dd><span class="tag ${state}">${t(`health.state.${state}`)}</span> ${value}</dd>
            </div>`,
        )}
      </dl>
      <div class="health-charts">
        ${bars(
          t('health.answersChart'),
          lastHour.answers.map((minute) => minute?.average ?? null),
          (value) => format.number(value),
          t,
        )}
        ${bars(t('health.clicksChart'), lastHour.allClicks ?? lastHour.clicks, (value) => format.number(value), t)}
        ${bars(t('health.queueChart'), lastHour.queue, (value) => format.number(value), t)}
      </div>
    </section>`;
  }
}
customElements.define('pc-health', PcHealth);

export const page = (context: Context): TemplateResult => html`<pc-health .context=${context}></pc-health>`;
