import { html, nothing, type TemplateResult } from 'lit';
import { uploadIcon } from '../../../kit/icon.js';
import { sizeText } from '../../../kit/size.js';
import type { Member } from '../../core/members.js';
import { UPLOAD_MAX } from './contract.js';
import { ImportPart } from './part.js';
import './whose.js';

/** What other programs export; what a file really holds is looked at by the server. */
const TYPES = '.csv,.tsv,.txt,.json,.jsonl,.gz,.zip,.ics,.data';

/** Where a file is chosen or dropped. */
class PcBring extends ImportPart {
  static override properties = {
    ...ImportPart.properties,
    members: { attribute: false },
    reading: { attribute: false },
    over: { state: true },
    wrong: { state: true },
    whose: { state: true },
  };
  /** Whose time it may be besides; null: the reader's alone. */
  declare members: readonly Pick<Member, 'user' | 'name'>[] | null;
  /** The name of the file that is under way; null: none is. */
  declare reading: string | null;
  declare take: (file: File, member: string | null) => void;
  declare over: boolean;
  /** Why a file was not taken. */
  declare wrong: string | null;
  declare whose: string;

  constructor() {
    super();
    this.over = false;
    this.wrong = null;
    this.whose = '';
  }

  #take(files: readonly File[]): void {
    const { t, format } = this.context;
    const [file, another] = files;
    if (file === undefined || this.reading !== null) return;
    const size = sizeText(UPLOAD_MAX, format.locale);
    this.wrong =
      another !== undefined
        ? t('import.oneFile')
        : file.size > UPLOAD_MAX
          ? t('import.tooLarge', { name: file.name, size })
          : null;
    if (this.wrong === null) this.take(file, this.whose === '' ? null : this.whose);
  }

  #dropped = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    this.#take([...(event.dataTransfer?.files ?? [])]);
  };

  #dragged = (event: DragEvent) => {
    event.preventDefault();
    this.over = event.type === 'dragover';
  };

  protected override render(): TemplateResult {
    const { context, reading, members } = this;
    const { t, format, model } = context;
    const own = model.session?.user.id ?? '';
    return html`<section
      class="card drop ${this.over ? 'over' : ''}"
      @dragover=${this.#dragged}
      @dragleave=${this.#dragged}
      @drop=${this.#dropped}
    >
      <p>${t('import.drop')}</p>
      <p>
        <label class="button primary file-button" ?data-off=${reading !== null}
          >${uploadIcon()} ${t('import.choose')}<input
            type="file"
            class="sr"
            accept=${TYPES}
            ?disabled=${reading !== null}
            @change=${(event: Event) => {
              if (!(event.target instanceof HTMLInputElement)) return;
              this.#take([...(event.target.files ?? [])]);
              // The same file may be chosen again.
              event.target.value = '';
            }}
        /></label>
      </p>
      <p class="muted small">${t('import.limits', { size: sizeText(UPLOAD_MAX, format.locale) })}</p>
      ${
        members === null
          ? nothing
          : html`<div class="field">
              <span>${t('import.whose')}</span>
              <pc-whose
                .context=${context}
                .label=${t('import.whose')}
                .members=${members}
                .value=${this.whose === '' ? own : this.whose}
                .change=${(whose: string) => (this.whose = whose)}
              ></pc-whose>
            </div>`
      }
      <div role="status">${reading === null ? nothing : t('import.reading', { name: reading })}</div>
      <div role="alert">${this.wrong === null ? nothing : html`<p class="problem">${this.wrong}</p>`}</div>
    </section>`;
  }
}
customElements.define('pc-bring', PcBring);
