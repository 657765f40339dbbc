import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { isCode } from '../../core/problem.js';
import { categoryName } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { Privacy } from '../privacy/contract.js';
import { categoriesView } from './categories.js';
import { DAYS, type Days, type InsightFigures, type Showing } from './contract.js';
import { explainView } from './explain.js';
import { headView, standView } from './head.js';
import { heatView } from './heat.js';
import './insights.css';
import { outlookView } from './outlook.js';
import { remarksView } from './remarks.js';
import { scoreView } from './score.js';
import { weekView } from './week.js';
import { insightWords, strong } from './words.js';

/** What is looked at, as the address says it. */
interface Look {
  readonly days: Days;
  readonly category: string | null;
  /** Null: the reader's own. */
  readonly member: string | null;
}

interface Shown {
  readonly showing: readonly Showing[];
  /** `agree`: the reader has not agreed to any of it. `hidden`: somebody does not show theirs (any more). */
  readonly figures: InsightFigures | 'agree' | 'hidden';
}

/** Everything that can be told of the reader's time, once they have agreed to it, and of that of others who show theirs to them. */
class PcInsights extends LoadedPage<Shown> {
  #asked = '';

  protected override heading(): string {
    return this.context.t('nav.insights');
  }

  // Figures of weeks: that somebody clocks in changes nothing that could be seen.
  protected override concerns(): boolean {
    return false;
  }

  get #look(): Look {
    const { query } = this.context.model.route;
    const days = Number(query.get('days'));
    return {
      days: DAYS.find((one) => one === days) ?? DAYS[0],
      category: query.get('category'),
      member: query.get('member'),
    };
  }

  #go(change: Partial<Look>): void {
    const { app } = this.context;
    const { days, category, member } = { ...this.#look, ...change };
    app.go(app.pathOf('insights', { days: days === DAYS[0] ? null : String(days), category, member }), { replace: true });
  }

  protected override willUpdate(_changed: PropertyValues<this>) {
    if (this.#asked !== '' && this.#asked !== JSON.stringify(this.#look)) void this.reload();
  }

  get #path(): string {
    return `/spaces/${this.context.space.id}`;
  }

  protected override async ask(): Promise<Shown> {
    const look = this.#look;
    this.#asked = JSON.stringify(look);
    const [showing, figures] = await Promise.all([this.#showing(), this.#figures(look)]);
    return { showing, figures };
  }

  async #showing(): Promise<readonly Showing[]> {
    const { app, space } = this.context;
    if (space.kind !== 'server') return [];
    return (await app.api.get<{ members: readonly Showing[] }>(`${this.#path}/insights/shown`)).members;
  }

  async #figures({ days, category, member }: Look): Promise<Shown['figures']> {
    const { app } = this.context;
    // A refused question would stand in the browser's console: whether the reader has agreed is asked before.
    if (member === null && !(await app.api.get<Privacy>(`${this.#path}/me/privacy`)).sharing.insights) return 'agree';
    try {
      return await app.api.get<InsightFigures>(`${this.#path}/insights`, { days, category, member });
    } catch (error) {
      if (isCode(error, 'INSIGHTS_NOT_SHARED')) return member === null ? 'agree' : 'hidden';
      throw error;
    }
  }

  async #agree(): Promise<void> {
    await this.attempt(async () => {
      await this.context.app.api.write('PATCH', `${this.#path}/me/privacy`, { body: { sharing: { insights: true } } });
    });
    await this.reload();
  }

  protected override view({ showing, figures }: Shown): TemplateResult {
    const { context } = this;
    const { t } = context;
    return html`<section class="page insights">
      <header class="page-head"><h1>${t('nav.insights')}</h1></header>
      ${this.#choices(showing, typeof figures === 'string')}
      ${figures === 'agree' ? this.#consent() : figures === 'hidden' ? html`<p class="empty card">${t('insights.hidden')}</p>` : this.#all(figures)}
    </section>`;
  }

  #all(figures: InsightFigures): TemplateResult {
    const { context } = this;
    return html`${headView(figures, context)} ${scoreView(figures, context)} ${remarksView(figures, context)}
    ${weekView(figures, context)} ${standView(figures, context)} ${heatView(figures, context)}
    ${figures.category === null ? categoriesView(figures, context) : nothing} ${outlookView(figures, context)}
    ${explainView(figures, context)}`;
  }

  #consent(): TemplateResult {
    const { context } = this;
    const say = insightWords(context);
    return html`<section class="card">
      <h2>${say('consent.title')}</h2>
      <p>${say('agree.before')}</p>
      <p>${say('consent.about')}</p>
      <p>${say('consent.network')}</p>
      <p>${strong(say('consent.nobody'))}</p>
      <p class="muted small">${context.t('insights.later')}</p>
      <div class="button-row">
        <button type="button" class="button primary" @click=${() => void this.#agree()}>${say('agree.button')}</button>
      </div>
    </section>`;
  }

  #choices(showing: readonly Showing[], isEmpty: boolean): TemplateResult | typeof nothing {
    const { context } = this;
    const { t, model } = context;
    const say = insightWords(context);
    const look = this.#look;
    const isOther = look.member !== null && !showing.some(({ user }) => user === look.member);
    const whose =
      showing.length === 0 && look.member === null
        ? nothing
        : html`<label class="field"
            ><span>${t('insights.whose')}</span>
            <select
              @change=${(event: Event) => {
                if (event.target instanceof HTMLSelectElement)
                  this.#go({ member: event.target.value === '' ? null : event.target.value });
              }}
            >
              <option value="" ?selected=${look.member === null}>${t('insights.mine')}</option>
              ${isOther ? html`<option value=${look.member} selected>${look.member}</option>` : nothing}
              ${showing.map(
                ({ user, name }) => html`<option value=${user} ?selected=${user === look.member}>${name ?? user}</option>`,
              )}
            </select></label
          >`;
    if (isEmpty) return whose === nothing ? nothing : html`<div class="report-choices">${whose}</div>`;
    return html`<div class="report-choices">
      ${whose}
      <div class="field">
        <span id="insight-days">${t('insights.period')}</span>
        <div class="switcher" role="group" aria-labelledby="insight-days">
          ${DAYS.map(
            (days) =>
              html`<button type="button" aria-pressed=${days === look.days ? 'true' : 'false'} @click=${() => this.#go({ days })}>
                ${say(`days.${days}`)}
              </button>`,
          )}
        </div>
      </div>
      <label class="field"
        ><span>${t('insights.category')}</span>
        <select
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement)
              this.#go({ category: event.target.value === '' ? null : event.target.value });
          }}
        >
          <option value="" ?selected=${look.category === null}>${say('choose.all')}</option>
          ${model.categories
            .filter(({ id, archived }) => !archived || id === look.category)
            .map(({ id }) => html`<option value=${id} ?selected=${id === look.category}>${categoryName(context, id)}</option>`)}
        </select></label
      >
    </div>`;
  }
}
customElements.define('pc-insights', PcInsights);

export const page = (context: Context): TemplateResult => html`<pc-insights .context=${context}></pc-insights>`;
