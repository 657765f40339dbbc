import { html, nothing } from 'lit';
import type { Scope } from '../../../../src/api/caller.js';
import { Dialog } from '../../parts/dialog.js';
import type { NewToken } from './contract.js';

/** What a token may be used for, as the server knows it. */
const SCOPES: readonly Scope[] = ['own:read', 'own:write', 'space:read', 'space:manage'];
/** Days after which a token ends; null: never. */
const TERMS = [30, 90, 365, null] as const;
const DAY_MS = 24 * 3_600_000;

/** A new token: what it is for, what it may do, how long. Its text is shown once, in the same place. */
class PcTokenDialog extends Dialog {
  static override properties = { made: { state: true }, scopes: { state: true }, term: { state: true }, name: { state: true } };
  declare made: NewToken | null;
  declare scopes: readonly Scope[];
  declare term: (typeof TERMS)[number];
  declare name: string;

  constructor() {
    super();
    this.made = null;
    this.scopes = ['own:read'];
    this.term = 90;
    this.name = '';
  }

  /** In one's own space there is nobody else. */
  #offered(): readonly Scope[] {
    return SCOPES.filter((scope) => this.context.space.kind === 'server' || scope.startsWith('own:'));
  }

  protected override heading(): string {
    return this.context.t(this.made === null ? 'access.newToken' : 'access.tokenMade');
  }

  protected override submitButton() {
    return { label: this.context.t(this.made === null ? 'access.make' : 'access.copied') };
  }

  protected override body() {
    const { t } = this.context;
    const { made } = this;
    if (made !== null)
      return html`<p>${t('access.onlyOnce')}</p>
        <label class="field"
          ><span>${t('access.text')}</span> <input readonly class="secret" .value=${made.text ?? ''} @focus=${selectAll}
        /></label>
        <p><button type="button" class="button" @click=${() => void this.#copy()}>${t('access.copy')}</button></p>`;
    return html`<label class="field"
        ><span>${t('access.name')}</span>
        <input
          required
          maxlength="50"
          autocomplete="off"
          .value=${this.name}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) this.name = event.target.value;
          }}
        />
        <span class="hint">${t('access.nameHint')}</span></label
      >
      <fieldset class="plain">
        <legend>${t('access.scopes')}</legend>
        ${this.#offered().map((scope) => this.#scope(scope))}
      </fieldset>
      <label class="field"
        ><span>${t('access.term')}</span>
        <select
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement) this.term = TERMS[event.target.selectedIndex] ?? null;
          }}
        >
          ${TERMS.map(
            (days) =>
              html`<option ?selected=${days === this.term}>
                ${days === null ? t('access.never') : t('access.days', { days })}
              </option>`,
          )}
        </select></label
      >
      ${this.scopes.length === 0 ? html`<p class="problem">${t('access.noScope')}</p>` : nothing}`;
  }

  #scope(scope: Scope) {
    const { t } = this.context;
    const change = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const { checked } = event.target;
      this.scopes = SCOPES.filter((each) => (each === scope ? checked : this.scopes.includes(each)));
    };
    return html`<label class="check"
      ><input type="checkbox" .checked=${this.scopes.includes(scope)} @change=${change} /><span
        >${t(`access.scope.${scope}`)} <code class="muted small">${scope}</code></span
      ></label
    >`;
  }

  async #copy(): Promise<void> {
    const { app, t } = this.context;
    try {
      await navigator.clipboard.writeText(this.made?.text ?? '');
      app.toast(t('access.isCopied'));
    } catch {
      // Not allowed here: it is selected, so that the reader can copy it.
      this.querySelector<HTMLInputElement>('.secret')?.focus();
    }
  }

  /** Makes it, and stays open to show it. */
  protected override async attempt(work: () => Promise<void>): Promise<void> {
    if (this.made !== null) {
      this.close();
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = this.context.app.sentenceOf(error);
    }
    this.busy = false;
  }

  protected override async submit(): Promise<void> {
    const { app, space } = this.context;
    if (this.scopes.length === 0) return;
    const expiresAt = this.term === null ? null : new Date(app.now() + this.term * DAY_MS).toISOString();
    const body = { name: this.name.trim(), scopes: this.scopes, expiresAt };
    this.made = await app.api.write<NewToken>('POST', `/spaces/${space.id}/tokens`, { body });
    this.dispatchEvent(new CustomEvent('pc-done'));
  }
}

const selectAll = (event: Event) => {
  if (event.target instanceof HTMLInputElement) event.target.select();
};

customElements.define('pc-token-dialog', PcTokenDialog);
