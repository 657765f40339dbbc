import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';

export interface Row {
  readonly key: string;
  readonly name: string;
  readonly hint?: string;
  readonly note?: string;
  readonly color?: string;
  readonly mark?: string;
}

export interface Listbox {
  readonly label: string;
  readonly rows: readonly Row[];
  /** -1: none yet. */
  readonly active: number;
  readonly note?: string;
  readonly pick: (index: number) => void;
  readonly point: (index: number) => void;
}

export const LIST_ID = 'composer-list';
export const rowId = (index: number): string => `composer-row-${index}`;

/** The picker above the message box. The caret stays in the box; the active row is told by aria-activedescendant. */
export const listboxView = ({ label, rows, active, note, pick, point }: Listbox): TemplateResult =>
  html`<div class="popover picker">
    <div class="picker-title" id="composer-list-title">${label}</div>
    ${note === undefined ? nothing : html`<div class="list-note" role="status">${note}</div>`}
    <div class="listbox" role="listbox" id=${LIST_ID} aria-labelledby="composer-list-title">
      ${rows.map(
        (row, i) =>
          html`<div
            class="row"
            role="option"
            id=${rowId(i)}
            data-key=${row.key}
            aria-selected=${i === active}
            ?data-active=${i === active}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @pointermove=${() => point(i)}
            @click=${() => pick(i)}
          >
            <span class="row-text"
              ><b style=${styleMap(row.color === undefined ? {} : { color: row.color })}>${row.mark ?? ''}${row.name}</b>${
                row.hint === undefined ? nothing : html`<small>${row.hint}</small>`
              }</span
            >
            ${row.note === undefined ? nothing : html`<span class="row-note">${row.note}</span>`}
          </div>`,
      )}
    </div>
  </div>`;
