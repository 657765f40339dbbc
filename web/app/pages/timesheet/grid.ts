import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { Entry } from '../../core/contract.js';
import { axisOf, fromAxis, type Axis, type Column } from './axis.js';
import { conflictOf, NEW, type Conflict } from './conflicts.js';
import { draftBar } from './draft-bar.js';
import { keyAction } from './grid-keys.js';
import { gridView } from './grid-view.js';
import type { Shown } from './shown-entry.js';
import { dragged, snap, timesOf, type Grip, type Times } from './times.js';

export interface GridActions {
  change(entry: Entry, times: Times): void;
  edit(entry: Entry): void;
  remove(entry: Entry): void;
  add(times: Times): void;
}

/** Times that are shown instead of those of an entry (or as a new one), and are not saved yet. */
export interface Draft {
  readonly id: string;
  readonly times: Times;
  /** By pointer it is saved when it is let go of; otherwise the reader says so. */
  readonly held: boolean;
}

/** What the pointer has hold of since it went down. */
interface Hold {
  readonly id: string;
  readonly times: Times;
  readonly grip: Grip | 'new';
  readonly from: number;
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
  moved: boolean;
}

/** So far a pointer has to go before it drags, px. */
const THRESHOLD = 4;
const HOUR = 3_600_000;

/** A grid of days with entries as blocks: dragged by pointer, moved by keys, edited by a click. */
export class PcGrid extends LitElement {
  static override properties = {
    context: { attribute: false },
    first: { attribute: false },
    days: { attribute: false },
    entries: { attribute: false },
    pending: { attribute: false },
    actions: { attribute: false },
    readOnly: { type: Boolean },
    draft: { state: true },
  };
  declare context: Context;
  /** The first day, `yyyymmdd`, and how many. */
  declare first: string;
  declare days: number;
  declare entries: readonly Entry[];
  declare pending: ReadonlySet<string>;
  declare actions: GridActions;
  /** Entries are only looked at. */
  declare readOnly: boolean;
  declare draft: Draft | null;
  #hold: Hold | null = null;
  #refocus: string | null = null;
  #axis: { readonly key: string; readonly axis: Axis } | null = null;
  #timer: number | undefined;

  constructor() {
    super();
    this.readOnly = false;
    this.draft = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    // The line of now and what runs move on.
    this.#timer = window.setInterval(() => this.requestUpdate(), 60_000);
    window.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback() {
    window.clearInterval(this.#timer);
    window.removeEventListener('keydown', this.#escape);
    super.disconnectedCallback();
  }

  #escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.#hold !== null) this.#let(null);
  };

  get axis(): Axis {
    const key = `${this.first} ${this.days} ${this.context.zone}`;
    if (this.#axis?.key !== key) this.#axis = { key, axis: axisOf(this.first, this.days, this.context.zone) };
    return this.#axis.axis;
  }

  #shown(): readonly Shown[] {
    const now = this.context.app.now();
    const { draft } = this;
    const shown = this.entries.map((entry): Shown => {
      const isDraft = draft?.id === entry.id;
      const times = isDraft ? draft.times : timesOf(entry, now);
      return {
        ...{ id: entry.id, start: times.start, end: times.end, entry, times, category: entry.category },
        ...{ isRunning: entry.end === null, isDraft },
      };
    });
    if (draft?.id !== NEW) return shown;
    const { times } = draft;
    const fresh = { id: NEW, start: times.start, end: times.end, entry: null, times, category: null };
    return [...shown, { ...fresh, isRunning: false, isDraft: true }];
  }

  #conflict(): Conflict | null {
    return this.draft === null ? null : conflictOf(this.draft.id, this.draft.times, this.entries, this.context.app.now());
  }

  protected override render(): TemplateResult {
    const { axis, context, draft } = this;
    const conflict = this.#conflict();
    return html`<div
        class="grid-area"
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${() => this.#let(null)}
        @keydown=${this.#key}
        @click=${this.#click}
      >
        ${gridView(context, {
          ...{ axis, shown: this.#shown(), pending: this.pending, clashes: conflict !== null, readOnly: this.readOnly },
        })}
      </div>
      ${
        draft === null
          ? nothing
          : draftBar(context, draft, conflict, {
              keep: () => this.#keep(),
              drop: () => this.#drop(),
              take: (times) => (this.draft = { ...draft, times }),
            })
      }`;
  }

  protected override firstUpdated() {
    // The working day, and not the night.
    const scroller = this.querySelector('.grid-scroller');
    const hour = this.querySelector('[data-minute="420"]');
    if (scroller !== null && hour instanceof HTMLElement) scroller.scrollTop = hour.offsetTop;
  }

  /** An entry that goes to another day is drawn anew there: whoever had it keeps it. */
  protected override willUpdate() {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && this.contains(activeElement))
      this.#refocus ??= activeElement.dataset['id'] ?? null;
  }

  protected override updated() {
    const block = this.#refocus === null ? null : this.#block(this.#refocus);
    this.#refocus = null;
    if (block !== null && document.activeElement !== block) block.focus();
  }

  #block(id: string): HTMLElement | null {
    return this.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Puts the focus on the block of an entry. */
  focusEntry(id: string): void {
    this.#refocus = id;
    this.requestUpdate();
  }

  #entryOf(target: EventTarget | null): Entry | undefined {
    const block = target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;
    return block === null ? undefined : this.entries.find(({ id }) => id === block.dataset['id']);
  }

  /** The moment under a pointer, ms; null outside of the days. */
  #momentAt({ clientX, clientY }: PointerEvent): number | null {
    const columns = [...this.querySelectorAll<HTMLElement>('.grid-day')];
    const boxes = columns.map((each) => each.getBoundingClientRect());
    const at = boxes.findIndex(({ left, right }) => clientX >= left && clientX < right);
    const nearest = at !== -1 ? at : clientX < (boxes[0]?.left ?? 0) ? 0 : boxes.length - 1;
    const [box, column] = [boxes[nearest], this.axis.columns[nearest]];
    if (box === undefined || column === undefined) return null;
    const minute = ((clientY - box.top) / box.height) * this.axis.length;
    return fromAxis(column satisfies Column, Math.max(0, minute));
  }

  #down = (event: PointerEvent) => {
    if (this.readOnly || event.button !== 0 || !(event.target instanceof Element)) return;
    const from = this.#momentAt(event);
    const handle = event.target.closest<HTMLElement>('[data-grip]');
    // With a finger the page is scrolled, and only the edges of an entry are drawn.
    if (from === null || (event.pointerType === 'touch' && handle === null)) return;
    const entry = this.#entryOf(event.target);
    const held = { x: event.clientX, y: event.clientY, from, pointer: event.pointerId, moved: false };
    if (entry !== undefined) {
      if (entry.end === null || this.pending.has(entry.id)) return;
      const grip = handle?.dataset['grip'];
      const times = this.draft?.id === entry.id ? this.draft.times : timesOf(entry, this.context.app.now());
      this.#hold = { ...held, id: entry.id, times, grip: grip === 'start' || grip === 'end' ? grip : 'whole' };
    } else if (event.target.closest('.grid-day') !== null) {
      const start = snap(from);
      this.#hold = { ...held, id: NEW, times: { start, end: start, breaks: [] }, grip: 'new' };
    }
  };

  #move = (event: PointerEvent) => {
    const hold = this.#hold;
    if (hold?.pointer !== event.pointerId) return;
    if (!hold.moved && Math.hypot(event.clientX - hold.x, event.clientY - hold.y) < THRESHOLD) return;
    const to = this.#momentAt(event);
    if (to === null) return;
    if (!hold.moved) {
      hold.moved = true;
      this.querySelector('.grid-area')?.setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    this.draft = {
      id: hold.id,
      times: hold.grip === 'new' ? drawn(hold, to) : dragged(hold.times, { ...hold, grip: hold.grip, to }),
      held: true,
    };
  };

  #up = (event: PointerEvent) => {
    const hold = this.#hold;
    if (hold?.pointer !== event.pointerId) return;
    this.#let(hold.moved ? this.draft : this.draft?.held === false ? this.draft : null);
    if (!hold.moved) return;
    // The click that follows belongs to the drag.
    this.#swallow = true;
    window.setTimeout(() => (this.#swallow = false), 0);
    if (this.draft !== null && this.#conflict() === null) this.#keep();
    else if (this.draft !== null) this.draft = { ...this.draft, held: false };
  };
  #swallow = false;

  #let(draft: Draft | null): void {
    this.#hold = null;
    this.draft = draft;
  }

  #click = (event: MouseEvent) => {
    if (this.readOnly || this.#swallow || !(event.target instanceof Element)) return;
    const entry = this.#entryOf(event.target);
    if (entry !== undefined) {
      this.actions.edit(entry);
      return;
    }
    if (this.draft !== null || event.target.closest('.grid-day') === null || !(event instanceof PointerEvent)) return;
    const from = this.#momentAt(event);
    if (from === null) return;
    const start = Math.floor(from / (HOUR / 2)) * (HOUR / 2);
    this.actions.add({ start, end: start + HOUR, breaks: [] });
  };

  #key = (event: KeyboardEvent) => {
    if (this.readOnly) return;
    const entry = this.#entryOf(event.target);
    if (entry === undefined) return;
    const isDraft = this.draft?.id === entry.id;
    const times = isDraft && this.draft !== null ? this.draft.times : timesOf(entry, this.context.app.now());
    const action = keyAction(event, { times, isDraft, zone: this.context.zone });
    if (action === null) return;
    // What runs has no end to move, and what waits for an answer is not changed again.
    if (action.kind === 'change' && (entry.end === null || this.pending.has(entry.id))) return;
    event.preventDefault();
    if (action.kind === 'change') {
      this.draft = { id: entry.id, times: action.times, held: false };
      this.#refocus = entry.id;
    } else if (action.kind === 'edit') this.actions.edit(entry);
    else if (action.kind === 'delete') this.actions.remove(entry);
    else if (action.kind === 'keep') this.#keep();
    else this.#drop();
  };

  #keep(): void {
    const { draft } = this;
    if (draft === null) return;
    const entry = this.entries.find(({ id }) => id === draft.id);
    this.draft = null;
    if (entry === undefined) {
      this.actions.add(draft.times);
      return;
    }
    this.#refocus = entry.id;
    this.actions.change(entry, draft.times);
  }

  #drop(): void {
    if (this.draft !== null && this.draft.id !== NEW) this.#refocus = this.draft.id;
    this.draft = null;
  }
}

/** From where the pointer went down to where it is now, in either direction. */
const drawn = ({ times }: Hold, to: number): Times => {
  const [a, b] = [times.start, snap(to)];
  return { start: Math.min(a, b), end: Math.max(a, b, Math.min(a, b) + 5 * 60_000), breaks: [] };
};

customElements.define('pc-grid', PcGrid);
