import type { APIModalInteractionResponseCallbackData, APITextInputComponent } from 'discord-api-types/v10';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { OpenModal } from '../core/model.js';
import type { Context } from './context.js';
import { closeIcon } from './icons.js';

interface Field {
  readonly wrapper: ComponentType.ActionRow | ComponentType.Label;
  readonly label: string;
  readonly description: string | undefined;
  readonly input: APITextInputComponent;
}

/** Text inputs, in the older form (a row each) and the newer one (a label each). */
export const fieldsOf = (modal: APIModalInteractionResponseCallbackData): readonly Field[] =>
  modal.components.flatMap((each): Field[] => {
    if (each.type === ComponentType.ActionRow) {
      return each.components.map((input) => ({
        wrapper: each.type,
        label: input.label ?? input.custom_id,
        description: undefined,
        input,
      }));
    }
    if (each.type === ComponentType.Label && each.component.type === ComponentType.TextInput) {
      return [{ wrapper: each.type, label: each.label, description: each.description, input: each.component }];
    }
    return [];
  });

/** The `data` of an interaction of type 5. */
export const submission = (modal: APIModalInteractionResponseCallbackData, values: Readonly<Record<string, string>>) => ({
  custom_id: modal.custom_id,
  components: fieldsOf(modal).map(({ wrapper, input }) => {
    const component = { type: ComponentType.TextInput, custom_id: input.custom_id, value: values[input.custom_id] ?? '' };
    return wrapper === ComponentType.ActionRow ? { type: wrapper, components: [component] } : { type: wrapper, component };
  }),
});

/** A form of the app. A native dialog: the browser keeps the focus inside. */
export class PcModal extends LitElement {
  static override properties = { context: {}, open: {}, values: { state: true }, tried: { state: true } };
  declare context: Context;
  declare open: OpenModal;
  declare values: Readonly<Record<string, string>>;
  declare tried: boolean;

  #opener: HTMLElement | undefined;

  constructor() {
    super();
    this.values = {};
    this.tried = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated() {
    if (document.activeElement instanceof HTMLElement) this.#opener = document.activeElement;
    const dialog = this.querySelector('dialog');
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.querySelector('dialog')?.close();
    // The browser does so only for a dialog that is still in the page when it closes.
    if (this.#opener?.isConnected) this.#opener.focus();
  }

  #value({ custom_id, value }: APITextInputComponent) {
    return this.values[custom_id] ?? value ?? '';
  }

  #problem(input: APITextInputComponent): string | undefined {
    const { t } = this.context;
    const { length } = this.#value(input);
    if (length === 0) return input.required === false ? undefined : t('modal.missing');
    return input.min_length !== undefined && length < input.min_length ? t('modal.short', { min: input.min_length }) : undefined;
  }

  #submit = (event: Event) => {
    event.preventDefault();
    this.tried = true;
    const fields = fieldsOf(this.open.modal);
    const wrong = fields.find(({ input }) => this.#problem(input) !== undefined);
    if (wrong) return this.querySelector<HTMLElement>(`[name="${CSS.escape(wrong.input.custom_id)}"]`)?.focus();
    const values = Object.fromEntries(fields.map(({ input }) => [input.custom_id, this.#value(input)]));
    this.context.session.submitModal(submission(this.open.modal, values));
  };

  #field({ label, description, input }: Field, index: number): TemplateResult {
    const { t } = this.context;
    const id = `field-${index}`;
    const problem = this.tried ? this.#problem(input) : undefined;
    const onInput = (event: Event) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        this.values = { ...this.values, [input.custom_id]: target.value };
      }
    };
    const describedBy = [description === undefined ? '' : `${id}-about`, problem === undefined ? '' : `${id}-problem`]
      .join(' ')
      .trim();
    const value = this.#value(input);
    const max = input.max_length ?? 4000;
    const required = input.required !== false;
    return html`<div class="field">
      <label for=${id}
        >${label}${required ? html`<span class="star" title=${t('modal.required')} aria-hidden="true">*</span>` : nothing}</label
      >
      ${description === undefined ? nothing : html`<small id="${id}-about">${description}</small>`}
      ${
        input.style === TextInputStyle.Paragraph
          ? html`<textarea
              id=${id}
              name=${input.custom_id}
              rows="4"
              maxlength=${max}
              aria-required=${required}
              aria-invalid=${problem !== undefined}
              aria-describedby=${describedBy || nothing}
              placeholder=${input.placeholder ?? ''}
              .value=${value}
              @input=${onInput}
            ></textarea>`
          : html`<input
              id=${id}
              name=${input.custom_id}
              type="text"
              autocomplete="off"
              maxlength=${max}
              aria-required=${required}
              aria-invalid=${problem !== undefined}
              aria-describedby=${describedBy || nothing}
              placeholder=${input.placeholder ?? ''}
              .value=${value}
              @input=${onInput}
            />`
      }
      <div class="field-foot">
        <span class="problem" id="${id}-problem" role="alert">${problem ?? ''}</span>
        <span class="count" aria-hidden="true">${value.length}/${max}</span>
      </div>
    </div>`;
  }

  protected override render() {
    const { t, session, model, nameOf } = this.context;
    const { modal, sending, failed } = this.open;
    return html`<dialog
      class="modal"
      aria-labelledby="modal-title"
      @cancel=${(event: Event) => {
        event.preventDefault();
        session.closeModal();
      }}
    >
      <form novalidate @submit=${this.#submit}>
        <header>
          <h2 id="modal-title">${modal.title}</h2>
          <button type="button" class="icon-button" aria-label=${t('modal.close')} @click=${() => session.closeModal()}>
            ${closeIcon()}
          </button>
        </header>
        <div class="modal-fields">
          <p class="subtext">${t('modal.note', { name: model.state ? nameOf(model.state.bot.user) : '' })}</p>
          ${fieldsOf(modal).map((field, i) => this.#field(field, i))}
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
