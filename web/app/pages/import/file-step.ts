import { html, nothing, type TemplateResult } from 'lit';
import { dateOrderChoices, formatChoices } from './choices.js';
import { adjustable, askedOfFile, questionText, SAID_COLUMNS, untimedChoices, untimedOf, untimedValue } from './asked.js';
import type { Choice, FileQuestion } from './asked.js';
import type { ImportDraft } from './contract.js';
import { ImportPart } from './part.js';
import { problemText, recognisedTexts, zoneOf } from './recognised.js';
import { countText, importWords } from './words.js';

/** The first step: what was recognised, and what has to be said about the file itself. */
class PcFileStep extends ImportPart {
  static override properties = { ...ImportPart.properties, draft: { attribute: false }, busy: { attribute: false } };
  declare draft: ImportDraft;
  declare busy: boolean;
  /** Says this of the file, and goes on where nothing is asked any more. */
  declare say: (answers: object) => void;
  declare giveUp: () => void;

  #submit = (event: Event) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement) || this.busy) return;
    this.say(this.#read(new FormData(event.currentTarget)));
  };

  /** What was said in the form, but for what stands there as it was. */
  #read(form: FormData): object {
    const { draft } = this;
    const { said, recognised } = draft;
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    const [format, dateOrder, zone, untimed] = [text('format'), text('dateOrder'), text('zone'), text('untimed')];
    const columns = Object.fromEntries(
      SAID_COLUMNS.flatMap((role) => {
        const nth = text(`column-${role}`);
        const name = nth === '' ? undefined : recognised.header[Number(nth)];
        return name === undefined ? [] : [[role, name] as const];
      }),
    );
    // Columns of other roles were seen by their header, and stay.
    const others = Object.fromEntries(
      Object.entries(said.columns ?? recognised.columns).filter(([role]) => !SAID_COLUMNS.some((one) => one === role)),
    );
    return {
      ...(format === '' || format === said.format ? {} : { format }),
      ...(form.has('column-start') ? { columns: { ...others, ...columns } } : {}),
      ...(dateOrder === '' || dateOrder === said.dateOrder ? {} : { dateOrder }),
      ...(zone === '' || zone === zoneOf(draft) ? {} : { zone }),
      ...(untimed === '' || untimed === untimedValue(said.untimed) ? {} : { untimed: untimedOf(untimed) }),
    };
  }

  protected override render(): TemplateResult {
    const { context, draft } = this;
    const { t } = context;
    const asked = askedOfFile(draft);
    const other = adjustable(draft);
    return html`<section class="card">
        <h2>${t('import.recognised')}</h2>
        <ul class="facts">
          ${recognisedTexts(draft, context).map((text) => html`<li>${text}</li>`)}
        </ul>
        ${this.#problems()}
      </section>
      <form class="import-form" @submit=${this.#submit}>
        ${
          asked.length === 0
            ? nothing
            : html`<section class="card asked">
                <h2>${t('import.open')}</h2>
                ${asked.map((about) => this.#question(about, true))}
              </section>`
        }
        ${
          other.length === 0
            ? nothing
            : html`<section class="card">
                <h2>${t('import.adjust')}</h2>
                ${other.map((about) => this.#question(about, false))}
              </section>`
        }
        <div class="button-row">
          <button type="submit" class="button primary" ?disabled=${this.busy}>${t('import.next')}</button>
          <button type="button" class="button" @click=${() => this.giveUp()}>${t('import.giveUp')}</button>
        </div>
      </form>`;
  }

  #problems(): TemplateResult | typeof nothing {
    const { context, draft } = this;
    const { count, first } = draft.problems;
    if (count === 0) return nothing;
    const more = count - first.length;
    return html`<details>
      <summary>${importWords(context)('unreadable', { rows: countText('rows', count, context) })}</summary>
      <ul class="facts">
        ${first.map((problem) => html`<li>${problemText(problem, context)}</li>`)}
        ${more > 0 ? html`<li>${context.t('import.andMore', { count: context.format.number(more) })}</li>` : nothing}
      </ul>
    </details>`;
  }

  #question(about: FileQuestion, isAsked: boolean): TemplateResult {
    const { context, draft } = this;
    const question = draft.questions.find((one) => one.about === about);
    const text =
      question === undefined
        ? importWords(context)(about === 'columns' ? 'columns.start' : `choose.${about}`)
        : questionText(question, context, (count) => countText('rows', count, context));
    switch (about) {
      case 'columns':
        return this.#columns(question === undefined ? null : text);
      case 'zone':
        return this.#zone(text, isAsked);
      case 'format':
        return this.#select(about, text, isAsked, formatChoices(context), draft.said.format ?? '');
      case 'dateOrder': {
        const orders = question?.about === 'dateOrder' ? question.orders : null;
        const offered = dateOrderChoices(context).filter(({ value }) => orders === null || orders.some((one) => one === value));
        return this.#select(about, text, isAsked, offered, draft.said.dateOrder ?? '');
      }
      case 'untimed':
        return this.#select(about, text, isAsked, untimedChoices(context), untimedValue(draft.said.untimed));
    }
  }

  #select(name: string, text: string, isRequired: boolean, choices: readonly Choice[], chosen: string): TemplateResult {
    return html`<label class="field"
      ><span>${text}</span>
      <select name=${name} ?required=${isRequired}>
        <option value="" ?selected=${chosen === ''}>${this.context.t('import.pick')}</option>
        ${choices.map(({ value, label }) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}
      </select></label
    >`;
  }

  #zone(text: string, isRequired: boolean): TemplateResult {
    const { context, draft } = this;
    const { t, space, zone: own } = context;
    const chosen = zoneOf(draft) ?? '';
    const likely = [...new Set([own, space.zone])];
    const option = (zone: string) => html`<option value=${zone} ?selected=${zone === chosen}>${zone}</option>`;
    const all = Intl.supportedValuesOf('timeZone').filter((zone) => !likely.includes(zone));
    return html`<label class="field"
      ><span>${text}</span>
      <select name="zone" ?required=${isRequired}>
        <option value="" ?selected=${chosen === ''}>${t('import.pick')}</option>
        <optgroup label=${t('import.likely')}>${likely.map(option)}</optgroup>
        <optgroup label=${t('import.allZones')}>${all.map(option)}</optgroup>
      </select></label
    >`;
  }

  #columns(text: string | null): TemplateResult {
    const { context, draft } = this;
    const { header, sample, columns: seen } = draft.recognised;
    const columns = draft.said.columns ?? seen;
    const say = importWords(context);
    return html`${text === null ? nothing : html`<p>${text}</p>`}
      <div class="scroller">
        <table class="table">
          <caption class="sr">
            ${context.t('import.firstRows')}
          </caption>
          <thead>
            <tr>
              ${header.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${sample.map(
              (cells) =>
                html`<tr>
                  ${header.map((_name, at) => html`<td>${cells[at] ?? ''}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="fields">
        ${SAID_COLUMNS.map(
          (role) =>
            html`<label class="field"
              ><span>${say(`columns.${role}`)}</span>
              <select name=${`column-${role}`}>
                <option value="" ?selected=${columns[role] === undefined}>${say('noColumn')}</option>
                ${header.map(
                  (name, at) => html`<option value=${String(at)} ?selected=${name === columns[role]}>${name}</option>`,
                )}
              </select></label
            >`,
        )}
      </div>`;
  }
}
customElements.define('pc-file-step', PcFileStep);
