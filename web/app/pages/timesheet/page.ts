import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { addDays, dayOf, startOfDay, totalsPeriodOf } from '../../../../src/domain/calendar.js';
import { isDay } from '../../../../src/domain/week.js';
import type { Context } from '../../core/context.js';
import type { Entry } from '../../core/contract.js';
import { memberIn, type LiveEvent } from '../../core/live.js';
import { categoryName } from '../../parts/category.js';
import { Page } from '../../parts/page.js';
import { stepper } from '../../parts/stepper.js';
import { zoneLine } from '../../parts/zone-line.js';
import './ask-dialog.js';
import type { Wish } from './ask-dialog.js';
import { axisOf } from './axis.js';
import { dayMs } from './day-sum.js';
import { Desk, newsOf, type Change, type Outcome } from './desk.js';
import type { Range } from './entries.js';
import './form.js';
import type { FormActions, Subject } from './form.js';
import { PcGrid, type GridActions } from './grid.js';
import { entryList } from './list.js';
import { memberHead, type SheetOf } from './member-head.js';
import { timesOf, workedMs, type Times } from './times.js';
import { dayStrip, viewSwitch, type View } from './views.js';
import { entriesOf, ownEntries } from './whose.js';
import './grid.css';
import './timesheet.css';

const NARROW = matchMedia('(max-width: 820px)');
const HOUR = 3_600_000;

/** The entries of a week or a day, the reader's own or those of a member, in a grid: drawn, moved, edited, deleted, and taken back. */
class PcTimesheet extends Page {
  static override properties = {
    ...Page.properties,
    ...{ member: { attribute: false }, reason: { state: true } },
    ...{ subject: { state: true }, asking: { state: true } },
  };
  /** Null: the reader's own timesheet. */
  declare member: SheetOf | null;
  /** Why entries of somebody else are changed. */
  declare reason: string;
  declare subject: Subject | null;
  /** A change that needs somebody's approval, and why. */
  declare asking: { readonly wish: Wish; readonly why: string } | null;
  #desk: Desk | null = null;
  #range = '';
  /** Who had the focus when the form was opened. */
  #opener: string | null = null;

  constructor() {
    super();
    this.member = null;
    this.reason = '';
    this.subject = null;
    this.asking = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    NARROW.addEventListener('change', this.#resized);
  }

  override disconnectedCallback() {
    NARROW.removeEventListener('change', this.#resized);
    super.disconnectedCallback();
  }

  #resized = () => this.requestUpdate();

  get desk(): Desk {
    const { app } = this.context;
    const whose = this.member === null ? ownEntries(app) : entriesOf(app, this.member.user, () => this.reason.trim());
    return (this.#desk ??= new Desk(app, whose, () => this.requestUpdate()));
  }

  /** Is it only looked at? */
  get #readOnly(): boolean {
    return this.member !== null && !this.context.may('editOthers');
  }

  /** What is changed for somebody else needs a reason first; true when there is none, and whoever reads is asked for it. */
  #wantsReason(): boolean {
    if (this.member === null || this.reason.trim() !== '') return false;
    this.querySelector<HTMLElement>('[name="sheet-reason"]')?.focus();
    return true;
  }

  #withoutReason(): Outcome {
    return { kind: 'refused', sentence: this.context.t('sheet.reasonFirst'), askable: false };
  }

  get #today(): string {
    return dayOf(this.context.app.now(), this.context.zone);
  }

  get view(): View {
    const wanted = this.context.model.route.query.get('view');
    return wanted === 'day' || (wanted !== 'week' && NARROW.matches) ? 'day' : 'week';
  }

  /** The day that the address names, or today. */
  get day(): string {
    const day = this.context.model.route.query.get('day') ?? '';
    return isDay(day) ? day : this.#today;
  }

  #shown(): { readonly first: string; readonly days: number } {
    if (this.view === 'day') return { first: this.day, days: 1 };
    const weekStart = this.context.space.weekStart === 'sunday' ? 'sunday' : 'monday';
    return { first: totalsPeriodOf(this.day, weekStart).weekFrom, days: 7 };
  }

  #rangeOf(): Range {
    const { first, days } = this.#shown();
    const { zone } = this.context;
    return { from: startOfDay(first, zone), to: startOfDay(addDays(first, days), zone) };
  }

  protected override heard(event: LiveEvent | null): void {
    // What others do is not on this page, unless it is theirs.
    const isOfOthers = event?.type === 'clock' || event?.type === 'request';
    if (!isOfOthers || (this.member !== null && memberIn(event) === this.member.user)) super.heard(event);
  }

  protected override load(): Promise<void> {
    return this.desk.load(this.#rangeOf());
  }

  protected override willUpdate(_changed: PropertyValues<this>) {
    const { from, to } = this.#rangeOf();
    const range = `${from} ${to}`;
    if (this.#range !== '' && this.#range !== range) void this.attempt(() => this.load());
    this.#range = range;
  }

  protected override render(): TemplateResult {
    const { context, desk } = this;
    const { t, format } = context;
    const { first, days } = this.#shown();
    const entries = desk.shown();
    const now = context.app.now();
    const columns = axisOf(first, days, context.zone).columns;
    const shown = entries.map((entry) => ({ entry, times: timesOf(entry, now) }));
    const sum = columns.reduce((all, column) => all + dayMs(column, shown), 0);
    return html`<section class="page timesheet">
      <div class="page-head">
        <h1>${this.member === null ? t('nav.timesheet') : t('sheet.of', { name: this.member.name })}</h1>
        ${this.#stepper()} ${viewSwitch(context, this.view, (view) => this.#go(this.day, view))}
        ${
          this.#readOnly
            ? nothing
            : html`<button type="button" class="button primary" @click=${() => this.#open({ times: this.#usual() })}>
                ${t('sheet.addEntry')}
              </button>`
        }
      </div>
      ${this.member === null ? nothing : memberHead(context, this.reason, (reason) => (this.reason = reason))}
      <div class="sheet-line">
        <h2>
          ${days === 1 ? `${format.weekday(first, 'long')}, ${format.day(first)}` : format.days(first, addDays(first, days - 1))}
        </h2>
        <p class="number">${desk.loaded ? t('sheet.total', { duration: format.duration(sum) }) : t('app.loading')}</p>
      </div>
      ${this.view === 'day' ? dayStrip(context, this.day, (day) => this.#go(day)) : nothing}
      <pc-grid
        .context=${context}
        .first=${first}
        .days=${days}
        .entries=${entries}
        .pending=${new Set(desk.pending)}
        .actions=${this.#gridActions}
        .readOnly=${this.#readOnly}
      ></pc-grid>
      <p class="muted small sheet-hint">${this.#hint(entries.length === 0)}</p>
      ${this.view === 'day' && !this.#readOnly ? entryList(context, entries, (entry) => this.#open({ entry })) : nothing}
      ${zoneLine(context)}
      ${
        this.subject === null
          ? nothing
          : html`<pc-entry-form
              .context=${context}
              .subject=${this.subject}
              .others=${entries}
              .actions=${this.#formActions}
            ></pc-entry-form>`
      }
      ${
        this.asking === null
          ? nothing
          : html`<pc-ask-dialog
              .context=${context}
              .wish=${this.asking.wish}
              .why=${this.asking.why}
              @pc-close=${() => (this.asking = null)}
            ></pc-ask-dialog>`
      }
    </section>`;
  }

  #hint(isEmpty: boolean): string {
    const { t } = this.context;
    if (!this.desk.loaded || !isEmpty) return this.#readOnly ? '' : t('sheet.keysShown');
    return t(this.#readOnly ? 'sheet.nothing' : 'sheet.empty');
  }

  #go(day: string, view: View = this.view): void {
    const { app } = this.context;
    const wide = view === 'week' ? (NARROW.matches ? 'week' : null) : 'day';
    const where = { day: day === this.#today ? null : day, view: wide };
    const { member } = this;
    app.go(member === null ? app.pathOf('timesheet', where) : app.pathOf('team', { member: member.user, ...where }), {
      replace: true,
    });
  }

  #stepper(): TemplateResult {
    const { t } = this.context;
    const step = this.view === 'week' ? 7 : 1;
    return stepper(this.context, {
      back: () => this.#go(addDays(this.day, -step)),
      now: () => this.#go(this.#today),
      on: () => this.#go(addDays(this.day, step)),
      nowLabel: t('sheet.today'),
    });
  }

  /** The hour up to now, or the ninth of another day. */
  #usual(): Times {
    const now = this.context.app.now();
    const { from, to } = this.#rangeOf();
    const end =
      now >= from && now < to ? Math.floor(now / (HOUR / 4)) * (HOUR / 4) : startOfDay(this.day, this.context.zone) + 10 * HOUR;
    return { start: end - HOUR, end, breaks: [] };
  }

  #open(subject: Subject): void {
    this.#opener = 'entry' in subject ? subject.entry.id : null;
    this.subject = subject;
  }

  get #grid(): PcGrid | null {
    const grid = this.querySelector('pc-grid');
    return grid instanceof PcGrid ? grid : null;
  }

  readonly #gridActions: GridActions = {
    change: (entry, { start, end, breaks }) => void this.#save(entry, { start, end, breaks }),
    edit: (entry) => this.#open({ entry }),
    remove: (entry) => void this.#remove(entry),
    add: (times) => this.#open({ times }),
  };

  readonly #formActions: FormActions = {
    save: (entry, change) => (entry === null ? this.#add(change) : this.#saveFromForm(entry, change)),
    remove: (entry) => void this.#remove(entry),
    closed: () => {
      this.subject = null;
      // Back to where the reader was, also when the entry stands elsewhere by now.
      if (this.#opener !== null) this.#grid?.focusEntry(this.#opener);
      this.#opener = null;
    },
  };

  /** Null where it is somebody else's time: the API takes back one's own changes alone. */
  #undoAction() {
    if (this.member !== null) return null;
    return {
      label: this.context.t('app.undo'),
      run: () => {
        void this.desk.undo().then((outcome) => {
          this.#say(outcome, this.context.t('sheet.undone'), false);
        });
      },
    };
  }

  /** Offers to ask for what the reader may not do alone. Answers whether that is so. */
  #offersToAsk(outcome: Outcome, wish: Wish): boolean {
    if (outcome.kind !== 'refused' || !outcome.askable) return false;
    this.asking = { wish, why: outcome.sentence };
    return true;
  }

  /** Says what came of it; with a way to take it back where it went well. */
  #say(outcome: Outcome, done: string, undoable = true): void {
    const { app, t } = this.context;
    if (outcome.kind === 'done') app.toast(done, undoable ? { action: this.#undoAction() } : {});
    else app.toast(outcome.kind === 'outdated' ? t('app.outdated') : outcome.sentence, { kind: 'failed' });
  }

  async #save(entry: Entry, change: Change): Promise<void> {
    const outcome = this.#wantsReason() ? this.#withoutReason() : await this.desk.save(entry, change);
    if (this.#offersToAsk(outcome, { type: 'editEntry', entry: entry.id, change })) return;
    this.#say(outcome, this.#savedText('sheet.saved', entry, change));
  }

  async #saveFromForm(entry: Entry, change: Change): Promise<Outcome> {
    const news = newsOf(entry, change);
    if (news === null) return { kind: 'done' };
    if (this.#wantsReason()) return this.#withoutReason();
    const outcome = await this.desk.save(entry, news);
    // The form has done its part when somebody else is asked.
    if (this.#offersToAsk(outcome, { type: 'editEntry', entry: entry.id, change: news })) return { kind: 'done' };
    if (outcome.kind === 'done') this.#say(outcome, this.#savedText('sheet.saved', entry, change));
    return outcome;
  }

  #savedText(key: 'sheet.saved' | 'sheet.added', entry: Entry | null, change: Change): string {
    const { context } = this;
    const now = context.app.now();
    const before = entry === null ? { start: 0, end: 0, breaks: [] } : timesOf(entry, now);
    const times = { start: change.start ?? before.start, end: change.end ?? before.end, breaks: change.breaks ?? before.breaks };
    const override =
      change.override === undefined ? (entry?.overrideSeconds ?? null) : change.override === null ? null : change.override / 1000;
    return context.t(key, {
      category: categoryName(context, change.category ?? entry?.category ?? ''),
      duration: context.format.duration(override === null ? workedMs(times) : override * 1000),
    });
  }

  async #add(change: Change & { readonly category: string }): Promise<Outcome> {
    const { start = 0, end = 0 } = change;
    if (this.#wantsReason()) return this.#withoutReason();
    const outcome = await this.desk.add({ ...change, start, end });
    if (this.#offersToAsk(outcome, { type: 'addEntry', change })) return { kind: 'done' };
    if (outcome.kind !== 'done') return outcome;
    this.#opener = outcome.entry?.id ?? null;
    this.#say(outcome, this.#savedText('sheet.added', null, change));
    return outcome;
  }

  async #remove(entry: Entry): Promise<void> {
    if (entry.end === null) return;
    const outcome = this.#wantsReason() ? this.#withoutReason() : await this.desk.remove(entry);
    if (this.#offersToAsk(outcome, { type: 'deleteEntry', entry: entry.id })) return;
    this.#say(outcome, this.context.t('sheet.deleted', { category: categoryName(this.context, entry.category) }));
  }
}
customElements.define('pc-timesheet', PcTimesheet);

export const page = (context: Context): TemplateResult => html`<pc-timesheet .context=${context}></pc-timesheet>`;
