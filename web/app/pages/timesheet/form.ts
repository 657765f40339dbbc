import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { Entry } from '../../core/contract.js';
import { categoryField, categoryName, usableCategories } from '../../parts/category.js';
import { closeIcon } from '../../../kit/icon.js';
import { conflictOf, NEW, type Conflict } from './conflicts.js';
import type { Change, Outcome } from './desk.js';
import { conflictText, waysButtons } from './draft-bar.js';
import { refusalText } from './refusals.js';
import { fieldsAt, fieldsFor, readFields, type FieldName, type Fields, type Reading } from './form-model.js';
import { timesOf, workedMs, type Times } from './times.js';
import { breaksText, fieldsOf } from './typed.js';

/** What the form is about: an entry that is there, or times for a new one. */
export type Subject = { readonly entry: Entry } | { readonly times: Times };

export interface FormActions {
  save(entry: Entry | null, change: Change & { readonly category: string }): Promise<Outcome>;
  remove(entry: Entry): void;
  /** After it was closed, whatever came of it. */
  closed(): void;
}

const NOTE_MAX = 200;

/** The form of an entry, as a dialog. It shows what was understood, and what would count twice, before anything is saved. */
export class PcEntryForm extends LitElement {
  static override properties = {
    context: { attribute: false },
    subject: { attribute: false },
    others: { attribute: false },
    actions: { attribute: false },
    fields: { state: true },
    problem: { state: true },
    theirs: { state: true },
    busy: { state: true },
    tried: { state: true },
  };
  declare context: Context;
  declare subject: Subject;
  /** Entries that may count the same time. */
  declare others: readonly Entry[];
  declare actions: FormActions;
  declare fields: Fields;
  /** Why it could not be saved. */
  declare problem: string | null;
  /** How somebody else left the entry while it was open; undefined: nobody did. Null: it is gone. */
  declare theirs: Entry | null | undefined;
  declare busy: boolean;
  /** Somebody tried to save, so that what is wrong is said. */
  declare tried: boolean;

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
    this.tried = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  get #entry(): Entry | null {
    return 'entry' in this.subject ? (this.theirs ?? this.subject.entry) : null;
  }

  get #isRunning(): boolean {
    return this.#entry?.end === null;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('subject') || changed.get('subject') !== undefined) return;
    const { context, subject } = this;
    const { zone, format } = context;
    const first = usableCategories(context)[0]?.id ?? '';
    const last = context.model.status?.active?.category ?? context.model.status?.last?.category ?? first;
    const usual = usableCategories(context).some(({ id }) => id === last) ? last : first;
    this.fields =
      'entry' in subject ? fieldsFor(subject.entry, zone, (ms) => format.duration(ms)) : fieldsAt(subject.times, usual, zone);
  }

  protected override firstUpdated() {
    this.querySelector('dialog')?.showModal();
  }

  #reading(): Reading {
    const entry = this.#entry;
    const before = entry === null ? null : timesOf(entry, Date.parse(entry.start));
    return readFields(this.fields, this.context.zone, before, this.#isRunning);
  }

  #conflict(reading: Reading): Conflict | null {
    if (!reading.ok) return null;
    const { app } = this.context;
    const times = reading.value.isRunning ? { ...reading.value.times, end: app.now() } : reading.value.times;
    return times.end <= times.start ? null : conflictOf(this.#entry?.id ?? NEW, times, this.others, app.now());
  }

  #set(change: Partial<Fields>): void {
    this.fields = { ...this.fields, ...change };
  }

  #close = () => {
    this.querySelector('dialog')?.close();
  };

  #submit = async (event: Event) => {
    event.preventDefault();
    this.tried = true;
    const reading = this.#reading();
    if (!reading.ok) {
      await this.updateComplete;
      this.querySelector<HTMLElement>(`[name="${reading.field}"]`)?.focus();
      return;
    }
    const { times, counted, isRunning } = reading.value;
    const note = this.fields.note.trim() === '' ? null : this.fields.note.trim();
    const change = { category: this.fields.category, note, start: times.start };
    this.busy = true;
    const outcome = await this.actions.save(
      this.#entry,
      isRunning ? change : { ...change, end: times.end, breaks: times.breaks, override: counted },
    );
    this.busy = false;
    if (outcome.kind === 'done') this.#close();
    else if (outcome.kind === 'outdated') {
      this.theirs = outcome.entry;
      this.problem = this.context.t('app.outdated');
    } else this.problem = outcome.sentence;
  };

  protected override render() {
    const { context, fields } = this;
    const { t } = context;
    const entry = this.#entry;
    const reading = this.#reading();
    return html`<dialog aria-labelledby="entry-form-title" @close=${() => this.actions.closed()}>
      <form class="dialog-body" novalidate @submit=${this.#submit}>
        <div class="dialog-head">
          <h2 id="entry-form-title">${t(entry === null ? 'sheet.addEntry' : 'sheet.editEntry')}</h2>
          <button type="button" class="icon-button" aria-label=${t('app.close')} @click=${this.#close}>${closeIcon()}</button>
        </div>
        ${categoryField(context, fields.category, (category) => this.#set({ category }))} ${this.#times(reading)}
        ${this.#isRunning ? nothing : this.#breaks(reading)}
        <label class="field"
          ><span>${t('timer.note')}</span>
          <textarea name="note" rows="2" maxlength=${NOTE_MAX} .value=${fields.note} @input=${this.#typed('note')}></textarea>
        </label>
        ${this.#understood(reading)} ${this.#said()}
        <div class="dialog-foot">
          ${
            entry === null || this.theirs === null || this.#isRunning
              ? nothing
              : html`<button
                  type="button"
                  class="button danger push"
                  @click=${() => {
                    this.#close();
                    this.actions.remove(entry);
                  }}
                >
                  ${t('app.delete')}
                </button>`
          }
          <button type="button" class="button" @click=${this.#close}>${t('app.cancel')}</button>
          <button type="submit" class="button primary" ?disabled=${this.busy || this.theirs === null}>${t('app.save')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #typed(name: 'day' | 'start' | 'end' | 'endDay' | 'breaks' | 'note' | 'counted') {
    return (event: Event) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) this.#set({ [name]: target.value });
    };
  }

  #field(
    name: 'day' | 'start' | 'end' | 'endDay' | 'breaks' | 'counted',
    reading: Reading,
    { type = 'text', hint = null }: { readonly type?: string; readonly hint?: string | null } = {},
  ): TemplateResult {
    const { t } = this.context;
    const wrong = !reading.ok && reading.field === name && this.tried ? reading.error : null;
    const label = t(LABELS[name]);
    const told = wrong === null ? (hint === null ? nothing : `${name}-hint`) : `${name}-problem`;
    return html`<div class="field">
      <label for="entry-${name}">${label}</label>
      <input
        id="entry-${name}"
        name=${name}
        type=${type}
        autocomplete="off"
        .value=${this.fields[name] ?? ''}
        aria-invalid=${wrong === null ? nothing : 'true'}
        aria-describedby=${told}
        @input=${this.#typed(name)}
      />
      ${wrong === null ? nothing : html`<span class="problem" id="${name}-problem">${refusalText(this.context, wrong)}</span>`}
      ${wrong !== null || hint === null ? nothing : html`<span class="hint" id="${name}-hint">${hint}</span>`}
    </div>`;
  }

  #times(reading: Reading): TemplateResult {
    const { fields, context } = this;
    const { t, format, zone } = context;
    const understood = reading.ok ? reading.value : null;
    const endDay = understood === null ? null : fieldsOf(understood.times.end, zone).day;
    const isNextDay = fields.endDay === null && endDay !== null && endDay !== fields.day && !this.#isRunning;
    return html`<div class="fields">
        ${this.#field('day', reading, { type: 'date' })} ${this.#field('start', reading)}
        ${this.#isRunning ? nothing : this.#field('end', reading, { hint: isNextDay ? t('sheet.endsOn', { day: format.shortDay(endDay.replaceAll('-', '')) }) : null })}
        ${fields.endDay === null ? nothing : this.#field('endDay', reading, { type: 'date' })}
      </div>
      ${understood?.startTwice === true ? this.#twice('startSecond', t('sheet.startTwice')) : nothing}
      ${understood?.endTwice === true ? this.#twice('endSecond', t('sheet.endTwice')) : nothing}`;
  }

  /** The clocks show the time twice on that day: the reader says which one is meant. */
  #twice(name: 'startSecond' | 'endSecond', question: string): TemplateResult {
    const { t } = this.context;
    return html`<fieldset class="twice">
      <legend>${question}</legend>
      ${[false, true].map(
        (second) =>
          html`<label class="check"
            ><input
              type="radio"
              name=${name}
              .checked=${this.fields[name] === second}
              @change=${() => this.#set({ [name]: second })}
            />
            ${t(second ? 'sheet.second' : 'sheet.first')}</label
          >`,
      )}
    </fieldset>`;
  }

  #breaks(reading: Reading): TemplateResult {
    const { t } = this.context;
    return html`<div class="fields">
      ${this.#field('breaks', reading, { hint: t('sheet.breaksHint') })}
      ${this.#field('counted', reading, { hint: t('sheet.countedHint') })}
    </div>`;
  }

  /** What would be saved, and what would count twice. */
  #understood(reading: Reading): TemplateResult | typeof nothing {
    const { context } = this;
    const { t, format, zone } = context;
    if (!reading.ok || this.#isRunning) return nothing;
    const { times, counted } = reading.value;
    const conflict = this.#conflict(reading);
    const take = (next: Times) => {
      const [from, to] = [fieldsOf(next.start, zone), fieldsOf(next.end, zone)];
      this.#set({ day: from.day, start: from.time, end: to.time, breaks: breaksText(next.breaks, zone) });
    };
    return html`<div class="understood ${conflict === null ? '' : 'clash'}" aria-live="polite">
      <p class="number">
        ${t('sheet.understood', {
          from: format.moment(times.start, zone),
          to: format.moment(times.end, zone),
          duration: format.duration(counted ?? workedMs(times)),
        })}
      </p>
      ${
        conflict === null
          ? nothing
          : html`<p>${conflictText(context, conflict)}</p>
              <div class="button-row">${waysButtons(context, times, conflict, take)}</div>`
      }
    </div>`;
  }

  /** Why it was not saved, and how the entry stands when somebody else has changed it. */
  #said(): TemplateResult {
    const { context, problem, theirs } = this;
    const { t, format, zone } = context;
    const stand =
      theirs === undefined
        ? nothing
        : theirs === null
          ? html`<p>${t('sheet.goneMeanwhile')}</p>`
          : html`<p>
              ${t('sheet.nowIs', {
                category: categoryName(context, theirs.category),
                from: format.moment(Date.parse(theirs.start), zone),
                to: theirs.end === null ? '…' : format.clock(Date.parse(theirs.end), zone),
                note: theirs.note ?? '–',
              })}
            </p>`;
    return html`<div role="alert">
      ${
        problem === null
          ? nothing
          : html`<p class="problem">${problem}</p>
              ${stand}`
      }
    </div>`;
  }
}

const LABELS = {
  day: 'sheet.day',
  start: 'sheet.start',
  end: 'sheet.end',
  endDay: 'sheet.endDay',
  breaks: 'sheet.breaks',
  counted: 'sheet.counted',
} as const satisfies Record<FieldName | 'endDay', string>;

customElements.define('pc-entry-form', PcEntryForm);
