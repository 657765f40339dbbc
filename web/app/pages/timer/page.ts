import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { clock, type ClockAction, type ClockBody } from '../../core/clock-actions.js';
import type { Entry } from '../../core/contract.js';
import { NOT_YET } from '../../core/expected.js';
import { isCode } from '../../core/problem.js';
import { categoryField, categoryMark, categoryName, usableCategories } from '../../parts/category.js';
import { Page } from '../../parts/page.js';
import { zoneLine } from '../../parts/zone-line.js';
import { totalsCards } from './totals.js';
import './timer.css';

const NOTE_MAX = 200;

/** One button to clock in and out, the category, a note, and the sums of the day, the week and the month. */
class PcTimer extends Page {
  static override properties = {
    ...Page.properties,
    chosen: { state: true },
    note: { state: true },
    busy: { state: true },
    resumable: { state: true },
  };
  /** The category to clock in with; null: the one of the last entry, or the first. */
  declare chosen: string | null;
  /** What is written in the field; null: what the server knows. */
  declare note: string | null;
  declare busy: boolean;
  /** They clocked out of this category only a moment ago, and are asked whether they go on. */
  declare resumable: string | null;

  constructor() {
    super();
    this.chosen = null;
    this.note = null;
    this.busy = false;
    this.resumable = null;
  }

  protected override heard() {
    // The status is loaded for every page; nothing else is shown here.
  }

  protected override render() {
    const { context } = this;
    const { model, t } = context;
    const { status } = model;
    if (status === null) return html`<p class="waiting" role="status">${t('app.loading')}</p>`;
    return html`<section class="page timer">
      <h1 class="sr">${t('nav.timer')}</h1>
      ${status.active === null ? this.#off() : this.#on(status.active)} ${totalsCards(context, status)} ${zoneLine(context)}
    </section>`;
  }

  #chosenOf(): string | null {
    const { model } = this.context;
    const usable = usableCategories(this.context);
    if (this.chosen !== null && this.context.space.kind === 'own') return this.chosen;
    const wanted = [this.chosen, model.status?.last?.category];
    return (
      usable.find(({ id }) => wanted[0] === id)?.id ?? usable.find(({ id }) => wanted[1] === id)?.id ?? usable[0]?.id ?? null
    );
  }

  #off(): TemplateResult {
    const { context } = this;
    const { t, model } = context;
    const chosen = this.#chosenOf();
    const last = model.status?.last;
    const isOwn = context.space.kind === 'own';
    if (chosen === null && !isOwn) return html`<div class="card"><p>${t('timer.noCategories')}</p></div>`;
    return this.#offWith(chosen ?? '', isOwn, last);
  }

  /** In one's own space a new name makes a category, so there is a field for it beside the known ones. */
  #offWith(chosen: string, isOwn: boolean, last: Entry | null | undefined): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    return html`<form class="card timer-card" @submit=${(event: Event) => this.#start(event, chosen)}>
      <p class="timer-state">${t('timer.off')}</p>
      ${this.#choice(chosen, (id) => (this.chosen = id))}
      ${isOwn ? categoryField(context, chosen, (category) => (this.chosen = category)) : nothing}
      ${this.#noteField(this.note ?? '')}
      ${
        this.resumable === chosen
          ? this.#goOnOrBegin(chosen)
          : html`<button class="big" type="submit" ?disabled=${this.busy}>${t('timer.start')}</button>`
      }
      ${
        last?.end === undefined || last.end === null
          ? nothing
          : html`<p class="muted small">
              ${t('timer.last', {
                category: categoryName(context, last.category),
                duration: format.duration(last.effectiveSeconds * 1000),
                time: format.moment(Date.parse(last.end), zone),
              })}
            </p>`
      }
    </form>`;
  }

  #on(active: Entry): TemplateResult {
    const { context } = this;
    const { t, format, zone, app } = context;
    const paused = active.pausedSince;
    return html`<div class="card timer-card ${paused === null ? 'running' : 'paused'}">
      <p class="timer-state">${t(paused === null ? 'timer.running' : 'timer.paused')}</p>
      <p class="timer-time">
        <pc-elapsed .entry=${active} .format=${format} .now=${() => app.now()}></pc-elapsed>
      </p>
      <p class="muted">
        ${t('timer.since', { time: format.moment(Date.parse(active.start), zone) })}${
          paused === null ? nothing : html`, ${t('timer.pausedSince', { time: format.clock(Date.parse(paused), zone) })}`
        }
      </p>
      ${this.#choice(active.category, (id) => void this.#do('switch', { category: id }))}
      ${this.#noteField(this.note ?? active.note ?? '', active)}
      <button class="big stop" type="button" ?disabled=${this.busy} @click=${() => void this.#stop(active)}>
        ${t('timer.stop')}
      </button>
      <div class="button-row centred">
        <button
          class="button"
          type="button"
          ?disabled=${this.busy}
          @click=${() => void this.#do(paused === null ? 'pause' : 'resume')}
        >
          ${t(paused === null ? 'timer.pause' : 'timer.resume')}
        </button>
      </div>
    </div>`;
  }

  #choice(chosen: string, choose: (id: string) => void): TemplateResult {
    const { context } = this;
    return html`<div class="chips" role="group" aria-label=${context.t('timer.category')}>
      ${usableCategories(context, chosen).map(
        (category) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${category.id === chosen ? 'true' : 'false'}
            ?disabled=${this.busy}
            @click=${() => (category.id === chosen ? undefined : choose(category.id))}
          >
            ${categoryMark(context, category.id)}
          </button>`,
      )}
    </div>`;
  }

  #noteField(text: string, active: Entry | null = null): TemplateResult {
    const { t } = this.context;
    return html`<label class="field"
      ><span>${t('timer.note')}</span>
      <input
        type="text"
        name="note"
        maxlength=${NOTE_MAX}
        autocomplete="off"
        placeholder=${t('timer.noteHint')}
        .value=${text}
        @input=${(event: Event) => (this.note = event.target instanceof HTMLInputElement ? event.target.value : null)}
        @change=${() => (active === null ? undefined : void this.#keepNote(active))}
      />
    </label>`;
  }

  #noteText(): string | null {
    const text = this.note?.trim() ?? '';
    return text === '' ? null : text;
  }

  /**
   * Leaving the field keeps what is in it. That is also the beginning of a click on a button, so none is disabled meanwhile: the click would be lost. What is clicked
   * waits for the note.
   */
  async #keepNote(active: Entry): Promise<void> {
    const note = this.#noteText();
    if (this.note === null || note === active.note || active.id === NOT_YET) return;
    const kept = this.#ask('note', { session: active.id, note });
    this.#noting = kept;
    if ((await kept) && this.#noteText() === note) this.note = null;
  }
  #noting: Promise<boolean> | undefined;

  /** The clock was stopped only a moment ago: one entry goes on, or another one begins. */
  #goOnOrBegin(category: string): TemplateResult {
    const { t } = this.context;
    return html`<div class="card resumable" role="alert">
      <p>${t('timer.resumable')}</p>
      <div class="button-row">
        <button type="button" class="button primary" @click=${() => void this.#begin(category, 'goOn')}>
          ${t('timer.goOn')}
        </button>
        <button type="button" class="button" @click=${() => void this.#begin(category, 'begin')}>${t('timer.beginNew')}</button>
      </div>
    </div>`;
  }

  #start(event: Event, category: string): void {
    event.preventDefault();
    void this.#begin(category);
  }

  async #begin(category: string, whenResumable?: 'goOn' | 'begin'): Promise<void> {
    const note = this.#noteText();
    const body = { category, ...(note === null ? {} : { note }), ...(whenResumable === undefined ? {} : { whenResumable }) };
    if (!(await this.#do('in', body))) return;
    const { app, t } = this.context;
    this.note = null;
    // A name that is new has made a category.
    if (this.context.category(category) === undefined) await app.loadCategories().catch(() => undefined);
    app.toast(t('timer.startedOn', { category: categoryName(this.context, category) }));
  }

  async #stop(active: Entry): Promise<void> {
    const note = this.#noteText();
    const changed = this.note !== null && note !== active.note ? { note } : {};
    const went = await this.#do('out', changed);
    if (!went) return;
    this.note = null;
    const { t, format, model } = this.context;
    const seconds = model.status?.last?.effectiveSeconds;
    if (seconds !== undefined) this.context.app.toast(t('timer.stopped', { duration: format.duration(seconds * 1000) }));
  }

  async #do(action: ClockAction, body: ClockBody = {}): Promise<boolean> {
    const { model } = this.context;
    const active = model.status?.active ?? null;
    // A session that ended elsewhere in the meantime is not meant by a click on this one.
    const named = action === 'in' || active === null ? body : { session: active.id, ...body };
    this.busy = true;
    this.resumable = null;
    await this.#noting;
    const went = await this.#ask(action, named);
    this.busy = false;
    return went;
  }

  async #ask(action: ClockAction, body: ClockBody): Promise<boolean> {
    const { app } = this.context;
    try {
      await clock(app, action, body);
      return true;
    } catch (error) {
      if (isCode(error, 'SESSION_RESUMABLE')) this.resumable = body.category ?? null;
      else if (isCode(error, 'NOTE_REQUIRED')) this.#askForNote();
      else app.report(error);
      // What was shown before may be wrong: somebody clocked out in Discord meanwhile.
      void app.loadStatus().catch(() => undefined);
      return false;
    }
  }

  #askForNote(): void {
    this.context.app.toast(this.context.t('timer.noteRequired'), { kind: 'failed' });
    this.querySelector<HTMLElement>('input[name="note"]')?.focus();
  }
}
customElements.define('pc-timer', PcTimer);

export const page = (context: Context): TemplateResult => html`<pc-timer .context=${context}></pc-timer>`;
