import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DialogOf, onCancel } from '../../kit/dialog.js';
import { closeIcon } from '../../kit/icon.js';
import type { Context } from '../core/context.js';

let count = 0;

/** What was filled in cannot be read; the message is a sentence for whoever filled it in. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * A form over the page. Whoever draws it takes it away at `pc-close`. What the server refuses is said in it, and nothing that was filled in is lost.
 */
export abstract class Dialog extends LitElement {
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };
  declare context: Context;
  /** What was filled in is on its way. */
  declare busy: boolean;
  /** Why the server refused it. */
  declare problem: string | null;
  readonly #titleId = `dialog-${(count += 1)}`;

  constructor() {
    super();
    new DialogOf(this);
    this.busy = false;
    this.problem = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected abstract heading(): string;
  protected abstract body(): TemplateResult;
  /** Does what the form is for; it closes when that went well. */
  protected abstract submit(): Promise<void>;

  /** What the button that submits is called, and whether it takes something away. */
  protected submitButton(): { readonly label: string; readonly look?: 'primary' | 'danger' } {
    return { label: this.context.t('app.save') };
  }

  /** Further buttons, at the left. */
  protected otherButtons(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected close(): void {
    this.dispatchEvent(new CustomEvent('pc-close'));
  }

  /** Does something and closes; what is refused is said here. */
  protected async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      this.close();
    } catch (error) {
      this.problem = error instanceof Unreadable ? error.message : this.context.app.sentenceOf(error);
    }
    this.busy = false;
  }

  #submit = (event: Event) => {
    event.preventDefault();
    void this.attempt(() => this.submit());
  };

  protected override render() {
    const { t } = this.context;
    const { label, look = 'primary' } = this.submitButton();
    return html`<dialog aria-labelledby=${this.#titleId} @cancel=${onCancel(() => this.close())}>
      <form class="dialog-body" @submit=${this.#submit}>
        <header class="dialog-head">
          <h2 id=${this.#titleId}>${this.heading()}</h2>
          <button type="button" class="icon-button" aria-label=${t('app.close')} @click=${() => this.close()}>
            ${closeIcon()}
          </button>
        </header>
        ${this.body()} ${this.problem === null ? nothing : html`<p class="refusal" role="alert">${this.problem}</p>`}
        <footer class="dialog-foot">
          ${this.otherButtons()}
          <button type="submit" class="button ${look}" ?disabled=${this.busy}>${label}</button>
          <button type="button" class="button" @click=${() => this.close()}>${t('app.cancel')}</button>
        </footer>
      </form>
    </dialog>`;
  }
}
