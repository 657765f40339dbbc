import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LIST_ID, rowId } from './listbox.js';

/** One input of the message box. */
export interface Box {
  readonly label: string;
  /** The option that it holds; undefined: plain text, or what stands behind the last option. */
  readonly name: string | undefined;
  readonly value: string;
  /** It has the caret. */
  readonly here: boolean;
  /** The picker is open for it; -1: none of its rows is active. */
  readonly picker: { readonly active: number } | undefined;
  readonly invalid: boolean;
  /** Id of the element that explains it. */
  readonly describedBy?: string | undefined;
  /** undefined: as wide as its text. */
  readonly placeholder?: string | undefined;
  readonly key: (event: KeyboardEvent) => void;
  readonly focused: () => void;
  readonly typed: (value: string) => void;
}

export const boxView = (box: Box): TemplateResult => {
  const { picker, value, placeholder } = box;
  return html`<input
    type="text"
    role="combobox"
    autocomplete="off"
    spellcheck="false"
    enterkeyhint="send"
    aria-label=${box.label}
    aria-autocomplete="list"
    aria-expanded=${picker !== undefined}
    aria-controls=${picker ? LIST_ID : nothing}
    aria-activedescendant=${picker && picker.active >= 0 ? rowId(picker.active) : nothing}
    aria-invalid=${box.invalid ? 'true' : nothing}
    aria-describedby=${box.describedBy ?? nothing}
    ?data-caret=${box.here}
    data-option=${box.name ?? nothing}
    placeholder=${placeholder ?? nothing}
    size=${placeholder === undefined ? Math.max(3, value.length + 1) : nothing}
    .value=${live(value)}
    @keydown=${box.key}
    @focus=${box.focused}
    @input=${(event: InputEvent) => {
      if (event.target instanceof HTMLInputElement) box.typed(event.target.value);
    }}
  />`;
};
