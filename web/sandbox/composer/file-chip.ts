import { html, nothing, type TemplateResult } from 'lit';
import { fileIcon } from '../views/icons.js';

/** The place of a file in the message box: a button that opens the system's dialog, and then carries the file's name. */
export interface FileChip {
  readonly label: string;
  readonly name: string;
  /** Name of the chosen file, or what to do when there is none. */
  readonly text: string;
  readonly chosen: boolean;
  /** It has the caret. */
  readonly here: boolean;
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly key: (event: KeyboardEvent) => void;
  readonly focused: () => void;
  readonly browse: () => void;
}

export const fileChipView = (chip: FileChip): TemplateResult =>
  html`<button
    type="button"
    class="chip-file ${chip.chosen ? 'chosen' : ''}"
    aria-label="${chip.label}: ${chip.text}"
    aria-invalid=${chip.invalid ? 'true' : nothing}
    aria-describedby=${chip.describedBy}
    ?data-caret=${chip.here}
    data-option=${chip.name}
    @keydown=${chip.key}
    @focus=${chip.focused}
    @click=${chip.browse}
  >
    ${fileIcon(16)} <span>${chip.text}</span>
  </button>`;
