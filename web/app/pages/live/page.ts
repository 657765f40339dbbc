import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { askForNames, type Names } from '../../core/names.js';
import { categoryMark } from '../../parts/category.js';
import '../../parts/clock-out-dialog.js';
import type { OnTheClock as Leaving } from '../../parts/clock-out-dialog.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { person } from '../../parts/person.js';
import '../../parts/running.js';
import { zoneLine } from '../../parts/zone-line.js';
import type { OnTheClock } from './contract.js';
import { groupsOf, runsFrom, type Group, type OnClock } from './groups.js';
import './live.css';

/** Who is on the clock now, as far as the reader may see it; told as it happens. */
class PcLive extends LoadedPage<OnTheClock> {
  static override properties = { leaving: { state: true } };
  /** Who is to be clocked out. */
  declare leaving: Leaving | null;
  #names: Names = new Map();

  constructor() {
    super();
    this.leaving = null;
  }

  protected override heading(): string {
    return this.context.t('nav.live');
  }

  protected override async ask(): Promise<OnTheClock> {
    const { app, space } = this.context;
    const on = await app.api.get<OnTheClock>(`/spaces/${space.id}/on-the-clock`);
    // Names are asked for once, and again for somebody new.
    if (on.members.some(({ user }) => !this.#names.has(user))) this.#names = await askForNames(app);
    return on;
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'clock' || type === 'change' || type === 'settings';
  }

  protected override view(on: OnTheClock): TemplateResult {
    const { context } = this;
    const { t, format, model } = context;
    const groups = groupsOf(
      on.members,
      model.categories.map(({ id }) => id),
    );
    return html`<section class="page">
      <header class="page-head">
        <h1>${t('nav.live')}</h1>
        <p class="count" role="status">
          ${t(on.members.length === 1 ? 'live.one' : 'live.count', { count: format.number(on.members.length) })}
        </p>
      </header>
      ${on.visible === 'presence' ? html`<p class="muted">${t('live.presenceOnly')}</p>` : nothing}
      ${on.members.length === 0 ? html`<p class="empty">${t('live.nobody')}</p>` : nothing}
      <div class="live-groups">
        ${repeat(
          groups,
          ({ category }) => category,
          (group) => this.#group(group, on),
        )}
      </div>
      ${zoneLine(context)}
      ${
        this.leaving === null
          ? nothing
          : html`<pc-clock-out-dialog
              .context=${context}
              .member=${this.leaving}
              @pc-done=${() => void this.reload()}
              @pc-close=${() => (this.leaving = null)}
            ></pc-clock-out-dialog>`
      }
    </section>`;
  }

  #group({ category, members }: Group, on: OnTheClock): TemplateResult {
    const { context } = this;
    return html`<section class="card">
      ${
        category === null
          ? nothing
          : html`<h2>
              ${categoryMark(context, category)} <span class="muted number">${context.format.number(members.length)}</span>
            </h2>`
      }
      <ul class="people">
        ${repeat(
          members,
          ({ user }) => user,
          (member) => this.#member(member, on),
        )}
      </ul>
    </section>`;
  }

  #member(member: OnClock, on: OnTheClock): TemplateResult {
    const { app, t, format, zone } = this.context;
    const { user, since, pausedSince, effectiveSeconds } = member;
    const from = runsFrom(member, Date.parse(on.now));
    return html`<li>
      ${person(user, this.#names.get(user))} ${this.context.may('forceClockOut') ? this.#outButton(member) : nothing}
      <span class="live-time">
        ${
          from === null
            ? html`<span class="tag warn"
                  >${t('live.onBreak', { time: format.clock(Date.parse(pausedSince ?? since), zone) })}</span
                >
                <span class="number">${format.duration((effectiveSeconds ?? 0) * 1000)}</span>`
            : html`<pc-running .from=${from} .format=${format} .now=${() => app.now()}></pc-running>`
        }
        <span class="muted small">${t('live.since', { time: format.moment(Date.parse(since), zone) })}</span>
      </span>
    </li>`;
  }

  #outButton({ user, session, since }: OnClock): TemplateResult {
    const name = this.#names.get(user) ?? user;
    return html`<button
      type="button"
      class="text-button"
      @click=${() => (this.leaving = { user, name, session: session ?? undefined, since })}
    >
      ${this.context.t('team.clockOut')}<span class="sr"> – ${name}</span>
    </button>`;
  }
}
customElements.define('pc-live', PcLive);

export const page = (context: Context): TemplateResult => html`<pc-live .context=${context}></pc-live>`;
