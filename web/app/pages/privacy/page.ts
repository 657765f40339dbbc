import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { askForNames, type Names } from '../../core/names.js';
import { confirming, type Question } from '../../parts/confirm-dialog.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { Privacy } from './contract.js';
import { keptBesides, keptSentences, settingsWords } from './kept.js';
import './privacy.css';

interface Shown extends Privacy {
  readonly names: Names;
}
type Sharing = Privacy['sharing'];
const BOARDS = ['yes', 'no', 'server'] as const;

/** What is kept of the reader, and what they let others see. */
class PcPrivacy extends LoadedPage<Shown> {
  static override properties = { question: { state: true } };
  declare question: Question | undefined;

  protected override heading(): string {
    return this.context.t('nav.privacy');
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'change';
  }

  get #path(): string {
    return `/spaces/${this.context.space.id}/me/privacy`;
  }

  protected override async ask(): Promise<Shown> {
    const { app } = this.context;
    const privacy = await app.api.get<Privacy>(this.#path);
    const names: Names = privacy.sharing.insightsFor.members.length > 0 ? await askForNames(app) : new Map();
    return { ...privacy, names };
  }

  protected override view({ kept, sharing, names }: Shown): TemplateResult {
    const { context } = this;
    const { t, space, model, format, zone } = context;
    const facts = (texts: readonly string[]) =>
      html`<ul class="facts">
        ${texts.map((text) => html`<li>${text}</li>`)}
      </ul>`;
    const isServer = space.kind === 'server';
    return html`<section class="page narrow">
      <header class="page-head"><h1>${t('nav.privacy')}</h1></header>
      ${sharing.boards === null ? nothing : this.#boards(sharing.boards)} ${this.#insights(sharing, names)}
      <section class="card">
        <h2>${isServer ? t('privacy.keptServer', { server: space.name }) : t('privacy.keptOwn')}</h2>
        ${facts(keptSentences(kept, { locale: model.locale, format, zone }))}
      </section>
      <section class="card">
        <h2>${t('privacy.besides')}</h2>
        ${facts(keptBesides(model.locale, isServer))}
      </section>
      <section class="card">
        <h2>${t('privacy.inDiscord')}</h2>
        <p>${t('privacy.inDiscordText')}</p>
      </section>
      ${confirming(context, this.question, () => (this.question = undefined))}
    </section>`;
  }

  #boards(chosen: NonNullable<Sharing['boards']>): TemplateResult {
    const words = settingsWords(this.context.model.locale);
    const labels = { yes: words.yes, no: words.no, server: words.asServer };
    return html`<section class="card">
      <h2>${words.boards}</h2>
      <fieldset class="plain">
        <legend>${words.boardsText}</legend>
        <div class="choices">
          ${BOARDS.map(
            (boards) =>
              html`<label class="check"
                ><input
                  type="radio"
                  name="boards"
                  .checked=${boards === chosen}
                  @change=${() => void this.#choose({ boards })}
                /><span>${labels[boards]}</span></label
              >`,
          )}
        </div>
      </fieldset>
    </section>`;
  }

  #insights({ insights, insightsFor }: Sharing, names: Names): TemplateResult {
    const { t, model, space } = this.context;
    const words = settingsWords(model.locale);
    const isShared = insightsFor.members.length + insightsFor.roles.length > 0;
    return html`<section class="card">
      <h2>${words.insights}</h2>
      <p>${words.insightsText}</p>
      <p><strong>${t(insights ? 'privacy.agreed' : 'privacy.notAgreed')}</strong></p>
      ${insights ? html`<p>${isShared ? this.#sharedWith(insightsFor, names) : t('privacy.onlyYou')}</p>` : nothing}
      ${insights && space.kind === 'server' ? html`<p class="muted small">${t('privacy.whoElse')}</p>` : nothing}
      <p>
        <button
          type="button"
          class="button"
          @click=${() => (insights && isShared ? this.#askTakeBack() : void this.#choose({ insights: !insights }))}
        >
          ${t(insights ? 'privacy.takeBack' : 'privacy.agree')}
        </button>
      </p>
    </section>`;
  }

  /** People by name where the server shows them; what roles are called is not for every member to read. */
  #sharedWith({ members, roles }: Sharing['insightsFor'], names: Names): string {
    const { t, model, space } = this.context;
    const isEverybody = roles.some((role) => `g${role}` === space.id);
    const others = roles.filter((role) => `g${role}` !== space.id).length;
    const who = [
      ...(isEverybody ? [t('privacy.everybody')] : []),
      ...members.map((member) => names.get(member) ?? member),
      ...(others === 0 ? [] : [others === 1 ? t('privacy.role') : t('privacy.roles', { count: others })]),
    ];
    return t('privacy.sharedWith', { who: new Intl.ListFormat(model.locale).format(who) });
  }

  #askTakeBack(): void {
    const { t } = this.context;
    this.question = {
      heading: t('privacy.takeBack'),
      text: t('privacy.takeBackText'),
      label: t('privacy.takeBack'),
      run: async () => {
        await this.#write({ insights: false });
      },
    };
  }

  /** What was refused leaves the choices as the server has them. */
  async #choose(sharing: Partial<Pick<Sharing, 'boards' | 'insights'>>): Promise<void> {
    if (!(await this.attempt(() => this.#write(sharing)))) await this.reload();
  }

  async #write(sharing: Partial<Pick<Sharing, 'boards' | 'insights'>>): Promise<void> {
    const { app, t } = this.context;
    const privacy = await app.api.write<Privacy>('PATCH', this.#path, { body: { sharing } });
    this.data = { ...privacy, names: this.data?.names ?? new Map<string, string>() };
    app.toast(t('privacy.saved'));
  }
}
customElements.define('pc-privacy', PcPrivacy);

export const page = (context: Context): TemplateResult => html`<pc-privacy .context=${context}></pc-privacy>`;
