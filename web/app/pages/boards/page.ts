import { html, nothing, type TemplateResult } from 'lit';
import type { z } from 'zod';
import type { BoardAnswer as Schema } from '../../../../src/api/schemas/manage.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { categoryName } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { person } from '../../parts/person.js';
import './boards.css';

type Board = z.output<typeof Schema>;

const TIMES = ['today', 'week', 'month', 'all', 'season'] as const;
type Time = (typeof TIMES)[number];

/** Leaderboards of the server, as in Discord: those are shown who want to be, or all, as the server has set it. */
class PcBoards extends LoadedPage<Board> {
  static override properties = { time: { state: true }, category: { state: true } };
  declare time: Time;
  /** Null: all of them together. */
  declare category: string | null;

  constructor() {
    super();
    this.time = 'week';
    this.category = null;
  }

  protected override heading(): string {
    return this.context.t('nav.boards');
  }

  protected override ask(): Promise<Board> {
    return this.#read(null);
  }

  #read(cursor: string | null): Promise<Board> {
    const { app, space } = this.context;
    return app.api.get<Board>(`/spaces/${space.id}/boards/${this.time}`, { category: this.category, cursor });
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings';
  }

  async #choose(change: { readonly time?: Time; readonly category?: string | null }): Promise<void> {
    const { time, category } = this;
    this.time = change.time ?? time;
    if (change.category !== undefined) this.category = change.category;
    const board = this.data;
    await this.reload();
    // What was refused (no season, for example) leaves the board that was there.
    if (board !== null && this.data === board) Object.assign(this, { time, category });
  }

  async #more(board: Board): Promise<void> {
    await this.attempt(async () => {
      const more = await this.#read(board.next);
      this.data = { ...more, lines: [...board.lines, ...more.lines] };
    });
  }

  protected override view(board: Board): TemplateResult {
    const { context } = this;
    const { t, format, model } = context;
    const { from, to, own, lines, next, volunteers } = board;
    const days = from === null || to === null ? null : format.days(from.replaceAll('-', ''), to.replaceAll('-', ''));
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.boards')}</h1>
        <div class="switcher" role="group" aria-label=${t('boards.time')}>
          ${TIMES.map(
            (time) =>
              html`<button type="button" aria-pressed=${time === this.time} @click=${() => void this.#choose({ time })}>
                ${t(`boards.time.${time}`)}
              </button>`,
          )}
        </div>
      </header>
      <label class="field"
        ><span>${t('boards.category')}</span>
        <select
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement)
              void this.#choose({ category: event.target.value === '' ? null : event.target.value });
          }}
        >
          <option value="">${t('boards.allCategories')}</option>
          ${model.categories
            .filter(({ archived }) => !archived)
            .map(({ id }) => html`<option value=${id} ?selected=${id === this.category}>${categoryName(context, id)}</option>`)}
        </select></label
      >
      <p class="muted">${days === null ? nothing : html`${days} · `}${t(volunteers ? 'boards.volunteers' : 'boards.everyone')}</p>
      ${
        lines.length === 0
          ? html`<p class="empty">${t('boards.none')}</p>`
          : html`<ol class="card board">
              ${lines.map((line) => this.#line(line))}
            </ol>`
      }
      ${next === null ? nothing : html`<p><button type="button" class="button" @click=${() => void this.#more(board)}>${t('boards.more')}</button></p>`}
      ${own === null ? nothing : html`<p>${this.#ownText(own, board.of)}</p>`}
    </section>`;
  }

  #line({ user, name, rank, seconds, change }: Board['lines'][number]): TemplateResult {
    const { t, format, model } = this.context;
    return html`<li class=${user === model.session?.user.id ? 'own' : ''}>
      <span class="rank number">${t('boards.rank', { rank })}</span>
      ${person(user, name)}
      <span class="board-time">
        ${
          change === null || change === 0
            ? nothing
            : html`<span class="muted small"
                >${change === 'new' ? t('boards.new') : t(change > 0 ? 'boards.up' : 'boards.down', { places: Math.abs(change) })}</span
              >`
        }
        <span class="number">${format.duration(seconds * 1000)}</span>
      </span>
    </li>`;
  }

  #ownText({ kind, rank, seconds }: NonNullable<Board['own']>, of: number): string {
    const { t, format } = this.context;
    const told = { rank: rank ?? 0, of, time: format.duration((seconds ?? 0) * 1000) };
    return t(`boards.own.${kind}`, told);
  }
}
customElements.define('pc-boards', PcBoards);

export const page = (context: Context): TemplateResult => html`<pc-boards .context=${context}></pc-boards>`;
