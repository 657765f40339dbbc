import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { askForMembers, type Member } from '../../core/members.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { person } from '../../parts/person.js';
import './access-dialog.js';
import './members.css';
import './suspend-dialog.js';

/** Everybody who has recorded time here; who looks after members suspends them, lets them in again, and sees what they may do. */
class PcMembers extends LoadedPage<readonly Member[]> {
  static override properties = { filter: { state: true }, open: { state: true } };
  declare filter: string;
  declare open: { readonly what: 'suspend' | 'access'; readonly member: Member } | null;

  constructor() {
    super();
    this.filter = '';
    this.open = null;
  }

  protected override heading(): string {
    return this.context.t('nav.members');
  }

  protected override ask(): Promise<readonly Member[]> {
    return askForMembers(this.context.app);
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings';
  }

  async #restore(member: Member): Promise<void> {
    const { app, space, t } = this.context;
    const went = await this.attempt(async () => {
      await app.api.write('DELETE', `/spaces/${space.id}/members/${member.user}/suspension`);
    });
    if (went) app.toast(t('members.restored', { name: member.name ?? member.user }));
    await this.reload();
  }

  protected override view(members: readonly Member[]): TemplateResult {
    const { context, open } = this;
    const { t, format } = context;
    const wanted = this.filter.trim().toLocaleLowerCase();
    const shown = members.filter(({ name, user }) => (name ?? user).toLocaleLowerCase().includes(wanted));
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.members')}</h1>
        <p class="muted" role="status">${t('members.count', { count: format.number(shown.length) })}</p>
      </header>
      <label class="field"
        ><span>${t('members.filter')}</span>
        <input
          type="search"
          autocomplete="off"
          .value=${this.filter}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.filter = event.target.value;
          }}
        />
      </label>
      ${
        shown.length === 0
          ? html`<p class="empty">${t(members.length === 0 ? 'members.none' : 'members.noneFound')}</p>`
          : html`<ul class="card member-list">
              ${repeat(
                shown,
                ({ user }) => user,
                (member) => this.#row(member),
              )}
            </ul>`
      }
      ${open?.what === 'suspend' ? html`<pc-suspend-dialog .context=${context} .member=${open.member} @pc-close=${() => this.#closed()}></pc-suspend-dialog>` : nothing}
      ${open?.what === 'access' ? html`<pc-access-dialog .context=${context} .member=${open.member} @pc-close=${() => (this.open = null)}></pc-access-dialog>` : nothing}
    </section>`;
  }

  #closed(): void {
    this.open = null;
    void this.reload();
  }

  #row(member: Member): TemplateResult {
    const { t } = this.context;
    const { user, name, left, suspension } = member;
    return html`<li class="member-row">
      ${person(user, name)}
      <span class="member-tags">
        ${left ? html`<span class="tag">${t('members.left')}</span>` : nothing}
        ${suspension === null ? nothing : html`<span class="tag bad">${this.#suspendedText(suspension)}</span>`}
      </span>
      ${
        this.context.may('manageMembers')
          ? html`<span class="row-buttons">
              <button type="button" class="text-button" @click=${() => (this.open = { what: 'access', member })}>
                ${t('members.access')}<span class="sr"> – ${name ?? user}</span>
              </button>
              ${
                suspension === null
                  ? html`<button type="button" class="text-button" @click=${() => (this.open = { what: 'suspend', member })}>
                      ${t('members.suspendAsk')}<span class="sr"> – ${name ?? user}</span>
                    </button>`
                  : html`<button type="button" class="text-button" @click=${() => void this.#restore(member)}>
                      ${t('members.restore')}<span class="sr"> – ${name ?? user}</span>
                    </button>`
              }
            </span>`
          : nothing
      }
      ${suspension === null ? nothing : html`<p class="muted small member-reason">${t('members.because', { reason: suspension.reason })}</p>`}
    </li>`;
  }

  #suspendedText({ until }: NonNullable<Member['suspension']>): string {
    const { t, format, zone } = this.context;
    return until === null
      ? t('members.suspended')
      : t('members.suspendedUntil', { time: format.moment(Date.parse(until), zone) });
  }
}
customElements.define('pc-members', PcMembers);

export const page = (context: Context): TemplateResult => html`<pc-members .context=${context}></pc-members>`;
