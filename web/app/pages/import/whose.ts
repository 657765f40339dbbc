import { html, nothing, type TemplateResult } from 'lit';
import type { Member } from '../../core/members.js';
import { ImportPart } from './part.js';
import { importWords } from './words.js';

const IGNORE = 'ignore';
const BY_ID = 'id';
const ID = /^\d{1,20}$/;

/** What was chosen: a member, nobody (`ignore`), or nothing yet (empty). */
export type Whose = string;

/** Whose time something is: the reader's, that of a member for those who may store it, or nobody's. */
class PcWhose extends ImportPart {
  static override properties = {
    ...ImportPart.properties,
    label: { attribute: false },
    value: { attribute: false },
    members: { attribute: false },
    nobody: { attribute: false },
    wrong: { attribute: false },
    byId: { state: true },
  };
  declare label: string;
  declare value: Whose;
  /** Those who can be chosen besides the reader; null: nobody may be. */
  declare members: readonly Pick<Member, 'user' | 'name'>[] | null;
  /** May it be left out, and has it to be chosen? Else it is the reader's at first. */
  declare nobody: boolean;
  /** It is asked for and was not said. */
  declare wrong: boolean;
  declare change: (whose: Whose) => void;
  declare byId: boolean;

  constructor() {
    super();
    this.nobody = false;
    this.wrong = false;
    this.byId = false;
  }

  get #own(): string {
    return this.context.model.session?.user.id ?? '';
  }

  #chosen = (event: Event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.byId = value === BY_ID;
    this.change(this.byId ? '' : value);
  };

  #typed = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { target } = event;
    const id = target.value.trim();
    const isId = ID.test(id);
    target.setCustomValidity(isId ? '' : this.context.t('import.badId'));
    target.reportValidity();
    this.change(isId ? id : '');
  };

  protected override render(): TemplateResult {
    const { context, value, members, nobody, label, wrong, byId } = this;
    const { t } = context;
    const say = importWords(context);
    const others = (members ?? []).filter(({ user }) => user !== this.#own);
    const isUnlisted = value !== '' && value !== IGNORE && value !== this.#own && !others.some(({ user }) => user === value);
    const option = (id: string, name: string) => html`<option value=${id} ?selected=${!byId && id === value}>${name}</option>`;
    return html`<select aria-label=${label} aria-invalid=${wrong ? 'true' : nothing} @change=${this.#chosen}>
        ${nobody ? html`<option value="" ?selected=${!byId && value === ''}>${t('import.pick')}</option>` : nothing}
        ${option(this.#own, nobody ? say('me') : t('import.mine'))} ${others.map(({ user, name }) => option(user, name ?? user))}
        ${isUnlisted && !byId ? option(value, value) : nothing} ${nobody ? option(IGNORE, say('ignore')) : nothing}
        ${members === null ? nothing : html`<option value=${BY_ID} ?selected=${byId}>${t('import.byId')}</option>`}
      </select>
      ${
        byId
          ? html`<input
              inputmode="numeric"
              aria-label=${`${label}: ${t('import.id')}`}
              placeholder=${t('import.id')}
              maxlength="20"
              .value=${value}
              @change=${this.#typed}
            />`
          : nothing
      }`;
  }
}
customElements.define('pc-whose', PcWhose);
