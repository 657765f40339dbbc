import type { APIAttachment } from 'discord-api-types/v10';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { OpenModal } from '../core/model.js';
import type { Context } from '../views/context.js';
import { DialogOf, onCancel } from '../../kit/dialog.js';
import { closeIcon } from '../views/icons.js';
import { markdown } from '../views/markdown.js';
import { fieldView } from './field-view.js';
import { fieldsOf, partsOf, problemOf, submission, valueOf, type Field, type Values } from './fields.js';

/** What can be filled in; the first one has the focus when the form opens. */
const CONTROLS = 'input:not([type=file]), textarea, .select-face, .drop';

/** A form of the app. */
export class PcModal extends LitElement {
  static override properties = {
    context: {},
    open: {},
    values: { state: true },
    files: { state: true },
    tried: { state: true },
  };
  declare context: Context;
  declare open: OpenModal;
  /** By custom id; what is not in it is as the form came. */
  declare values: Values;
  /** What was chosen for file uploads, by custom id. */
  declare files: Readonly<Record<string, readonly APIAttachment[]>>;
  declare tried: boolean;

  constructor() {
    super();
    new DialogOf(this);
    this.values = {};
    this.files = {};
    this.tried = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated() {
    void this.#focusFirst();
  }

  /** Selects and file fields draw themselves a moment after the form. */
  async #focusFirst() {
    await Promise.all([...this.querySelectorAll<LitElement>('pc-select, pc-files')].map((each) => each.updateComplete));
    this.querySelector('.modal-fields')?.querySelector<HTMLElement>(CONTROLS)?.focus();
  }

  #problem({ input }: Field): string | undefined {
    const problem = problemOf(input, valueOf(input, this.values));
    return problem && this.context.t(problem.key, problem.params);
  }

  #controlOf({ input }: Field): HTMLElement | null {
    const name = CSS.escape(input.custom_id);
    return (
      this.querySelector<HTMLElement>(`[name="${name}"]`) ??
      this.querySelector<HTMLElement>(`[data-field="${name}"]`)?.querySelector<HTMLElement>(CONTROLS) ??
      null
    );
  }

  #submit = (event: Event) => {
    event.preventDefault();
    this.tried = true;
    const wrong = fieldsOf(this.open.modal).find((field) => this.#problem(field) !== undefined);
    if (wrong) this.#controlOf(wrong)?.focus();
    else this.context.session.submitModal(submission(this.open.modal, this.values));
  };

  #field(field: Field, id: string): TemplateResult {
    const { input } = field;
    const { custom_id } = input;
    return fieldView(
      {
        field,
        id,
        value: valueOf(input, this.values),
        problem: this.tried ? this.#problem(field) : undefined,
        files: this.files[custom_id] ?? [],
        set: (value) => (this.values = { ...this.values, [custom_id]: value }),
        setFiles: (files) => {
          this.files = { ...this.files, [custom_id]: files };
          this.values = { ...this.values, [custom_id]: files.map((file) => file.id) };
        },
      },
      this.context,
    );
  }

  protected override render() {
    const { context } = this;
    const { t, session, model, nameOf } = context;
    const { modal, sending, failed } = this.open;
    return html`<dialog class="modal" aria-labelledby="modal-title" @cancel=${onCancel(() => session.closeModal())}>
      <form novalidate @submit=${this.#submit}>
        <header>
          <h2 id="modal-title">${modal.title}</h2>
          <button type="button" class="icon-button" aria-label=${t('modal.close')} @click=${() => session.closeModal()}>
            ${closeIcon()}
          </button>
        </header>
        <div class="modal-fields">
          <p class="subtext">${t('modal.note', { name: model.state ? nameOf(model.state.bot.user) : '' })}</p>
          ${partsOf(modal).map((part, i) =>
            part.type === 'text'
              ? html`<div class="content">${markdown(part.content, context)}</div>`
              : this.#field(part.field, `field-${i}`),
          )}
          ${failed === undefined ? nothing : html`<div class="failed" role="alert">${t('message.failedComponent')}<small>${failed}</small></div>`}
        </div>
        <footer>
          <button type="button" class="button secondary" @click=${() => session.closeModal()}>${t('modal.cancel')}</button>
          <button type="submit" class="button primary" aria-disabled=${sending}>
            ${t(sending ? 'modal.sending' : 'modal.submit')}
          </button>
        </footer>
      </form>
    </dialog>`;
  }
}
customElements.define('pc-modal', PcModal);
