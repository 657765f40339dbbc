import type {
  APIAttachment,
  APICheckboxGroupComponent,
  APIRadioGroupComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../views/context.js';
import { isRequired, type Field, type Filled } from './fields.js';

/** One field as it stands, and how it is changed. */
export interface FieldState {
  readonly field: Field;
  /** Prefix of the ids of its elements. */
  readonly id: string;
  readonly value: Filled;
  /** In the reader's words; undefined: nothing is wrong, or nobody tried to send. */
  readonly problem: string | undefined;
  readonly files: readonly APIAttachment[];
  readonly set: (value: Filled) => void;
  readonly setFiles: (files: readonly APIAttachment[]) => void;
}

const star = (required: boolean, { t }: Context) =>
  required ? html`<span class="star" title=${t('modal.required')} aria-hidden="true">*</span>` : nothing;

const describedBy = ({ id, field, problem }: FieldState): string =>
  [field.description === undefined ? '' : `${id}-about`, problem === undefined ? '' : `${id}-problem`].join(' ').trim();

const about = ({ id, field }: FieldState) =>
  field.description === undefined ? nothing : html`<small id="${id}-about">${field.description}</small>`;

const foot = ({ id, problem }: FieldState, count?: string) =>
  problem === undefined && count === undefined
    ? nothing
    : html`<div class="field-foot">
        <span class="problem" id="${id}-problem" role="alert">${problem ?? ''}</span>
        ${count === undefined ? nothing : html`<span class="count" aria-hidden="true">${count}</span>`}
      </div>`;

function textField(state: FieldState, input: APITextInputComponent, context: Context): TemplateResult {
  const { id, problem } = state;
  const value = typeof state.value === 'string' ? state.value : '';
  const required = isRequired(input);
  const max = input.max_length ?? 4000;
  const typed = (event: Event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) state.set(target.value);
  };
  return html`<div class="field">
    <label for=${id}>${state.field.label}${star(required, context)}</label>
    ${about(state)}
    ${
      input.style === TextInputStyle.Paragraph
        ? html`<textarea
            id=${id}
            name=${input.custom_id}
            rows="4"
            maxlength=${max}
            aria-required=${required}
            aria-invalid=${problem !== undefined}
            aria-describedby=${describedBy(state) || nothing}
            placeholder=${input.placeholder ?? ''}
            .value=${value}
            @input=${typed}
          ></textarea>`
        : html`<input
            id=${id}
            name=${input.custom_id}
            type="text"
            autocomplete="off"
            maxlength=${max}
            aria-required=${required}
            aria-invalid=${problem !== undefined}
            aria-describedby=${describedBy(state) || nothing}
            placeholder=${input.placeholder ?? ''}
            .value=${value}
            @input=${typed}
          />`
    }
    ${foot(state, `${value.length}/${max}`)}
  </div>`;
}

/** Radio buttons or check boxes under one heading, each with a line that explains it. */
function choices(state: FieldState, input: APIRadioGroupComponent | APICheckboxGroupComponent, context: Context): TemplateResult {
  const { id, value, problem } = state;
  const single = input.type === ComponentType.RadioGroup;
  const chosen: readonly string[] = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  const most = single ? 1 : (input.max_values ?? input.options.length);
  const pick = (each: string, on: boolean) => {
    if (single) state.set(each);
    else state.set(on ? [...chosen, each] : chosen.filter((other) => other !== each));
  };
  return html`<fieldset
    class="field"
    role=${single ? 'radiogroup' : 'group'}
    aria-required=${single ? isRequired(input) : nothing}
    aria-invalid=${single && problem !== undefined ? 'true' : nothing}
    aria-describedby=${describedBy(state) || nothing}
  >
    <legend>${state.field.label}${star(isRequired(input), context)}</legend>
    ${about(state)}
    ${input.options.map((option, i) => {
      const on = chosen.includes(option.value);
      return html`<label class="choice ${on ? 'on' : ''}">
        <input
          type=${single ? 'radio' : 'checkbox'}
          name=${input.custom_id}
          id=${i === 0 ? id : nothing}
          .checked=${on}
          ?disabled=${!single && !on && chosen.length >= most}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) pick(option.value, event.target.checked);
          }}
        />
        <span>${option.label}${option.description === undefined ? nothing : html`<small>${option.description}</small>`}</span>
      </label>`;
    })}
    ${foot(state)}
  </fieldset>`;
}

/** A single tick: the label stands beside its box. */
const tick = (state: FieldState, name: string): TemplateResult =>
  html`<div class="field">
    <label class="choice ${state.value === true ? 'on' : ''}">
      <input
        type="checkbox"
        id=${state.id}
        name=${name}
        .checked=${state.value === true}
        aria-describedby=${describedBy(state) || nothing}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) state.set(event.target.checked);
        }}
      />
      <span>${state.field.label}${about(state)}</span>
    </label>
  </div>`;

/** One field of a form, of whatever kind the app asked for. */
export function fieldView(state: FieldState, context: Context): TemplateResult {
  const { id, problem, field } = state;
  const { input, label } = field;
  const required = isRequired(input);
  const invalid = problem !== undefined;
  const explained = describedBy(state);
  switch (input.type) {
    case ComponentType.TextInput:
      return textField(state, input, context);
    case ComponentType.Checkbox:
      return tick(state, input.custom_id);
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return choices(state, input, context);
    case ComponentType.FileUpload:
      return html`<div class="field" role="group" aria-labelledby="${id}-label">
        <span class="field-label" id="${id}-label">${label}${star(required, context)}</span>
        ${about(state)}
        <pc-files
          .context=${context}
          .label=${label}
          .types=${input.file_types}
          .most=${input.max_values ?? 1}
          .files=${state.files}
          .required=${required}
          .invalid=${invalid}
          .describedBy=${explained || undefined}
          .change=${state.setFiles}
          data-field=${input.custom_id}
        ></pc-files>
        ${foot(state)}
      </div>`;
    default: {
      const menu = { ...input, disabled: false };
      return html`<div class="field">
        <span class="field-label">${label}${star(required, context)}</span>
        ${about(state)}
        <pc-select
          .menu=${menu}
          .context=${context}
          .busy=${false}
          .field=${{ label, required, invalid, describedBy: explained }}
          .choose=${state.set}
          data-field=${input.custom_id}
        ></pc-select>
        ${foot(state)}
      </div>`;
    }
  }
}
