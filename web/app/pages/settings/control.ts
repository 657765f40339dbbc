import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { Setting, Value } from './contract.js';
import { clockMinutes, clockText, durationMinutes } from './value-text.js';

/** What a control needs to show a setting and to say what was chosen. */
export interface ControlOptions {
  readonly context: Context;
  readonly setting: Setting;
  readonly value: Value;
  /** What was typed and is no value; undefined: what is there is one. */
  readonly typed: string | undefined;
  /** Ids of the name and the explanation that stand beside it. */
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly choose: (value: Value) => void;
  /** What was typed is no value of this setting. */
  readonly mistype: (text: string) => void;
}

const OFF = '';

/** The control of a setting, by its kind. */
export function control(options: ControlOptions): TemplateResult {
  const { setting } = options;
  switch (setting.kind) {
    case 'toggle':
      return toggle(options);
    case 'choices':
      return boxes(options);
    case 'zone':
      return zone(options);
    case 'clock':
    case 'duration':
    case 'days':
      return typed(options);
    case 'choice':
    case 'locale':
    case 'role':
    case 'channel':
      return select(options);
  }
}

const toggle = ({ context: { t }, value, labelledBy, describedBy, choose }: ControlOptions): TemplateResult =>
  html`<label class="check"
    ><input
      type="checkbox"
      aria-labelledby=${labelledBy}
      aria-describedby=${describedBy}
      .checked=${value === true}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) choose(event.target.checked);
      }}
    />
    <span aria-hidden="true">${t(value === true ? 'settings.on' : 'settings.off')}</span></label
  >`;

const select = ({ context: { t }, setting, value, labelledBy, describedBy, choose }: ControlOptions): TemplateResult => {
  const { choices, optional } = setting;
  // A role or a channel that is gone is shown as it is stored, so that nothing is changed by looking.
  const isUnknown = value !== null && !choices.some((choice) => choice.value === value);
  return html`<select
    aria-labelledby=${labelledBy}
    aria-describedby=${describedBy}
    @change=${(event: Event) => {
      if (event.target instanceof HTMLSelectElement) choose(event.target.value === OFF ? null : event.target.value);
    }}
  >
    ${optional ? html`<option value=${OFF} ?selected=${value === null}>${t('settings.none')}</option>` : nothing}
    ${isUnknown ? html`<option value=${String(value)} selected>${t('settings.unknown', { id: String(value) })}</option>` : nothing}
    ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.name}</option>`)}
  </select>`;
};

const boxes = ({ setting, value, labelledBy, choose }: ControlOptions): TemplateResult => {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const put = (id: string, isOn: boolean) =>
    choose(setting.choices.map((each) => each.value).filter((each) => (each === id ? isOn : chosen.includes(each))));
  return html`<div role="group" aria-labelledby=${labelledBy} class="boxes">
    ${setting.choices.map(
      ({ value: id, name }) =>
        html`<label class="check"
          ><input
            type="checkbox"
            .checked=${chosen.includes(id)}
            @change=${(event: Event) => {
              if (event.target instanceof HTMLInputElement) put(id, event.target.checked);
            }}
          />
          ${name}</label
        >`,
    )}
  </div>`;
};

const zones = Intl.supportedValuesOf('timeZone');

const zone = (options: ControlOptions): TemplateResult => {
  const { value, labelledBy, describedBy, choose, mistype, typed: wrong } = options;
  return html`<input
      type="text"
      list="zones"
      autocomplete="off"
      spellcheck="false"
      aria-labelledby=${labelledBy}
      aria-describedby=${describedBy}
      aria-invalid=${wrong === undefined ? nothing : 'true'}
      .value=${wrong ?? String(value)}
      @change=${(event: Event) => {
        if (!(event.target instanceof HTMLInputElement)) return;
        const text = event.target.value.trim();
        const found = ['UTC', ...zones].find((each) => each.toLowerCase() === text.replaceAll(' ', '_').toLowerCase());
        if (found === undefined) mistype(text);
        else choose(found);
      }}
    /><datalist id="zones">${zones.map((each) => html`<option value=${each}></option>`)}</datalist>`;
};

/** How a number is typed and read, by its kind. */
const READERS = {
  clock: { write: clockText, read: clockMinutes },
  duration: { write: (minutes: number) => clockText(minutes), read: durationMinutes },
  days: { write: String, read: (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null) },
} as const;

const typed = (options: ControlOptions): TemplateResult => {
  const { context, setting, value, labelledBy, describedBy, choose, mistype, typed: wrong } = options;
  const { t } = context;
  const { optional } = setting;
  const limits = limitsOf(setting);
  if (limits === null) return html``;
  const { kind, min, max } = limits;
  const { write, read } = READERS[kind];
  const isOff = value === null && wrong === undefined;
  const fallback = typeof setting.standard === 'number' ? setting.standard : min;
  return html`<div class="typed">
    ${
      !optional
        ? nothing
        : html`<label class="check"
            ><input
              type="checkbox"
              .checked=${!isOff}
              aria-label=${t('settings.use', { name: setting.name })}
              @change=${(event: Event) => {
                if (event.target instanceof HTMLInputElement) choose(event.target.checked ? fallback : null);
              }}
            />
            <span aria-hidden="true">${isOff ? t('settings.off') : nothing}</span></label
          >`
    }
    ${
      isOff
        ? nothing
        : html`<input
              type="text"
              inputmode=${kind === 'days' ? 'numeric' : 'text'}
              autocomplete="off"
              class="short"
              aria-labelledby=${labelledBy}
              aria-describedby=${describedBy}
              aria-invalid=${wrong === undefined ? nothing : 'true'}
              .value=${wrong ?? write(Number(value))}
              @change=${(event: Event) => {
                if (!(event.target instanceof HTMLInputElement)) return;
                const read_ = read(event.target.value);
                if (read_ === null || read_ < min || read_ > max) mistype(event.target.value);
                else choose(read_);
              }}
            />
            <span class="muted small">${t(`settings.unit.${kind}`)}</span>`
    }
  </div>`;
};

/** Of a setting that is typed: its kind, and between which values it lies; null for the others. */
const limitsOf = ({ kind, min, max }: Setting) =>
  kind === 'clock' || kind === 'duration' || kind === 'days' ? { kind, min: min ?? 0, max: max ?? Infinity } : null;

/** Between which values a typed setting lies, as they are typed; null for the other kinds. */
export const boundsOf = (setting: Setting): { readonly min: string; readonly max: string } | null => {
  const limits = limitsOf(setting);
  if (limits === null) return null;
  const { write } = READERS[limits.kind];
  return { min: write(limits.min), max: write(limits.max) };
};
