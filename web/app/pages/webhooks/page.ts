import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { confirming, type Question } from '../../parts/confirm-dialog.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { Revealed, Tried, Webhook } from './contract.js';
import { changeWebhook, deleteWebhook, newSecret, tryWebhook, webhooksOf } from './requests.js';
import './secret-dialog.js';
import './webhook-dialog.js';
import './webhooks.css';

/** What stands for an answer that did not come. */
const NO_ANSWERS = ['timeout', 'refused', 'unreachable'] as const;

/** The places elsewhere that are told what happens in the space. */
class PcWebhooks extends LoadedPage<readonly Webhook[]> {
  static override properties = {
    open: { state: true },
    revealed: { state: true },
    question: { state: true },
    tried: { state: true },
    trying: { state: true },
  };
  /** What the dialog is about; undefined: there is none, null: a new one. */
  declare open: Webhook | null | undefined;
  declare revealed: Revealed | undefined;
  declare question: Question | undefined;
  /** What came of the last try of each, by id. */
  declare tried: ReadonlyMap<string, Tried>;
  declare trying: string | null;

  constructor() {
    super();
    this.tried = new Map();
    this.trying = null;
  }

  protected override heading(): string {
    return this.context.t('nav.webhooks');
  }

  protected override ask(): Promise<readonly Webhook[]> {
    return webhooksOf(this.context.app);
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings';
  }

  async #try({ id }: Webhook): Promise<void> {
    this.trying = id;
    await this.attempt(async () => {
      this.tried = new Map([...this.tried, [id, await tryWebhook(this.context.app, id)]]);
    });
    this.trying = null;
  }

  async #switch({ id }: Webhook, isOn: boolean): Promise<void> {
    await this.attempt(async () => {
      await changeWebhook(this.context.app, id, { isOn });
    });
    await this.reload();
  }

  #delete(webhook: Webhook): void {
    const { app, t } = this.context;
    this.question = {
      heading: t('webhooks.deleteIt'),
      text: t('webhooks.deleteText', { name: labelOf(webhook) }),
      label: t('app.delete'),
      run: async () => {
        await deleteWebhook(app, webhook.id);
        await this.reload();
      },
    };
  }

  #rotate(webhook: Webhook): void {
    const { app, t } = this.context;
    this.question = {
      heading: t('webhooks.rotateIt'),
      text: t('webhooks.rotateText', { name: labelOf(webhook) }),
      label: t('webhooks.rotate'),
      look: 'primary',
      run: async () => {
        this.revealed = await newSecret(app, webhook.id);
      },
    };
  }

  protected override view(webhooks: readonly Webhook[]): TemplateResult {
    const { t } = this.context;
    return html`<section class="page narrow">
      <header class="page-head">
        <h1>${t('nav.webhooks')}</h1>
        <button type="button" class="button primary" @click=${() => (this.open = null)}>${t('webhooks.new')}</button>
      </header>
      <p class="muted">${t('webhooks.about')}</p>
      ${webhooks.length === 0 ? html`<p class="empty">${t('webhooks.none')}</p>` : nothing}
      ${repeat(
        webhooks,
        ({ id }) => id,
        (webhook) => this.#card(webhook),
      )}
      ${this.#dialogs()}
    </section>`;
  }

  #card(webhook: Webhook): TemplateResult {
    const { t, format, zone } = this.context;
    const { id, url, name, events, off } = webhook;
    const tried = this.tried.get(id);
    return html`<article class="card" aria-labelledby="webhook-${id}">
      <header class="page-head">
        <h2 id="webhook-${id}">${labelOf(webhook)}</h2>
        ${
          off === null
            ? html`<span class="tag good">${t('webhooks.on')}</span>`
            : html`<span class="tag ${off.because === 'byHand' ? '' : 'bad'}">${t('webhooks.off')}</span>`
        }
      </header>
      ${name === '' ? nothing : html`<p class="webhook-url">${url}</p>`}
      ${
        off === null
          ? nothing
          : html`<p>${t(`webhooks.off.${off.because}`, { time: format.moment(Date.parse(off.at), zone) })}</p>`
      }
      <p class="muted small">${events.map((event) => t(`webhooks.event.${event}`)).join(' · ')}</p>
      ${this.#stateText(webhook).map((text) => html`<p class="small">${text}</p>`)}
      <p role="status" class="small ${tried === undefined || tried.arrived ? '' : 'problem'}">
        ${tried === undefined ? nothing : this.#triedText(tried)}
      </p>
      <div class="button-row">
        <button type="button" class="button" ?disabled=${this.trying === id} @click=${() => void this.#try(webhook)}>
          ${t(this.trying === id ? 'webhooks.trying' : 'webhooks.try')}
        </button>
        <button type="button" class="button" @click=${() => (this.open = webhook)}>${t('app.edit')}</button>
        <button type="button" class="button" @click=${() => this.#rotate(webhook)}>${t('webhooks.rotate')}</button>
        <button type="button" class="button" @click=${() => void this.#switch(webhook, off !== null)}>
          ${t(off === null ? 'webhooks.switchOff' : 'webhooks.switchOn')}
        </button>
        <button type="button" class="button danger" @click=${() => this.#delete(webhook)}>${t('app.delete')}</button>
      </div>
    </article>`;
  }

  /** What the receiver answered: a status, or why there is none. */
  #answerText(answer: string): string {
    const { t } = this.context;
    return NO_ANSWERS.some((each) => each === answer)
      ? t(`webhooks.noAnswer.${answer as (typeof NO_ANSWERS)[number]}`)
      : t('webhooks.answered', { status: answer });
  }

  #triedText({ arrived, answer }: Tried): string {
    return this.context.t(arrived ? 'webhooks.delivered' : 'webhooks.notDelivered', { answer: this.#answerText(answer) });
  }

  #stateText({ state, oldSecretUntil }: Webhook): readonly string[] {
    const { t, format, zone } = this.context;
    const moment = (text: string) => format.moment(Date.parse(text), zone);
    return [
      ...(state.failingSince === null
        ? []
        : [t('webhooks.failing', { time: moment(state.failingSince), answer: this.#answerText(state.lastAnswer ?? '') })]),
      ...(state.failures > 0 && state.retriesAt !== null ? [t('webhooks.retries', { time: moment(state.retriesAt) })] : []),
      ...(state.failures === 0 && state.arrivedAt !== null ? [t('webhooks.arrived', { time: moment(state.arrivedAt) })] : []),
      ...(oldSecretUntil === null ? [] : [t('webhooks.oldSecret', { time: moment(oldSecretUntil) })]),
    ];
  }

  #dialogs(): TemplateResult {
    const { context } = this;
    const { open, revealed, question } = this;
    return html`${
      open === undefined
        ? nothing
        : html`<pc-webhook-dialog
            .context=${context}
            .webhook=${open}
            @pc-revealed=${(event: CustomEvent<Revealed>) => (this.revealed = event.detail)}
            @pc-close=${() => {
              this.open = undefined;
              void this.reload();
            }}
          ></pc-webhook-dialog>`
    }
    ${confirming(context, question, () => (this.question = undefined))}
    ${
      // Not over another dialog: whoever was before closes first.
      revealed === undefined || question !== undefined || open !== undefined
        ? nothing
        : html`<pc-secret-dialog
            .context=${context}
            .revealed=${revealed}
            @pc-close=${() => (this.revealed = undefined)}
          ></pc-secret-dialog>`
    }`;
  }
}
customElements.define('pc-webhooks', PcWebhooks);

/** What a webhook is called: its name, else the host that it goes to. */
const labelOf = ({ name, url }: Webhook): string => (name === '' ? (URL.canParse(url) ? new URL(url).host : url) : name);

export const page = (context: Context): TemplateResult => html`<pc-webhooks .context=${context}></pc-webhooks>`;
