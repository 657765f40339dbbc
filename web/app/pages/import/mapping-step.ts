import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Member } from '../../core/members.js';
import { categoryName, usableCategories } from '../../parts/category.js';
import type { ImportDraft } from './contract.js';
import { EXISTING, IGNORE, labelChoice, mappedOf, NAMED, NEW, saidOf, type LabelSaid, type Mapped } from './mapping.js';
import { ImportPart } from './part.js';
import './whose.js';
import { importWords } from './words.js';

/** Labels that are shown at a time: a select of all categories for each is much for a browser. */
const SHOWN = 50;

/** The second step: what becomes of labels, and whose the rows are. */
class PcMappingStep extends ImportPart {
  static override properties = {
    ...ImportPart.properties,
    draft: { attribute: false },
    busy: { attribute: false },
    members: { attribute: false },
    mapped: { state: true },
    asksMissing: { state: true },
    shown: { state: true },
  };
  declare draft: ImportDraft;
  declare busy: boolean;
  /** Whom rows may belong to besides the reader; null: nobody. */
  declare members: readonly Pick<Member, 'user' | 'name'>[] | null;
  /** Says all that is new; what was said may be nothing new. */
  declare say: (answers: object) => void;
  /** Says what decides about the category: the labels are other ones then. */
  declare byField: (labelField: string) => void;
  declare back: () => void;
  declare giveUp: () => void;
  declare mapped: Mapped;
  declare asksMissing: boolean;
  declare shown: number;

  constructor() {
    super();
    this.asksMissing = false;
    this.shown = SHOWN;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('draft')) this.mapped = mappedOf(this.draft);
  }

  #label(label: string, said: Partial<LabelSaid>): void {
    const before = this.mapped.labels.get(label) ?? { value: '', name: '' };
    this.mapped = { ...this.mapped, labels: new Map([...this.mapped.labels, [label, { ...before, ...said }]]) };
  }

  #person(name: string, whose: string): void {
    this.mapped = { ...this.mapped, people: new Map([...this.mapped.people, [name, whose]]) };
  }

  #isOpen(label: string): boolean {
    return labelChoice(label, this.mapped.labels.get(label) ?? { value: '', name: '' }) === null;
  }

  #rest(value: typeof NEW | typeof IGNORE): void {
    const labels = new Map(this.mapped.labels);
    for (const { label } of this.draft.labels)
      // Rows without a label have no name that a category could have.
      if (this.#isOpen(label) && (value === IGNORE || label !== '')) labels.set(label, { value, name: '' });
    this.mapped = { ...this.mapped, labels };
  }

  #submit = (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    const said = saidOf(this.draft, this.mapped);
    this.asksMissing = said === null;
    if (said !== null) {
      this.say(said);
      return;
    }
    // What is missing may stand below what is shown.
    this.shown = Math.max(this.shown, this.draft.labels.findIndex(({ label }) => this.#isOpen(label)) + 1);
    void this.updateComplete.then(() => {
      const missing = this.querySelector<HTMLElement>('[aria-invalid="true"]');
      missing?.focus();
    });
  };

  protected override render(): TemplateResult {
    const { context, draft } = this;
    const { t } = context;
    return html`<form class="import-form" @submit=${this.#submit} novalidate>
      ${draft.labels.length === 0 ? nothing : this.#categories()} ${draft.people.length === 0 ? nothing : this.#people()}
      <div role="alert">${this.asksMissing ? html`<p class="refusal">${t('import.missing')}</p>` : nothing}</div>
      <div class="button-row">
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t('import.next')}</button>
        <button type="button" class="button" @click=${() => this.back()}>${t('import.back')}</button>
        <button type="button" class="button" @click=${() => this.giveUp()}>${t('import.giveUp')}</button>
      </div>
    </form>`;
  }

  #categories(): TemplateResult {
    const { context, draft } = this;
    const { t, format } = context;
    const say = importWords(context);
    const field = say(`fields.${draft.labelField}`);
    const shown = draft.labels.slice(0, this.shown);
    const more = draft.labels.length - shown.length;
    const hasOpen = draft.labels.some(({ label }) => this.#isOpen(label));
    return html`<section class="card">
      <h2>${t('import.categories')}</h2>
      <p>${say('mapCategories', { field })}</p>
      ${draft.labelFields.length < 2 ? nothing : this.#field()}
      <div class="scroller">
        <table class="table mapping">
          <caption class="sr">
            ${t('import.categories')}
          </caption>
          ${this.#head(field, t('import.becomes'))}
          <tbody>
            ${shown.map(
              ({ label, rows, seconds }) =>
                html`<tr>
                  <th scope="row">${label === '' ? say('nameless.categories') : label}</th>
                  <td class="right">${format.number(rows)}</td>
                  <td class="right">${format.duration(seconds * 1000)}</td>
                  <td>${this.#choice(label)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="button-row">
        ${
          more > 0
            ? html`<button type="button" class="button" @click=${() => (this.shown += SHOWN)}>
                ${t('import.more', { count: format.number(Math.min(SHOWN, more)) })}
              </button>`
            : nothing
        }
        ${
          hasOpen && draft.may.categories
            ? html`<button type="button" class="button" @click=${() => this.#rest(NEW)}>${say('buttons.newRest')}</button>`
            : nothing
        }
        ${
          hasOpen
            ? html`<button type="button" class="button" @click=${() => this.#rest(IGNORE)}>${say('buttons.ignoreRest')}</button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #head(name: string, becomes: string): TemplateResult {
    const { t } = this.context;
    return html`<thead>
      <tr>
        <th scope="col">${name}</th>
        <th scope="col" class="right">${t('import.rows')}</th>
        <th scope="col" class="right">${t('import.time')}</th>
        <th scope="col">${becomes}</th>
      </tr>
    </thead>`;
  }

  #field(): TemplateResult {
    const { draft, context } = this;
    const say = importWords(context);
    return html`<label class="field"
      ><span>${say('choose.labelField')}</span>
      <select
        ?disabled=${this.busy}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLSelectElement) this.byField(event.target.value);
        }}
      >
        ${draft.labelFields.map(
          (field) => html`<option value=${field} ?selected=${field === draft.labelField}>${say(`fields.${field}`)}</option>`,
        )}
      </select></label
    >`;
  }

  #choice(label: string): TemplateResult {
    const { context, draft, asksMissing } = this;
    const { t } = context;
    const say = importWords(context);
    const { value, name } = this.mapped.labels.get(label) ?? { value: '', name: '' };
    const called = label === '' ? say('nameless.categories') : label;
    const kept = value.startsWith(EXISTING) ? value.slice(EXISTING.length) : null;
    const option = (of: string, text: string) => html`<option value=${of} ?selected=${of === value}>${text}</option>`;
    const isMissing = asksMissing && this.#isOpen(label);
    return html`<select
        aria-label=${t('import.becomesOf', { name: called })}
        aria-invalid=${isMissing ? 'true' : nothing}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLSelectElement) this.#label(label, { value: event.target.value });
        }}
      >
        ${option('', t('import.pick'))}
        ${draft.may.categories && label !== '' ? option(NEW, say('newCategory', { name: label })) : nothing}
        ${usableCategories(context, kept).map(({ id }) => option(EXISTING + id, categoryName(context, id)))}
        ${draft.may.categories ? option(NAMED, say('newNamed')) : nothing} ${option(IGNORE, say('ignore'))}
      </select>
      ${
        value === NAMED
          ? html`<input
              aria-label=${t('import.newName', { name: called })}
              aria-invalid=${isMissing ? 'true' : nothing}
              maxlength="50"
              .value=${name}
              @input=${(event: Event) => {
                if (event.target instanceof HTMLInputElement) this.#label(label, { name: event.target.value });
              }}
            />`
          : nothing
      }`;
  }

  #people(): TemplateResult {
    const { context, draft } = this;
    const { t, format } = context;
    const say = importWords(context);
    return html`<section class="card">
      <h2>${t('import.people')}</h2>
      <p>${say('mapPeople')}</p>
      <div class="scroller">
        <table class="table mapping">
          <caption class="sr">
            ${t('import.people')}
          </caption>
          ${this.#head(t('import.inFile'), t('import.whoseColumn'))}
          <tbody>
            ${draft.people.map(
              ({ name, rows, seconds }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td class="right">${format.number(rows)}</td>
                  <td class="right">${format.duration(seconds * 1000)}</td>
                  <td>
                    <pc-whose
                      .context=${context}
                      .label=${t('import.whoseOf', { name })}
                      .members=${this.members}
                      .nobody=${true}
                      .value=${this.mapped.people.get(name) ?? ''}
                      .wrong=${this.asksMissing && (this.mapped.people.get(name) ?? '') === ''}
                      .change=${(whose: string) => this.#person(name, whose)}
                    ></pc-whose>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}
customElements.define('pc-mapping-step', PcMappingStep);
