import type { APIAttachment } from 'discord-api-types/v10';
import { html, LitElement, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { acceptOf } from '../../../src/sandbox/file-types.js';
import { Refused } from '../core/api.js';
import type { Context } from '../views/context.js';
import { closeIcon, fileIcon, uploadIcon } from '../views/icons.js';
import { fileProblem } from './check.js';
import { sizeText } from '../../kit/size.js';

/** Chooses files, by the system's dialog or by dropping them, uploads them to the sandbox, and tells which ones it has. */
export class PcFiles extends LitElement {
  static override properties = {
    context: {},
    label: {},
    types: {},
    most: {},
    files: {},
    required: {},
    invalid: {},
    describedBy: {},
    aside: {},
    sending: { state: true },
    refused: { state: true },
  };
  declare context: Context;
  declare label: string;
  declare types: readonly string[] | undefined;
  /** How many files there may be. */
  declare most: number;
  declare files: readonly APIAttachment[];
  declare required: boolean;
  declare invalid: boolean;
  declare describedBy: string | undefined;
  /** Another control opens it by `browse`, so that the keyboard need not come by twice. */
  declare aside: boolean;
  declare change: (files: readonly APIAttachment[]) => void;
  declare sending: number;
  declare refused: string | undefined;

  constructor() {
    super();
    this.most = 1;
    this.files = [];
    this.required = false;
    this.invalid = false;
    this.aside = false;
    this.sending = 0;
  }

  protected override createRenderRoot() {
    return this;
  }

  /** Opens the system's dialog. */
  browse() {
    this.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  async #take(chosen: readonly File[]) {
    const { t, model, session } = this.context;
    const rules = { types: this.types, sizeLimit: model.state?.attachmentSizeLimit ?? 0, most: this.most };
    this.refused = undefined;
    // A single place is taken over by the next file; several fill up.
    let files = this.most === 1 ? [] : this.files;
    for (const file of chosen) {
      const problem = fileProblem(file, files.length, rules, model.locale);
      if (problem) {
        this.refused = t(problem.key, problem.params);
        break;
      }
      this.sending += 1;
      try {
        files = [...files, await session.upload(file)];
      } catch (error) {
        this.refused = error instanceof Refused ? error.message : t('file.failed', { name: file.name });
      } finally {
        this.sending -= 1;
      }
    }
    if (files.length > 0) this.change(files);
  }

  #dropped = (event: DragEvent) => {
    event.preventDefault();
    void this.#take([...(event.dataTransfer?.files ?? [])]);
  };

  #one(file: APIAttachment) {
    const { t, model } = this.context;
    return html`<li class="file chosen-file">
      ${fileIcon()}
      <span class="file-text">${file.filename}<small>${sizeText(file.size, model.locale)}</small></span>
      <button
        type="button"
        class="icon-button"
        aria-label=${t('file.remove', { name: file.filename })}
        @click=${() => this.change(this.files.filter(({ id }) => id !== file.id))}
      >
        ${closeIcon(18)}
      </button>
    </li>`;
  }

  protected override render() {
    const { t, model } = this.context;
    const full = this.files.length >= this.most;
    const limit = sizeText(model.state?.attachmentSizeLimit ?? 0, model.locale);
    const rules = [
      this.types && this.types.length > 0 ? this.types.join(', ') : undefined,
      t('file.limit', { limit }),
      this.most > 1 ? t('file.most', { max: this.most }) : undefined,
    ];
    return html`<div class="files" @dragover=${(event: Event) => event.preventDefault()} @drop=${this.#dropped}>
      <input
        type="file"
        class="sr"
        tabindex="-1"
        aria-label=${this.label}
        accept=${ifDefined(acceptOf(this.types) || undefined)}
        ?multiple=${this.most > 1}
        @change=${(event: Event) => {
          if (!(event.target instanceof HTMLInputElement)) return;
          void this.#take([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      ${
        this.files.length > 0
          ? html`<ul class="chosen-files">
              ${this.files.map((file) => this.#one(file))}
            </ul>`
          : nothing
      }
      ${
        full
          ? nothing
          : html`<button
              type="button"
              class="drop"
              tabindex=${this.aside ? -1 : nothing}
              aria-invalid=${this.invalid ? 'true' : nothing}
              aria-describedby=${this.describedBy ?? nothing}
              @click=${() => this.browse()}
            >
              ${uploadIcon()}
              <span
                ><span class="sr">${this.label}: </span><b>${t(this.sending > 0 ? 'file.sending' : 'file.choose')}</b
                ><small>${rules.filter(Boolean).join(' · ')}</small></span
              >
            </button>`
      }
      ${this.refused === undefined ? nothing : html`<div class="problem" role="alert">${this.refused}</div>`}
    </div>`;
  }
}
customElements.define('pc-files', PcFiles);
