import { html, nothing, type TemplateResult } from 'lit';
import type { FeedSession } from '../../../../src/api/schemas/feed.js';
import type { Context } from '../../core/context.js';
import type { Page as ListPage } from '../../core/contract.js';
import type { LiveEvent } from '../../core/live.js';
import { askForNames, type Names } from '../../core/names.js';
import { categoryName } from '../../parts/category.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { zoneLine } from '../../parts/zone-line.js';
import './audit.css';
import { changesOf, eventText, sourceText, subjectOf, valueText, type Change, type HistoryRow } from './row.js';

const KINDS = ['entry', 'document', 'unapplied'] as const;

interface Filter {
  readonly kind: string;
  readonly member: string;
  readonly actor: string;
}

interface Data {
  readonly rows: readonly HistoryRow[];
  readonly next: string | null;
}

/** Pages without a row that fits the filter, turned over before somebody is asked whether to go on. */
const EMPTY_PAGES_MAX = 10;

/** Everything that happened in the server, newest first: by whom, from where, and what it changed. */
class PcAudit extends LoadedPage<Data> {
  static override properties = { filter: { state: true }, names: { state: true }, turning: { state: true } };
  declare filter: Filter;
  declare names: Names;
  declare turning: boolean;

  constructor() {
    super();
    this.filter = { kind: '', member: '', actor: '' };
    this.names = new Map();
    this.turning = false;
  }

  protected override heading(): string {
    return this.context.t('nav.audit');
  }

  protected override async ask(): Promise<Data> {
    const [data, names] = await Promise.all([this.#read(null), this.names.size > 0 ? this.names : askForNames(this.context.app)]);
    this.names = names;
    return data;
  }

  /** Whoever reads an older page is not moved by what happens now. */
  protected override concerns(_event: LiveEvent): boolean {
    return false;
  }

  async #read(from: string | null): Promise<Data> {
    const { app, space } = this.context;
    const { kind, member, actor } = this.filter;
    const query = { kind: kind || null, member: member || null, actor: actor || null };
    let cursor = from;
    for (let pages = 0; ; pages += 1) {
      const { items, next }: ListPage<HistoryRow> = await app.api.get(`/spaces/${space.id}/audit`, { ...query, cursor });
      if (items.length > 0 || next === null || pages >= EMPTY_PAGES_MAX) return { rows: items, next };
      cursor = next;
    }
  }

  async #more(data: Data): Promise<void> {
    this.turning = true;
    await this.attempt(async () => {
      const { rows, next } = await this.#read(data.next);
      this.data = { rows: [...data.rows, ...rows], next };
    });
    this.turning = false;
  }

  #nameOf(user: string): string {
    return this.names.get(user) ?? user;
  }

  protected override view(data: Data): TemplateResult {
    const { context } = this;
    const { t } = context;
    return html`<section class="page">
      <h1>${t('nav.audit')}</h1>
      ${this.#filters()}
      ${
        data.rows.length === 0
          ? html`<p class="empty">${t('audit.none')}</p>`
          : html`<ol class="card history">
              ${data.rows.map((row) => this.#row(row))}
            </ol>`
      }
      ${
        data.next === null
          ? nothing
          : html`<p>
              <button type="button" class="button" ?disabled=${this.turning} @click=${() => void this.#more(data)}>
                ${t('audit.more')}
              </button>
            </p>`
      }
      ${zoneLine(context)}
    </section>`;
  }

  #filters(): TemplateResult {
    const { t } = this.context;
    const people = [...this.names].sort(([, a], [, b]) => a.localeCompare(b));
    const choose = (part: keyof Filter) => (event: Event) => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      this.filter = { ...this.filter, [part]: event.target.value };
      void this.reload();
    };
    const select = (part: keyof Filter, options: readonly (readonly [string, string])[]) =>
      html`<label class="field"
        ><span>${t(`audit.filter.${part}`)}</span>
        <select name=${part} @change=${choose(part)}>
          <option value="">${t('audit.all')}</option>
          ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === this.filter[part]}>${name}</option>`)}
        </select></label
      >`;
    return html`<div class="fields">
      ${select(
        'kind',
        KINDS.map((kind) => [kind, t(`audit.kind.${kind}`)] as const),
      )}
      ${select('member', people)} ${select('actor', people)}
    </div>`;
  }

  #row(row: HistoryRow): TemplateResult {
    const { context } = this;
    const { t, format, zone } = context;
    const subject = subjectOf(row);
    const who = row.actor === null ? t('audit.byItself') : t('audit.by', { name: this.#nameOf(row.actor) });
    const about = row.member === null || row.member === row.actor ? null : t('audit.of', { name: this.#nameOf(row.member) });
    return html`<li>
      <p class="history-head">
        <b>${eventText(row, t)}</b>
        <time class="muted small" datetime=${row.at}>${format.moment(Date.parse(row.at), zone)}</time>
      </p>
      <p class="small">${[about, who, sourceText(row, t)].filter((text) => text !== null).join(' · ')}</p>
      ${subject === null ? nothing : html`<p class="muted small">${this.#entryText(subject)}</p>`} ${this.#changes(row)}
      ${row.refusal === null ? nothing : html`<p class="problem">${t('audit.refused', { command: row.refusal.command, code: row.refusal.code })}</p>`}
    </li>`;
  }

  #entryText({ category, start, end }: FeedSession): string {
    const { context } = this;
    const { t, format, zone } = context;
    const from = format.moment(Date.parse(start), zone);
    const to = end === null ? t('audit.running') : format.moment(Date.parse(end), zone);
    return `${categoryName(context, category)}: ${from} – ${to}`;
  }

  #changes(row: HistoryRow): TemplateResult | typeof nothing {
    const { t } = this.context;
    const ofEntry = changesOf(row).map((change) => [
      t(`audit.part.${change.part}`),
      this.#side(change, 'before'),
      this.#side(change, 'after'),
    ]);
    const ofDocument = row.changes.map(({ path, before, after }) => [path.join('.'), valueText(before), valueText(after)]);
    const all = [...ofEntry, ...ofDocument];
    if (all.length === 0) return nothing;
    return html`<dl class="changes small">
      ${all.map(
        ([what = '', before = '', after = '']) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${before} <span aria-hidden="true">→</span><span class="sr">${t('audit.becomes')}</span> ${after}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #side(change: Change, side: 'before' | 'after'): string {
    const { context } = this;
    const { t, format, zone } = context;
    const entry = change[side];
    if (entry === null) return t('app.none');
    switch (change.part) {
      case 'category':
        return categoryName(context, entry.category);
      case 'start':
        return format.moment(Date.parse(entry.start), zone);
      case 'end':
        return entry.end === null ? t('audit.running') : format.moment(Date.parse(entry.end), zone);
      case 'breaks':
        return entry.breaks.length === 0
          ? t('app.none')
          : entry.breaks
              .map((one) => `${format.clock(Date.parse(one.start), zone)} – ${format.clock(Date.parse(one.end), zone)}`)
              .join(', ');
      case 'counted':
        return entry.overrideSeconds === null ? t('audit.measured') : format.duration(entry.overrideSeconds * 1000);
      case 'note':
        return entry.note ?? t('app.none');
      case 'status':
        return t(`audit.status.${entry.status}`);
    }
  }
}
customElements.define('pc-audit', PcAudit);

export const page = (context: Context): TemplateResult => html`<pc-audit .context=${context}></pc-audit>`;
