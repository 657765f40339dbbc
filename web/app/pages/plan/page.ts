import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { addDays, dayOf } from '../../../../src/domain/calendar.js';
import type { Context } from '../../core/context.js';
import type { Entry, Page as PageOf } from '../../core/contract.js';
import { toSession } from '../../core/entry.js';
import type { LiveEvent } from '../../core/live.js';
import { categoryName, tintOf } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { stepper } from '../../parts/stepper.js';
import { vars } from '../../parts/vars.js';
import type { PlanAnswer, TaskList } from './contract.js';
import { hoursOf, momentAt, movedBy, placesOf, STEP, type Placed } from './geometry.js';
import './plan.css';

interface Week {
  readonly plan: PlanAnswer;
  readonly tasks: TaskList['tasks'];
  readonly entries: readonly Entry[];
}

/** A piece of a planned task, or an entry, where it stands. */
interface Block extends Placed {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'task' | 'entry';
  readonly tint: string | null;
  readonly marks: string;
  /** Of a task that can be moved; null: it cannot. */
  readonly task: string | null;
}

const DAYS = 7;
const KEYS: Readonly<Record<string, readonly [days: number, minutes: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The week that is planned beside what was done. Dragging a task, or moving it with the arrow keys, pins it. */
class PcPlan extends LoadedPage<Week> {
  static override properties: PropertyDeclarations = { ...LoadedPage.properties, shift: { state: true } };
  /** Weeks from this one. */
  declare shift: number;

  constructor() {
    super();
    this.shift = 0;
  }

  protected override heading(): string {
    return this.context.t('nav.plan');
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'change';
  }

  /** Tasks and plans are the reader's own, whichever space they look at. */
  get #home(): string {
    return `u${this.context.model.session?.user.id ?? ''}`;
  }

  protected override async ask(): Promise<Week> {
    const { app, space } = this.context;
    const [plan, { tasks }] = await Promise.all([
      app.api.get<PlanAnswer>(`/spaces/${this.#home}/plan`),
      app.api.get<TaskList>(`/spaces/${this.#home}/tasks`),
    ]);
    const days = this.#days(plan.zone);
    const from = new Date(momentAt(days[0] ?? '', 0, plan.zone)).toISOString();
    const to = new Date(momentAt(addDays(days.at(-1) ?? '', 1), 0, plan.zone)).toISOString();
    const { items } = await app.api.get<PageOf<Entry>>(`/spaces/${space.id}/entries`, { from, to, limit: '200' });
    return { plan, tasks, entries: items };
  }

  #days(zone: string): readonly string[] {
    const first = addDays(dayOf(this.context.app.now(), zone), this.shift * DAYS);
    return Array.from({ length: DAYS }, (_, ahead) => addDays(first, ahead));
  }

  #go(shift: number): void {
    this.shift = shift;
    void this.reload();
  }

  protected override view(week: Week): TemplateResult {
    const { context } = this;
    const { t, format } = context;
    const { plan, tasks } = week;
    const days = this.#days(plan.zone);
    const blocks = this.#blocks(week);
    const shown = [...blocks.planned, ...blocks.done].filter(({ day }) => days.includes(day));
    const { first, last } = hoursOf(shown);
    const open = tasks.filter(({ doneAt, scheduled }) => doneAt === null && scheduled.length === 0);
    return html`<section class="page">
      <header class="page-head">
        <h1>${t('nav.plan')}</h1>
        ${stepper(context, {
          back: () => this.#go(this.shift - 1),
          now: () => this.#go(0),
          on: () => this.#go(this.shift + 1),
          nowLabel: t('plan.now'),
        })}
        <button type="button" class="button primary" @click=${() => void this.#run()}>${t('plan.run')}</button>
      </header>
      <h2>${format.days(days[0] ?? '', days.at(-1) ?? '')}</h2>
      <p class="muted small">${t('plan.about')} ${t('plan.zone', { zone: plan.zone })}</p>
      ${tasks.length === 0 && plan.planned.length === 0 ? html`<p>${t('plan.empty')}</p>` : nothing}
      <div class="card plan-scroll" role="group" aria-label=${t('nav.plan')} tabindex="0">
        <div class="plan-grid" ${vars({ '--first': first, '--hours': last - first })}>
          <div class="plan-hours" aria-hidden="true">
            ${Array.from({ length: last - first }, (_, at) => html`<span>${first + at}</span>`)}
          </div>
          ${days.map((day) => this.#day(day, blocks, first, last, plan.zone))}
        </div>
      </div>
      ${plan.unplaced.length === 0 && open.length === 0 ? nothing : this.#waiting(week, open)}
    </section>`;
  }

  #blocks({ plan, tasks, entries }: Week): { readonly planned: readonly Block[]; readonly done: readonly Block[] } {
    const { context } = this;
    const { zone } = plan;
    const known = new Set(plan.planned.map(({ id }) => id));
    const items = [
      ...plan.planned.map((each) => ({ ...each, isOwn: each.source === 'own', isDone: false })),
      // What is done keeps the place that it had.
      ...tasks
        .filter(({ id, doneAt }) => doneAt !== null && !known.has(id))
        .map(({ id, name, scheduled }) => ({
          id,
          name,
          spans: scheduled,
          isLate: false,
          isPinned: false,
          isOwn: true,
          isDone: true,
        })),
    ];
    const planned = items.flatMap(({ id, name, spans, isLate, isPinned, isOwn, isDone }) =>
      spans.flatMap((span) => {
        const [start, end] = [Date.parse(span.start), Date.parse(span.end)];
        const marks = [isDone ? '✅' : '', isPinned ? '📌' : '', isLate ? '⚠️' : ''].join('');
        const task = isOwn && !isDone && spans.length === 1 ? id : null;
        return placesOf(start, end, zone).map((place) => ({
          ...place,
          name,
          start,
          end,
          kind: 'task' as const,
          tint: null,
          marks,
          task,
        }));
      }),
    );
    const done = entries.flatMap((entry) => {
      const { startedAt, endedAt } = toSession(entry);
      const end = endedAt ?? Math.max(startedAt, context.app.now());
      const name = categoryName(context, entry.category);
      const tint = tintOf(context.category(entry.category));
      return placesOf(startedAt, end, zone).map((place) => ({
        ...place,
        name,
        start: startedAt,
        end,
        kind: 'entry' as const,
        tint,
        marks: '',
        task: null,
      }));
    });
    return { planned, done };
  }

  #day(
    day: string,
    { planned, done }: { readonly planned: readonly Block[]; readonly done: readonly Block[] },
    first: number,
    last: number,
    zone: string,
  ): TemplateResult {
    const { t, format, app } = this.context;
    const isToday = day === dayOf(app.now(), zone);
    const lane = (label: string, all: readonly Block[]) =>
      html`<div class="plan-lane" role="list" aria-label=${`${format.weekday(day, 'long')}: ${label}`}>
        ${all.filter((block) => block.day === day).map((block) => this.#block(block, first, last, zone))}
      </div>`;
    return html`<div class="plan-day ${isToday ? 'today' : ''}" data-day=${day}>
      <h3>${format.weekday(day)} ${format.dayOfMonth(day)}</h3>
      <div class="plan-lanes">${lane(t('plan.planned'), planned)} ${lane(t('plan.done'), done)}</div>
    </div>`;
  }

  #block(block: Block, first: number, last: number, zone: string): TemplateResult {
    const { t, format } = this.context;
    const height = (last - first) * 60;
    const place = vars({
      '--top': (block.from - first * 60) / height,
      '--height': (Math.min(block.to, last * 60) - block.from) / height,
      '--tint': block.tint,
    });
    const times = `${format.clock(block.start, zone)}–${format.clock(block.end, zone)}`;
    const text = html`<strong>${block.marks} ${block.name}</strong> <span>${times}</span>`;
    if (block.task === null) return html`<div role="listitem" class="plan-block ${block.kind}" ${place}>${text}</div>`;
    return html`<div role="listitem" class="plan-block" ${place}>
      <button
        type="button"
        class="plan-move"
        aria-label=${t('plan.moveIt', { name: block.name, times })}
        @keydown=${(event: KeyboardEvent) => this.#key(event, block, zone)}
        @pointerdown=${(event: PointerEvent) => this.#drag(event, block, first, last, zone)}
      >
        ${text}
      </button>
    </div>`;
  }

  #key(event: KeyboardEvent, block: Block, zone: string): void {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    void this.#move(block, movedBy(block.start, ...by, zone));
  }

  /** Follows the pointer until it is let go; then the task begins at the step nearest to its upper edge. */
  #drag(event: PointerEvent, block: Block, first: number, last: number, zone: string): void {
    const held = event.currentTarget as HTMLElement;
    const box = held.parentElement;
    if (box === null || event.button !== 0) return;
    const grip = event.clientY - box.getBoundingClientRect().top;
    const begin = { x: event.clientX, y: event.clientY };
    held.setPointerCapture(event.pointerId);
    const moving = (now: PointerEvent): void => {
      box.style.setProperty('--dx', `${now.clientX - begin.x}px`);
      box.style.setProperty('--dy', `${now.clientY - begin.y}px`);
      box.classList.add('held');
    };
    const over = (now: PointerEvent | null): void => {
      held.removeEventListener('pointermove', moving);
      held.removeEventListener('pointerup', over);
      held.removeEventListener('pointercancel', cancelled);
      for (const name of ['--dx', '--dy']) box.style.removeProperty(name);
      box.classList.remove('held');
      if (now === null || Math.hypot(now.clientX - begin.x, now.clientY - begin.y) < 4) return;
      const column = [...this.querySelectorAll<HTMLElement>('.plan-day')].find((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left <= now.clientX && now.clientX < right;
      });
      const lanes = column?.querySelector('.plan-lanes')?.getBoundingClientRect();
      if (column === undefined || lanes === undefined) return;
      const share = (now.clientY - grip - lanes.top) / lanes.height;
      void this.#move(block, momentAt(column.dataset['day'] ?? '', (first + share * (last - first)) * 60, zone));
    };
    const cancelled = (): void => over(null);
    held.addEventListener('pointermove', moving);
    held.addEventListener('pointerup', over);
    held.addEventListener('pointercancel', cancelled);
  }

  async #move({ task, name }: Block, start: number): Promise<void> {
    const { app, t, format } = this.context;
    if (task === null) return;
    const path = `/spaces/${this.#home}/tasks/${encodeURIComponent(task)}`;
    const patch = (startsAt: string | null) =>
      this.attempt(async () => {
        await app.api.write('PATCH', path, { body: { startsAt } });
      });
    const went = await patch(new Date(start).toISOString());
    await this.reload();
    if (!went) return;
    const release = async (): Promise<void> => {
      await patch(null);
      await this.reload();
    };
    app.toast(t('plan.moved', { name, when: format.moment(start, this.data?.plan.zone ?? 'UTC') }), {
      action: { label: t('plan.release'), run: () => void release() },
    });
  }

  async #run(): Promise<void> {
    const { app, t } = this.context;
    let changed = 0;
    const went = await this.attempt(async () => {
      changed = (await app.api.write<PlanAnswer>('POST', `/spaces/${this.#home}/plan`, { body: {} })).changed;
    });
    await this.reload();
    if (went) app.toast(changed === 0 ? t('plan.same') : t('plan.changed', { n: String(changed) }));
  }

  #waiting({ plan }: Week, open: TaskList['tasks']): TemplateResult {
    const { t, format } = this.context;
    const why = new Map(plan.unplaced.map((each) => [each.id, each.why]));
    return html`<h2>${t('plan.waiting')}</h2>
      <ul class="card plan-waiting">
        ${open.map(({ id, name, estimateSeconds }) => {
          const reason = why.get(id);
          return html`<li>
            <strong>${name}</strong> <span class="muted">${format.duration(estimateSeconds * 1000)}</span>
            ${reason === undefined ? nothing : html`<span>${t(`plan.why.${reason}`)}</span>`}
          </li>`;
        })}
      </ul>`;
  }
}
customElements.define('pc-plan', PcPlan);

export const page = (context: Context): TemplateResult => html`<pc-plan .context=${context}></pc-plan>`;
