import { html, type TemplateResult } from 'lit';
import { Refused } from '../../../kit/refused.js';
import type { Member, MemberDetail } from '../../core/members.js';
import { becauseText, capabilityText } from '../../parts/capability.js';
import { Dialog } from '../../parts/dialog.js';

/** What a member may do, and what decides it. Nothing is changed here. */
class PcAccessDialog extends Dialog {
  static override properties = { member: { attribute: false }, detail: { state: true } };
  declare member: Member;
  /** Null before it has come. */
  declare detail: MemberDetail | null;

  constructor() {
    super();
    this.detail = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    const { app, space } = this.context;
    try {
      this.detail = await app.api.get<MemberDetail>(`/spaces/${space.id}/members/${this.member.user}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.problem = app.sentenceOf(error);
    }
  }

  protected override heading(): string {
    return this.context.t('members.accessOf', { name: this.member.name ?? this.member.user });
  }

  protected override submitButton() {
    return { label: this.context.t('app.close') };
  }

  protected override body(): TemplateResult {
    const { t, model } = this.context;
    if (this.detail === null) return html`<p class="waiting" role="status">${this.problem === null ? t('app.loading') : ''}</p>`;
    return html`<ul class="access">
      ${this.detail.access.map(
        ({ capability, allowed, because }) =>
          html`<li>
            <span class="tag ${allowed ? 'good' : ''}">${t(allowed ? 'members.may' : 'members.mayNot')}</span>
            <span>
              <b>${capabilityText(capability, model.locale).name}</b>
              <span class="muted small">${becauseText(because, model.locale, t('members.aRole'))}</span>
            </span>
          </li>`,
      )}
    </ul>`;
  }

  protected override submit(): Promise<void> {
    return Promise.resolve();
  }
}
customElements.define('pc-access-dialog', PcAccessDialog);
