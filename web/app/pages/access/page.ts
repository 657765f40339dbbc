import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { PageSessions } from '../../core/contract.js';
import { confirming, type Question } from '../../parts/confirm-dialog.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import './access.css';
import type { Token } from './contract.js';
import './token-dialog.js';

interface Access {
  readonly tokens: readonly Token[];
  readonly sessions: PageSessions['items'];
}

/** Who comes in as the reader: tokens of scripts, and browsers that are logged in. */
class PcAccess extends LoadedPage<Access> {
  static override properties = { making: { state: true }, question: { state: true } };
  declare making: boolean;
  declare question: Question | undefined;

  constructor() {
    super();
    this.making = false;
  }

  protected override heading(): string {
    return this.context.t('nav.access');
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override async ask(): Promise<Access> {
    const { app, space } = this.context;
    const [{ tokens }, { items }] = await Promise.all([
      app.api.get<{ readonly tokens: readonly Token[] }>(`/spaces/${space.id}/tokens`),
      app.api.get<PageSessions>('/sessions'),
    ]);
    return { tokens, sessions: items };
  }

  protected override view({ tokens, sessions }: Access): TemplateResult {
    const { context } = this;
    const { t, space } = context;
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.access')}</h1>
        <button type="button" class="button primary" @click=${() => (this.making = true)}>${t('access.newToken')}</button>
      </header>
      <section class="card">
        <h2>${t('access.tokens')}</h2>
        <p class="muted">${space.kind === 'own' ? t('access.aboutOwn') : t('access.aboutServer', { server: space.name })}</p>
        ${
          tokens.length === 0
            ? html`<p class="muted">${t('access.none')}</p>`
            : html`<ul class="rows">
                ${tokens.map((token) => this.#token(token))}
              </ul>`
        }
      </section>
      <section class="card">
        <h2>${t('access.sessions')}</h2>
        <ul class="rows">
          ${sessions.map((session) => this.#session(session))}
        </ul>
        <p>
          <button type="button" class="button danger" @click=${() => this.#askEverywhere()}>${t('access.everywhere')}</button>
        </p>
      </section>
      ${
        this.making
          ? html`<pc-token-dialog
              .context=${context}
              @pc-close=${() => (this.making = false)}
              @pc-done=${() => void this.reload()}
            ></pc-token-dialog>`
          : nothing
      }
      ${confirming(context, this.question, () => (this.question = undefined))}
    </section>`;
  }

  #token(token: Token): TemplateResult {
    const { t, format, zone } = this.context;
    const moment = (text: string): string => format.moment(Date.parse(text), zone);
    const { name, scopes, expiresAt, lastUsedAt } = token;
    return html`<li>
      <div>
        <strong>${name}</strong>
        <p class="muted small">
          ${scopes.join(', ')} ·
          ${expiresAt === null ? t('access.endsNever') : t('access.ends', { when: format.day(expiresAt.slice(0, 10).replaceAll('-', '')) })}
          · ${lastUsedAt === null ? t('access.unused') : t('access.used', { when: moment(lastUsedAt) })}
        </p>
      </div>
      <button type="button" class="button" aria-label=${t('access.revokeIt', { name })} @click=${() => this.#askRevoke(token)}>
        ${t('access.revoke')}
      </button>
    </li>`;
  }

  #session({ id, createdAt, usedAt, current }: Access['sessions'][number]): TemplateResult {
    const { t, format, zone } = this.context;
    const moment = (text: string): string => format.moment(Date.parse(text), zone);
    return html`<li>
      <div>
        <strong>${t(current ? 'access.thisBrowser' : 'access.otherBrowser')}</strong>
        <p class="muted small">${t('access.sessionSince', { since: moment(createdAt), used: moment(usedAt) })}</p>
      </div>
      ${
        current
          ? nothing
          : html`<button type="button" class="button" @click=${() => void this.#end(id)}>${t('access.end')}</button>`
      }
    </li>`;
  }

  #askRevoke({ id, name }: Token): void {
    const { app, t, space } = this.context;
    this.question = {
      heading: t('access.revokeIt', { name }),
      text: t('access.revokeText'),
      label: t('access.revoke'),
      run: async () => {
        await app.api.write('DELETE', `/spaces/${space.id}/tokens/${encodeURIComponent(id)}`);
        await this.reload();
      },
    };
  }

  #askEverywhere(): void {
    const { app, t } = this.context;
    this.question = {
      heading: t('access.everywhere'),
      text: t('access.everywhereText'),
      label: t('access.everywhere'),
      run: () => app.logOut(true),
    };
  }

  async #end(id: string): Promise<void> {
    await this.attempt(async () => {
      await this.context.app.api.write('DELETE', `/sessions/${encodeURIComponent(id)}`);
    });
    await this.reload();
  }
}
customElements.define('pc-access', PcAccess);

export const page = (context: Context): TemplateResult => html`<pc-access .context=${context}></pc-access>`;
