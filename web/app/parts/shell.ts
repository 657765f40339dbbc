import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { icon } from '../../kit/icon.js';
import { isPageLocale, pageLocales } from '../../kit/words.js';
import type { App } from '../core/app.js';
import { contextOf, type Context } from '../core/context.js';
import { THEMES } from '../core/preferences.js';
import { PAGES, type PageEntry } from '../pages/index.js';
import './elapsed.js';
import { notices, outside, toasts } from './notices.js';

const MORE = 'M5 12h.01M12 12h.01M19 12h.01';
/** How many pages the bar at the bottom of a phone holds beside the menu. */
const IN_BAR = 3;

/** The frame of all pages: the menu, the switch of servers, the notices, and the page in its middle. */
export class PcApp extends LitElement {
  static override properties = { loaded: { state: true }, menuOpen: { state: true } };
  declare app: App;
  /** The page that was loaded last, by its path; `draw` null: it could not be loaded. */
  declare loaded: { readonly path: string; readonly draw: ((context: Context) => TemplateResult) | null } | undefined;
  declare menuOpen: boolean;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.menuOpen = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  attach(app: App): void {
    this.app = app;
    this.#stop?.();
    this.#stop = app.store.subscribe(() => this.requestUpdate());
    this.requestUpdate();
  }

  #pages(context: Context): readonly PageEntry[] {
    return PAGES.filter((page) => page.shown?.(context) ?? true);
  }

  #entry(context: Context): PageEntry | undefined {
    const { page } = context.model.route;
    const pages = this.#pages(context);
    return page === '' ? pages[0] : pages.find(({ path }) => path === page);
  }

  protected override willUpdate() {
    if (!Object.hasOwn(this, 'app')) return;
    const context = contextOf(this.app);
    const entry = context === null ? undefined : this.#entry(context);
    document.title = entry === undefined ? this.app.t('app.title') : this.app.t('app.titleOf', { page: this.app.t(entry.title) });
    if (entry === undefined || this.loaded?.path === entry.path) return;
    void this.#load(entry);
  }

  async #load(entry: PageEntry): Promise<void> {
    // Not while it is being loaded already.
    if (this.#loading === entry.path) return;
    this.#loading = entry.path;
    try {
      const draw = await entry.load();
      if (this.#loading === entry.path) this.loaded = { path: entry.path, draw };
    } catch {
      // A new version of the page was deployed, or there is no connection: its files cannot be fetched.
      if (this.#loading === entry.path) this.loaded = { path: entry.path, draw: null };
    }
    this.#loading = undefined;
  }
  #loading: string | undefined;

  protected override updated(changed: PropertyValues<this>) {
    // Who reads with a screen reader or by keyboard is taken to the new page.
    if (changed.has('loaded') && changed.get('loaded') !== undefined) this.querySelector<HTMLElement>('main')?.focus();
  }

  protected override render() {
    if (!Object.hasOwn(this, 'app')) return nothing;
    const { app } = this;
    const { phase } = app.model;
    const context = contextOf(app);
    if (phase !== 'ready' || context === null) return outside(app);
    return html`<a class="skip" href="#main" @click=${this.#skip}>${context.t('app.skip')}</a>
      <div class="frame">
        ${this.#side(context)}
        <main id="main" tabindex="-1">${notices(context)} ${this.#page(context)}</main>
        ${this.#bar(context)} ${toasts(app)}
      </div>`;
  }

  #skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  };

  #page(context: Context): TemplateResult {
    const entry = this.#entry(context);
    const { t } = context;
    if (entry === undefined)
      return html`<section class="page">
        <h1>${t('app.notFound')}</h1>
        <p><a href=${context.app.pathOf('')}>${t('app.home')}</a></p>
      </section>`;
    if (this.loaded?.path !== entry.path) return html`<p class="waiting" role="status">${t('app.loading')}</p>`;
    const { draw } = this.loaded;
    if (draw === null)
      return html`<section class="page">
        <h1>${t(entry.title)}</h1>
        <p>${t('app.pageMissing')}</p>
        <button type="button" class="button" @click=${() => location.reload()}>${t('app.reload')}</button>
      </section>`;
    return html`${keyed(`${context.space.id} ${entry.path}`, draw(context))}`;
  }

  #link(context: Context, page: PageEntry, size = 20): TemplateResult {
    const current = this.#entry(context)?.path === page.path;
    return html`<a
      href=${context.app.pathOf(page.path)}
      aria-current=${current ? 'page' : nothing}
      @click=${() => (this.menuOpen = false)}
      >${icon(page.icon, size)}<span>${context.t(page.title)}</span></a
    >`;
  }

  #side(context: Context): TemplateResult {
    const { t } = context;
    const groups = (['own', 'server'] as const).map((group) => this.#pages(context).filter((page) => page.group === group));
    return html`<div class="side ${this.menuOpen ? 'open' : ''}">
      <header class="side-head">
        <span class="brand">${icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2', 24)} Punchcard</span>
        ${this.#spaces(context)}
      </header>
      <nav aria-label=${t('nav.label')}>
        ${groups
          .filter((pages) => pages.length > 0)
          .map(
            (pages) =>
              html`<h2 class="nav-group">${t(pages[0]?.group === 'own' ? 'nav.own' : 'nav.server')}</h2>
                <ul>
                  ${pages.map((page) => html`<li>${this.#link(context, page)}</li>`)}
                </ul>`,
          )}
      </nav>
      ${this.#reader(context)}
    </div>`;
  }

  #spaces({ app, model, space, t }: Context): TemplateResult {
    const choose = (event: Event) => {
      if (event.target instanceof HTMLSelectElement) app.go(`/app/${event.target.value}/${model.route.page}`);
    };
    return html`<label class="spaces"
      ><span class="sr">${t('app.space')}</span>
      <select @change=${choose}>
        ${model.spaces.map(
          (each) =>
            html`<option value=${each.id} ?selected=${each.id === space.id}>
              ${each.kind === 'own' ? t('app.ownSpace') : each.name}
            </option>`,
        )}
      </select></label
    >`;
  }

  #reader({ app, model, t }: Context): TemplateResult {
    const locale = (event: Event) => {
      if (event.target instanceof HTMLSelectElement && isPageLocale(event.target.value)) app.setLocale(event.target.value);
    };
    const theme = (event: Event) => {
      const wanted = event.target instanceof HTMLSelectElement ? event.target.value : '';
      app.setTheme(THEMES.find((each) => each === wanted) ?? 'system');
    };
    return html`<footer class="reader">
      <p class="muted">${t('app.signedInAs', { name: model.session?.user.name ?? '' })}</p>
      <div class="reader-choices">
        <label
          ><span class="sr">${t('app.language')}</span>
          <select @change=${locale}>
            ${pageLocales.map(
              (each) => html`<option value=${each} lang=${each} ?selected=${each === model.locale}>${LANGUAGES[each]}</option>`,
            )}
          </select></label
        >
        <label
          ><span class="sr">${t('app.theme')}</span>
          <select @change=${theme}>
            ${THEMES.map((each) => html`<option value=${each} ?selected=${each === model.theme}>${t(`app.theme.${each}`)}</option>`)}
          </select></label
        >
      </div>
      <button type="button" class="text-button" @click=${() => void app.logOut()}>${t('app.logOut')}</button>
    </footer>`;
  }

  /** On a phone the pages that are used most are at the thumb, and the rest behind a button. */
  #bar(context: Context): TemplateResult {
    return html`<nav class="bar" aria-label=${context.t('nav.short')}>
      ${this.#pages(context)
        .slice(0, IN_BAR)
        .map((page) => this.#link(context, page, 22))}
      <button type="button" aria-expanded=${this.menuOpen ? 'true' : 'false'} @click=${() => (this.menuOpen = !this.menuOpen)}>
        ${icon(MORE, 22, 4)}<span>${context.t('nav.more')}</span>
      </button>
    </nav>`;
  }
}

/** Languages are named in their own words, so that whoever needs one finds it. */
const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

customElements.define('pc-app', PcApp);
