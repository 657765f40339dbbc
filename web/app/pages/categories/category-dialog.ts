import { html, nothing } from 'lit';
import type { Category } from '../../core/contract.js';
import { askForDirectory, type Named } from '../../core/directory.js';
import { Dialog } from '../../parts/dialog.js';
import { changedCategory, fieldsOf, newCategory, type CategoryFields } from './form.js';
import { add, change } from './requests.js';

const LIMITS = { name: 50, description: 200, emoji: 60, weight: 5 } as const;
/** What the colour field begins with where there was none. */
const FIRST_COLOUR = '#3498db';

/** A new category, or one that is changed. */
class PcCategoryDialog extends Dialog {
  static override properties = { category: { attribute: false }, fields: { state: true }, roles: { state: true } };
  /** Null: a new one. */
  declare category: Category | null;
  declare fields: CategoryFields | undefined;
  /** Of the server; null before they are known, and for whoever may not choose among them. */
  declare roles: readonly Named[] | null;

  constructor() {
    super();
    this.roles = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.context.may('manageSettings')) void this.#loadRoles();
  }

  /** Without them, such as while Discord cannot be asked, everything else can be changed all the same. */
  async #loadRoles(): Promise<void> {
    this.roles = await askForDirectory(this.context.app).then(
      ({ roles }) => roles,
      () => null,
    );
  }

  protected override heading(): string {
    const { t } = this.context;
    return this.category === null ? t('categories.new') : t('categories.change', { name: this.category.name });
  }

  #fields(): CategoryFields {
    return this.fields ?? fieldsOf(this.category);
  }

  #set(change: Partial<CategoryFields>): void {
    this.fields = { ...this.#fields(), ...change };
  }

  #text(name: 'name' | 'emoji' | 'description', hint: string | null) {
    const { t } = this.context;
    return html`<label class="field"
      ><span>${t(`categories.${name}`)}</span>
      <input
        type="text"
        name=${name}
        autocomplete="off"
        ?required=${name === 'name'}
        maxlength=${LIMITS[name]}
        .value=${this.#fields()[name]}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) this.#set({ [name]: event.target.value });
        }}
      />
      ${hint === null ? nothing : html`<span class="hint">${hint}</span>`}
    </label>`;
  }

  protected override body() {
    const { t } = this.context;
    const { colour, weight } = this.#fields();
    const [min, max] = [0, LIMITS.weight];
    return html`${this.#text('name', null)}
      <div class="fields">${this.#text('emoji', t('categories.emojiHint'))} ${this.#colour(colour)}</div>
      ${this.#text('description', null)}
      <label class="field"
        ><span>${t('categories.weight')}</span>
        <input
          type="number"
          name="weight"
          required
          min=${min}
          max=${max}
          step="1"
          .value=${String(weight)}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.#set({ weight: event.target.valueAsNumber });
          }}
        />
        <span class="hint">${t('categories.weightHint')}</span>
      </label>
      ${this.roles === null ? nothing : this.#role(this.roles)}`;
  }

  #role(roles: readonly Named[]) {
    const { t } = this.context;
    const { requires } = this.#fields();
    // One that is gone at Discord stays chosen until somebody chooses another.
    const gone = requires === '' || roles.some(({ id }) => id === requires) ? [] : [{ id: requires, name: requires }];
    return html`<label class="field"
      ><span>${t('categories.requires')}</span>
      <select
        name="requires"
        @change=${(event: Event) => {
          if (event.target instanceof HTMLSelectElement) this.#set({ requires: event.target.value });
        }}
      >
        <option value="" ?selected=${requires === ''}>${t('categories.requiresNone')}</option>
        ${[...roles, ...gone].map(({ id, name }) => html`<option value=${id} ?selected=${id === requires}>@${name}</option>`)}
      </select>
      <span class="hint">${t('categories.requiresHint')}</span>
    </label>`;
  }

  #colour(colour: string) {
    const { t } = this.context;
    return html`<fieldset class="field colour-field">
      <legend>${t('categories.colour')}</legend>
      <label class="check"
        ><input
          type="checkbox"
          name="coloured"
          .checked=${colour !== ''}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.#set({ colour: event.target.checked ? FIRST_COLOUR : '' });
          }}
        />
        ${t('categories.coloured')}</label
      >
      ${
        colour === ''
          ? nothing
          : html`<input
              type="color"
              aria-label=${t('categories.colour')}
              .value=${colour}
              @input=${(event: Event) => {
                if (event.target instanceof HTMLInputElement) this.#set({ colour: event.target.value });
              }}
            />`
      }
    </fieldset>`;
  }

  protected override async submit(): Promise<void> {
    const { app } = this.context;
    if (this.category === null) await add(app, newCategory(this.#fields()));
    else {
      const changed = changedCategory(this.category, this.#fields());
      if (Object.keys(changed).length > 0) await change(app, this.category.id, changed);
    }
    await app.loadCategories();
  }
}
customElements.define('pc-category-dialog', PcCategoryDialog);
