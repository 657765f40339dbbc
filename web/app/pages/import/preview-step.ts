import { html, nothing, type TemplateResult } from 'lit';
import { questionText } from './asked.js';
import type { ImportPreview } from './contract.js';
import { leftOutGroups, type Group } from './left-out.js';
import { ImportPart } from './part.js';
import { countText, importWords } from './words.js';

/** The third step: what would be stored, and what not and why. */
class PcPreviewStep extends ImportPart {
  static override properties = { ...ImportPart.properties, preview: { attribute: false }, busy: { attribute: false } };
  /** Null while it is made. */
  declare preview: ImportPreview | null;
  declare busy: boolean;
  declare say: (answers: object) => void;
  declare begin: () => void;
  declare back: () => void;
  declare giveUp: () => void;

  protected override render(): TemplateResult {
    const { context, preview } = this;
    const { t } = context;
    const isReady = preview !== null && preview.questions.length === 0 && preview.stored.entries > 0;
    return html`<div role="status">${preview === null ? html`<p class="waiting">${t('import.counting')}</p>` : nothing}</div>
      ${preview === null ? nothing : html`${this.#stored(preview)} ${this.#asked(preview)} ${this.#others(preview)}`}
      <div class="button-row">
        ${
          preview === null
            ? nothing
            : html`<button type="button" class="button primary" ?disabled=${!isReady || this.busy} @click=${() => this.begin()}>
                ${t('import.begin', { entries: countText('entries', preview.stored.entries, context) })}
              </button>`
        }
        <button type="button" class="button" @click=${() => this.back()}>${t('import.back')}</button>
        <button type="button" class="button" @click=${() => this.giveUp()}>${t('import.giveUp')}</button>
      </div>`;
  }

  #stored({ stored }: ImportPreview): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    const say = importWords(context);
    const { entries, seconds, span, categories, members } = stored;
    const own = context.model.session?.user.id;
    const isOnlyOwn = members.every(({ user }) => user === own);
    if (entries === 0) return html`<section class="card"><p>${say('storesNothing')}</p></section>`;
    return html`<section class="card">
      <h2>${t('import.wouldStore')}</h2>
      <p class="number"><strong>${countText('entries', entries, context)} · ${format.duration(seconds * 1000)}</strong></p>
      ${
        span === null
          ? nothing
          : html`<p>${format.moment(Date.parse(span.from), zone)} – ${format.moment(Date.parse(span.to), zone)}</p>`
      }
      ${this.#sums(
        t('import.category'),
        categories.map(({ id, name, ...sums }) => ({ name: id === null ? `${name} (${say('isNew')})` : name, ...sums })),
      )}
      ${
        isOnlyOwn
          ? nothing
          : this.#sums(
              t('import.member'),
              members.map(({ user, name, ...sums }) => ({ name: name ?? user, ...sums })),
            )
      }
    </section>`;
  }

  #sums(
    of: string,
    rows: readonly { readonly name: string; readonly entries: number; readonly seconds: number }[],
  ): TemplateResult {
    const { t, format } = this.context;
    return html`<div class="scroller">
      <table class="table">
        <caption class="sr">
          ${of}
        </caption>
        <thead>
          <tr>
            <th scope="col">${of}</th>
            <th scope="col" class="right">${t('import.entries')}</th>
            <th scope="col" class="right">${t('import.time')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, entries, seconds }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="right">${format.number(entries)}</td>
                <td class="right">${format.duration(seconds * 1000)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #asked({ questions }: ImportPreview): TemplateResult | typeof nothing {
    const { context } = this;
    const { t } = context;
    const say = importWords(context);
    const [question] = questions;
    if (question === undefined) return nothing;
    const submit = (event: Event) => {
      event.preventDefault();
      if (!(event.currentTarget instanceof HTMLFormElement)) return;
      const shifted = new FormData(event.currentTarget).get('shifted');
      if (shifted === 'skip' || shifted === 'store') this.say({ shifted });
    };
    return html`<form class="card asked" @submit=${submit}>
      <p>${questionText(question, context, (count) => countText('rows', count, context))}</p>
      <label class="field"
        ><span>${say('choose.shifted')}</span>
        <select name="shifted" required>
          <option value="">${t('import.pick')}</option>
          <option value="skip">${say('shifted.skip')}</option>
          <option value="store">${say('shifted.store')}</option>
        </select></label
      >
      <div class="button-row">
        <button type="submit" class="button" ?disabled=${this.busy}>${t('import.apply')}</button>
      </div>
    </form>`;
  }

  #others(preview: ImportPreview): TemplateResult | typeof nothing {
    const { context } = this;
    const groups = leftOutGroups(preview, context);
    if (groups.length === 0) return nothing;
    const isLimited = preview.refused.first.some(({ code }) => code.startsWith('SELF_EDIT'));
    return html`<section class="card">
      <h2>${importWords(context)('leftOut')}</h2>
      ${groups.map((group) => this.#group(group))} ${isLimited ? html`<p>${context.t('import.refusedHint')}</p>` : nothing}
    </section>`;
  }

  #group({ text, lines, more }: Group): TemplateResult {
    const { t, format } = this.context;
    if (lines.length === 0) return html`<p>${text}</p>`;
    return html`<details>
      <summary>${text}</summary>
      <ul class="facts">
        ${lines.map((line) => html`<li>${line}</li>`)}
        ${more > 0 ? html`<li>${t('import.andMore', { count: format.number(more) })}</li>` : nothing}
      </ul>
    </details>`;
  }
}
customElements.define('pc-preview-step', PcPreviewStep);
