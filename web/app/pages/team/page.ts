import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { oneAtATime } from '../../../kit/one-at-a-time.js';
import type { Context } from '../../core/context.js';
import { memberIn, type LiveEvent } from '../../core/live.js';
import '../../parts/clock-out-dialog.js';
import type { OnTheClock } from '../../parts/clock-out-dialog.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { stepper } from '../../parts/stepper.js';
import { zoneLine } from '../../parts/zone-line.js';
import type { ClockChange, TeamLine } from './contract.js';
import {
  chosen,
  COLUMNS,
  nameOf,
  SHOWN,
  totalsOf,
  upTo,
  withClock,
  withLines,
  type Column,
  type Order,
  type Shown,
} from './lines.js';
import { askForLines, askForTeam, type Team } from './requests.js';
import './member.js';
import { tableHead, tableRow, totalsRow } from './table.js';
import './team.css';

/** Lines on one page of the table. */
const ROWS = 50;
/** What others correct is told to nobody, so all of it is asked for again now and then, ms. */
const ALL_AGAIN_MS = 120_000;
/** What runs moves on so often, ms. */
const TICK_MS = 20_000;
/** Between two times that members are asked for again of whom something was told, ms. */
const BETWEEN_MS = 5_000;

/** A line for each member of the server: on the clock or not, today and this week, what waits, and days without time. */
class PcTeam extends LoadedPage<Team> {
  static override properties = {
    search: { state: true },
    show: { state: true },
    order: { state: true },
    at: { state: true },
    leaving: { state: true },
  };
  declare search: string;
  declare show: Shown;
  declare order: Order;
  /** The first line of the page, from 0. */
  declare at: number;
  /** Who is to be clocked out. */
  declare leaving: OnTheClock | null;
  #timers: number[] = [];
  /** Members of whom something changed. */
  readonly #changed = new Set<string>();

  constructor() {
    super();
    this.search = '';
    this.show = 'present';
    this.order = { by: 'name', reversed: false };
    this.at = 0;
    this.leaving = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#timers = [
      window.setInterval(() => {
        if (!document.hidden) this.requestUpdate();
      }, TICK_MS),
      window.setInterval(() => {
        if (!document.hidden) void this.reload();
      }, ALL_AGAIN_MS),
    ];
  }

  override disconnectedCallback() {
    for (const timer of this.#timers) window.clearInterval(timer);
    super.disconnectedCallback();
  }

  protected override heading(): string {
    return this.context.t('nav.team');
  }

  protected override ask(): Promise<Team> {
    return askForTeam(this.context.app);
  }

  /** Of a large team only those are asked for again of whom something was told. */
  protected override heard(event: LiveEvent | null): void {
    const member = event === null ? null : memberIn(event);
    if (member === null || this.data === null) {
      super.heard(event);
      return;
    }
    if (event?.type === 'clock') this.#clocked(member, event.data as ClockChange);
    this.#changed.add(member);
    void this.attempt(() => this.#linesAgain());
  }

  /** Who is on the clock is told by the event itself. */
  #clocked(member: string, { on }: ClockChange): void {
    if (this.data === null) return;
    const at = this.context.app.now();
    const lines = this.#upTo(this.data, at).map((line) => (line.user === member ? withClock(line, on) : line));
    this.data = { at, lines };
  }

  readonly #linesAgain = oneAtATime(
    async () => {
      const users = [...this.#changed];
      this.#changed.clear();
      if (users.length === 0) return;
      const { lines, at } = await askForLines(this.context.app, users);
      if (this.data !== null) this.data = { at, lines: withLines(this.#upTo(this.data, at), lines) };
    },
    () => new Promise((done) => window.setTimeout(done, BETWEEN_MS)),
  );

  #upTo({ lines, at }: Team, now: number): Team['lines'] {
    return lines.map((line) => upTo(line, Math.floor((now - at) / 1000)));
  }

  protected override view(team: Team): TemplateResult {
    const { context, leaving, order } = this;
    const { t, format, app } = context;
    const lines = this.#upTo(team, app.now());
    const found = chosen(lines, { show: this.show, search: this.search, order }, new Intl.Collator(format.locale));
    const first = Math.min(this.at, Math.max(0, Math.ceil(found.length / ROWS) - 1) * ROWS);
    const shown = found.slice(first, first + ROWS);
    const mayEnd = context.may('forceClockOut');
    return html`<section class="page team">
      <header class="page-head">
        <h1>${t('nav.team')}</h1>
        <p class="muted" role="status">
          ${t(found.length === 1 ? 'team.one' : 'team.count', { count: format.number(found.length) })}
        </p>
      </header>
      ${this.#choices()}
      ${
        found.length === 0
          ? html`<p class="empty">${t(lines.length === 0 ? 'team.none' : 'team.noneFound')}</p>`
          : html`<div class="scroller team-scroller">
                <table class="table team-table" role="table">
                  ${tableHead(context, order, (by) => this.#orderBy(by))}
                  <tbody role="rowgroup">
                    ${repeat(
                      shown,
                      ({ user }) => user,
                      (line) => tableRow(context, line, mayEnd ? () => this.#ask(line) : null),
                    )}
                  </tbody>
                  ${totalsRow(context, totalsOf(found))}
                </table>
              </div>
              ${found.length > ROWS ? this.#pages(first, shown.length, found.length) : nothing}
              <p class="muted small">${t('team.gapsHint')}</p>`
      }
      ${zoneLine(context)}
      ${
        leaving === null
          ? nothing
          : html`<pc-clock-out-dialog
              .context=${context}
              .member=${leaving}
              @pc-done=${() => {
                this.#changed.add(leaving.user);
                void this.attempt(() => this.#linesAgain());
              }}
              @pc-close=${() => (this.leaving = null)}
            ></pc-clock-out-dialog>`
      }
    </section>`;
  }

  #ask(line: TeamLine): void {
    const { active, user } = line;
    if (active !== null) this.leaving = { user, name: nameOf(line), session: active.session, since: active.since };
  }

  /** The other way round where it is in this order already. */
  #orderBy(by: Column): void {
    this.order = { by, reversed: this.order.by === by && !this.order.reversed };
    this.at = 0;
  }

  #choices(): TemplateResult {
    const { t } = this.context;
    const choose =
      <T extends string>(of: readonly T[], take: (value: T) => void) =>
      (event: Event) => {
        const value = event.target instanceof HTMLSelectElement ? event.target.value : '';
        const found = of.find((each) => each === value);
        if (found !== undefined) take(found);
        this.at = 0;
      };
    return html`<div class="team-choices">
      <label class="field"
        ><span>${t('team.search')}</span>
        <input
          type="search"
          autocomplete="off"
          .value=${this.search}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.search = event.target.value;
            this.at = 0;
          }}
        />
      </label>
      <label class="field"
        ><span>${t('team.show')}</span>
        <select @change=${choose(SHOWN, (show) => (this.show = show))}>
          ${SHOWN.map((each) => html`<option value=${each} ?selected=${each === this.show}>${t(`team.show.${each}`)}</option>`)}
        </select>
      </label>
      <label class="field"
        ><span>${t('team.sort')}</span>
        <select @change=${choose(COLUMNS, (by) => (this.order = { by, reversed: false }))}>
          ${COLUMNS.map(
            (each) => html`<option value=${each} ?selected=${each === this.order.by}>${t(`team.sort.${each}`)}</option>`,
          )}
        </select>
      </label>
    </div>`;
  }

  #pages(first: number, count: number, all: number): TemplateResult {
    const { format, t } = this.context;
    const place = { from: format.number(first + 1), to: format.number(first + count), count: format.number(all) };
    return stepper(this.context, {
      back: () => (this.at = Math.max(0, first - ROWS)),
      now: () => (this.at = 0),
      on: () => (this.at = first + ROWS >= all ? first : first + ROWS),
      nowLabel: t('team.page', place),
    });
  }
}
customElements.define('pc-team', PcTeam);

/** The team, or the timesheet of one of its members. */
export const page = (context: Context): TemplateResult => {
  const member = context.model.route.query.get('member');
  return member !== null && /^\d{1,20}$/.test(member)
    ? html`${keyed(member, html`<pc-team-member .context=${context} .user=${member}></pc-team-member>`)}`
    : html`<pc-team .context=${context}></pc-team>`;
};
