import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { addDays, dayOf } from '../../../../src/domain/calendar.js';
import { isDay } from '../../../../src/domain/week.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { compact, dashed } from '../../core/days.js';
import { categoryMark, categoryName, tintOf } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { stepper } from '../../parts/stepper.js';
import { vars } from '../../parts/vars.js';
import type { TargetList, TargetOf } from './contract.js';
import type { LeaveList, LeaveOf } from './leave-contract.js';
import './leave-dialog.js';
import { leaveDays, leaveSection } from './leave-section.js';
import './target-dialog.js';
import './targets.css';

/** What is shown of the reader. */
interface Plans extends TargetList {
  readonly leave: LeaveList;
}

/** What the reader wants to spend each week, how far they are, and when they do not work. */
class PcTargets extends LoadedPage<Plans> {
  static override properties = { open: { state: true }, isPlanning: { state: true } };
  /** What the dialog is about; undefined: there is none, null: a new target. */
  declare open: TargetOf | null | undefined;
  /** Is leave written down? */
  declare isPlanning: boolean | undefined;
  #asked = '';

  protected override heading(): string {
    return this.context.t('nav.targets');
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'change';
  }

  get #today(): string {
    return dayOf(this.context.app.now(), this.context.space.zone);
  }

  get #day(): string {
    const day = this.context.model.route.query.get('day') ?? '';
    return isDay(day) ? day : this.#today;
  }

  protected override async ask(): Promise<Plans> {
    this.#asked = this.#day;
    const { app, space } = this.context;
    const [targets, leave] = await Promise.all([
      app.api.get<TargetList>(`/spaces/${space.id}/targets`, { day: dashed(this.#day) }),
      app.api.get<LeaveList>(`/spaces/${space.id}/leave`),
    ]);
    return { ...targets, leave };
  }

  protected override willUpdate(_changed: PropertyValues<this>) {
    if (this.#asked !== '' && this.#asked !== this.#day) void this.reload();
  }

  #go(day: string): void {
    const { app } = this.context;
    app.go(app.pathOf('targets', { day: day === this.#today ? null : day }), { replace: true });
  }

  protected override view({ week, targets, leave }: Plans): TemplateResult {
    const { context } = this;
    const { t, format } = context;
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.targets')}</h1>
        ${stepper(context, {
          back: () => this.#go(addDays(this.#day, -7)),
          now: () => this.#go(this.#today),
          on: () => this.#go(addDays(this.#day, 7)),
          nowLabel: t('reports.preset.week'),
        })}
        <button type="button" class="button primary" @click=${() => (this.open = null)}>${t('targets.new')}</button>
      </header>
      <h2>${format.days(compact(week.from), addDays(compact(week.to), -1))}</h2>
      ${
        targets.length === 0
          ? html`<p class="empty card">${t('targets.none')}</p>`
          : html`<ul class="card targets">
              ${targets.map((target) => this.#target(target))}
            </ul>`
      }
      <p class="muted small">${t('targets.about')}</p>
      ${leaveSection(context, {
        ...leave,
        today: this.#today,
        onNew: () => (this.isPlanning = true),
        onRemove: (one) => void this.#removeLeave(one),
      })}
      ${
        this.isPlanning === true
          ? html`<pc-leave-dialog
              .context=${context}
              .today=${this.#today}
              @pc-close=${() => (this.isPlanning = false)}
              @pc-done=${() => void this.reload()}
            ></pc-leave-dialog>`
          : nothing
      }
      ${
        this.open === undefined
          ? nothing
          : html`<pc-target-dialog
              .context=${context}
              .target=${this.open}
              .from=${week.from}
              @pc-close=${() => (this.open = undefined)}
              @pc-done=${() => void this.reload()}
            ></pc-target-dialog>`
      }
    </section>`;
  }

  #target(target: TargetOf): TemplateResult {
    const { context } = this;
    const { t, format } = context;
    const { category, minutes, seconds } = target;
    const share = minutes === 0 ? 1 : Math.min(1, seconds / 60 / minutes);
    const name = categoryName(context, category);
    return html`<li>
      <div class="target-line">
        ${categoryMark(context, category)}
        <span class="number">
          ${t('targets.of', { done: format.duration(seconds * 1000), wanted: format.duration(minutes * 60_000) })}
        </span>
      </div>
      <div
        class="meter"
        role="meter"
        aria-label=${name}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)}
        aria-valuetext=${format.percent(share)}
        ${vars({ '--share': share, '--tint': tintOf(context.category(category)) })}
      ></div>
      <div class="button-row">
        <button
          type="button"
          class="text-button"
          aria-label=${t('targets.changeIt', { category: name })}
          @click=${() => (this.open = target)}
        >
          ${t('app.edit')}
        </button>
        <button
          type="button"
          class="text-button"
          aria-label=${t('targets.removeIt', { category: name })}
          @click=${() => void this.#remove(target)}
        >
          ${t('targets.remove')}
        </button>
      </div>
    </li>`;
  }

  async #removeLeave(leave: LeaveOf): Promise<void> {
    const { app, space, t } = this.context;
    const path = `/spaces/${space.id}/leave`;
    const went = await this.attempt(async () => {
      await app.api.write('DELETE', `${path}/${leave.id}`);
    });
    await this.reload();
    if (!went) return;
    const { from, to, kind, note } = leave;
    const restore = async () => {
      await this.attempt(async () => {
        await app.api.write('POST', path, { body: { from, to, kind, note } });
      });
      await this.reload();
    };
    app.toast(t('leave.removed', { days: leaveDays(this.context, leave) }), {
      action: { label: t('app.undo'), run: () => void restore() },
    });
  }

  async #remove({ category, minutes }: TargetOf): Promise<void> {
    const { app, space, t } = this.context;
    const from = this.data?.week.from ?? dashed(this.#day);
    const path = `/spaces/${space.id}/targets/${encodeURIComponent(category)}`;
    const went = await this.attempt(async () => {
      await app.api.write('DELETE', path, { query: { day: from } });
    });
    await this.reload();
    if (!went) return;
    const restore = async () => {
      await this.attempt(async () => {
        await app.api.write('PUT', path, { body: { minutes, from } });
      });
      await this.reload();
    };
    app.toast(t('targets.removed', { category: categoryName(this.context, category) }), {
      action: { label: t('app.undo'), run: () => void restore() },
    });
  }
}
customElements.define('pc-targets', PcTargets);

export const page = (context: Context): TemplateResult => html`<pc-targets .context=${context}></pc-targets>`;
