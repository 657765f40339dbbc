import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../kit/icon.js';
import type { Context } from '../../core/context.js';
import type { Category } from '../../core/contract.js';
import { categoryMark, categoryName } from '../../parts/category.js';
import { Page } from '../../parts/page.js';
import { vars } from '../../parts/vars.js';
import './category-dialog.js';
import './categories.css';
import { moved, placeAt, placeByKey } from './ordering.js';
import { change, order } from './requests.js';

const HANDLE = 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01';

interface Drag {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Where the pointer took hold, and where it is now, CSS pixels. */
  readonly startY: number;
  readonly y: number;
  /** Of the rows as they lay at the beginning. */
  readonly middles: readonly number[];
}

/** The categories of the space, in their order: dragged, or moved by the arrow keys on their handles. */
class PcCategories extends Page {
  static override properties = { shown: { state: true }, drag: { state: true }, open: { state: true }, said: { state: true } };
  /** The order until the server has confirmed it; null: the one of the model. */
  declare shown: readonly Category[] | null;
  declare drag: Drag | null;
  /** What the dialog is about; undefined: there is none, null: a new one. */
  declare open: Category | null | undefined;
  /** For screen readers: what was moved where. */
  declare said: string;
  #refocus: string | undefined;
  #saving: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor() {
    super();
    this.shown = null;
    this.drag = null;
    this.said = '';
  }

  protected override heard() {
    // The model has the categories, and the frame loads them when they change.
  }

  #active(): readonly Category[] {
    return this.shown ?? this.context.model.categories.filter(({ archived }) => !archived);
  }

  protected override updated(changed: PropertyValues<this>) {
    super.updated(changed);
    if (this.#refocus === undefined) return;
    // The row was put elsewhere in the document, which takes the focus from what is in it.
    this.querySelector<HTMLElement>(`[data-handle="${CSS.escape(this.#refocus)}"]`)?.focus();
    this.#refocus = undefined;
  }

  #move(from: number, to: number): void {
    const before = this.#active();
    const category = before[from];
    if (category === undefined || from === to) return;
    this.shown = moved(before, from, to);
    this.said = this.context.t('categories.movedTo', {
      name: categoryName(this.context, category.id),
      place: to + 1,
      of: before.length,
    });
    // One after the other, and of several that wait only the last one: it has all of them in it.
    this.#waiting += 1;
    this.#saving = this.#saving.then(() => this.#save());
  }

  async #save(): Promise<void> {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    const { app } = this.context;
    const ids = this.#active().map(({ id }) => id);
    await this.attempt(() => order(app, ids));
    await this.attempt(() => app.loadCategories());
    // Unless it was moved on meanwhile.
    if (this.#waiting === 0) this.shown = null;
  }

  #key(event: KeyboardEvent, category: Category, from: number): void {
    const to = placeByKey(event.key, from, this.#active().length);
    if (to === null) return;
    event.preventDefault();
    this.#refocus = category.id;
    this.#move(from, to);
    this.requestUpdate();
  }

  #grab(event: PointerEvent, category: Category, from: number): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const middles = [...this.querySelectorAll('[data-row]')].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    this.drag = { id: category.id, from, to: from, startY: event.clientY, y: event.clientY, middles };
  }

  #pull(event: PointerEvent): void {
    const { drag } = this;
    if (drag === null) return;
    this.drag = { ...drag, y: event.clientY, to: placeAt(drag.middles, drag.from, event.clientY) };
  }

  #drop(): void {
    const { drag } = this;
    this.drag = null;
    if (drag !== null) this.#move(drag.from, drag.to);
  }

  #archive(category: Category, archived: boolean): void {
    const { app, t } = this.context;
    const set = (to: boolean) =>
      this.attempt(async () => {
        await change(app, category.id, { archived: to });
        await app.loadCategories();
      });
    void set(archived).then((went) => {
      if (!went) return;
      const key = archived ? 'categories.wasArchived' : 'categories.wasRestored';
      app.toast(t(key, { name: category.name }), { action: { label: t('app.undo'), run: () => void set(!archived) } });
    });
  }

  /** How far a row is away from its place while something is dragged: the dragged one follows the pointer, the others make room. CSS pixels. */
  #shift(index: number): number {
    const { drag } = this;
    if (drag === null) return 0;
    if (index === drag.from) return drag.y - drag.startY;
    const step = Math.abs((drag.middles[1] ?? 0) - (drag.middles[0] ?? 0));
    if (drag.from < index && index <= drag.to) return -step;
    return drag.to <= index && index < drag.from ? step : 0;
  }

  #row(category: Category, index: number): TemplateResult {
    const { context, drag } = this;
    const { t } = context;
    const dragged = drag?.id === category.id;
    return html`<li
      data-row
      class="category-row ${dragged ? 'dragged' : ''} ${drag === null ? '' : 'dragging'}"
      ${vars({ '--shift': `${this.#shift(index)}px` })}
    >
      <button
        type="button"
        class="icon-button handle"
        data-handle=${category.id}
        aria-label=${t('categories.handle', { name: category.name, place: index + 1 })}
        aria-describedby="handle-hint"
        @keydown=${(event: KeyboardEvent) => this.#key(event, category, index)}
        @pointerdown=${(event: PointerEvent) => this.#grab(event, category, index)}
        @pointermove=${(event: PointerEvent) => this.#pull(event)}
        @pointerup=${() => this.#drop()}
        @pointercancel=${() => (this.drag = null)}
      >
        ${icon(HANDLE, 20, 3)}
      </button>
      ${this.#about(category)}
      <span class="row-buttons">
        <button
          type="button"
          class="text-button"
          aria-label=${t('categories.change', { name: category.name })}
          @click=${() => (this.open = category)}
        >
          ${t('app.edit')}
        </button>
        <button
          type="button"
          class="text-button"
          aria-label=${t('categories.archiveOne', { name: category.name })}
          @click=${() => this.#archive(category, true)}
        >
          ${t('categories.archive')}
        </button>
      </span>
    </li>`;
  }

  #about({ id, description, weight, requires }: Category): TemplateResult {
    const { context } = this;
    const { t } = context;
    return html`<span class="category-about">
      ${categoryMark(context, id)} ${requires === null ? nothing : html`<span class="tag">${t('categories.restricted')}</span>`}
      <span class="muted small"
        >${t('categories.weightOf', { weight })}${description === null ? nothing : html` · ${description}`}</span
      >
    </span>`;
  }

  #archived(archived: readonly Category[]): TemplateResult | typeof nothing {
    const { t } = this.context;
    if (archived.length === 0) return nothing;
    return html`<details class="card">
      <summary>${t('categories.archivedOnes', { count: archived.length })}</summary>
      <ul class="category-list">
        ${archived.map(
          (category) =>
            html`<li class="category-row">
              ${this.#about(category)}
              <span class="row-buttons">
                <button
                  type="button"
                  class="text-button"
                  aria-label=${t('categories.restoreOne', { name: category.name })}
                  @click=${() => this.#archive(category, false)}
                >
                  ${t('categories.restore')}
                </button>
              </span>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  protected override render(): TemplateResult {
    const { context } = this;
    const { t, model } = context;
    const archived = model.categories.filter((each) => each.archived);
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.categories')}</h1>
        <button type="button" class="button primary" @click=${() => (this.open = null)}>${t('categories.new')}</button>
      </header>
      <p class="muted" id="handle-hint">${t('categories.handleHint')}</p>
      <p class="sr" role="status">${this.said}</p>
      <div class="card">
        <ul class="category-list" aria-label=${t('nav.categories')}>
          ${repeat(
            this.#active(),
            ({ id }) => id,
            (category, index) => this.#row(category, index),
          )}
        </ul>
      </div>
      ${this.#archived(archived)}
      ${
        this.open === undefined
          ? nothing
          : html`<pc-category-dialog
              .context=${context}
              .category=${this.open}
              @pc-close=${() => (this.open = undefined)}
            ></pc-category-dialog>`
      }
    </section>`;
  }
}
customElements.define('pc-categories', PcCategories);

export const page = (context: Context): TemplateResult => html`<pc-categories .context=${context}></pc-categories>`;
