import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { isOutdated } from '../../core/problem.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { Setting, SettingsData, Value } from './contract.js';
import { boundsOf, control } from './control.js';
import { drafted, isSame, rebased, valueIn, type Conflict, type Draft } from './draft.js';
import './past-dialog.js';
import { askForSettings, saveSettings, type Past } from './requests.js';
import './settings.css';
import { valueText } from './value-text.js';

/** Every setting of the space, as the one table has them: changed here, and saved together. */
class PcSettings extends LoadedPage<SettingsData> {
  static override properties = {
    draft: { state: true },
    typed: { state: true },
    conflicts: { state: true },
    saving: { state: true },
    asks: { state: true },
  };
  declare draft: Draft;
  /** What was typed and is no value, by key. */
  declare typed: ReadonlyMap<string, string>;
  /** What somebody else changed while it was changed here. */
  declare conflicts: readonly Conflict[];
  declare saving: boolean;
  /** Whether the question what becomes of recorded time is open. */
  declare asks: boolean;

  constructor() {
    super();
    this.draft = new Map();
    this.typed = new Map();
    this.conflicts = [];
    this.saving = false;
    this.asks = false;
  }

  protected override heading(): string {
    return this.context.t('nav.settings');
  }

  protected override ask(): Promise<SettingsData> {
    return askForSettings(this.context.app);
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings' || type === 'resync';
  }

  /** What was changed here stays, whatever others do: what both changed becomes a question. */
  protected override async load(): Promise<void> {
    const before = this.data;
    await super.load();
    const now = this.data;
    if (before === null || now === null || before.version === now.version) return;
    const { draft, conflicts } = rebased(this.draft, before.settings, now.settings);
    const open = this.conflicts.filter(({ key }) => draft.has(key) && !conflicts.some((one) => one.key === key));
    this.draft = draft;
    this.conflicts = [...open, ...conflicts];
  }

  #choose(setting: Setting, value: Value): void {
    this.draft = drafted(this.draft, setting, value);
    this.#forgetTyped(setting.key);
    if (!this.draft.has(setting.key)) this.#settle(setting.key);
  }

  #forgetTyped(key: string): void {
    this.typed = new Map([...this.typed].filter(([other]) => other !== key));
  }

  /** The reader has decided between their own change and the one of somebody else. */
  #settle(key: string): void {
    this.conflicts = this.conflicts.filter((conflict) => conflict.key !== key);
  }

  #discard(): void {
    this.draft = new Map();
    this.typed = new Map();
    this.conflicts = [];
  }

  #save = (event: Event) => {
    event.preventDefault();
    const { data } = this;
    if (data === null || this.saving) return;
    if (this.typed.size > 0 || this.conflicts.length > 0) {
      this.querySelector<HTMLElement>('[aria-invalid], .conflict button')?.focus();
      return;
    }
    const moves = data.settings.some(({ key, asksPast }) => asksPast && this.draft.has(key));
    if (moves) this.asks = true;
    else void this.#send(data, 'kept');
  };

  async #send(data: SettingsData, past: Past): Promise<void> {
    const { app, t } = this.context;
    this.saving = true;
    try {
      await saveSettings(app, data.version, this.draft, past);
      this.draft = new Map();
      app.toast(t('settings.saved'));
    } catch (error) {
      if (isOutdated(error)) app.toast(t('app.outdated'), { kind: 'failed' });
      else app.report(error);
    } finally {
      await this.reload();
      this.saving = false;
    }
  }

  protected override view({ topics, settings }: SettingsData): TemplateResult {
    const { context } = this;
    const { t } = context;
    return html`<form class="page narrow" novalidate @submit=${this.#save}>
      <h1>${t('nav.settings')}</h1>
      ${topics.map(
        (topic) =>
          html`<section class="card" aria-labelledby="topic-${topic.id}">
            <div>
              <h2 id="topic-${topic.id}">${topic.name}</h2>
              <p class="muted">${topic.description}</p>
            </div>
            ${settings.filter((setting) => setting.topic === topic.id).map((setting) => this.#row(setting))}
          </section>`,
      )}
      ${this.#bar()}
      ${
        this.asks
          ? html`<pc-past-dialog
              .context=${context}
              .decide=${(past: Past) => (this.data === null ? Promise.resolve() : this.#send(this.data, past))}
              @pc-close=${() => (this.asks = false)}
            ></pc-past-dialog>`
          : nothing
      }
    </form>`;
  }

  #row(setting: Setting): TemplateResult {
    const { context } = this;
    const { t, format } = context;
    const { key, name, description, standard } = setting;
    const value = valueIn(this.draft, setting);
    const wrong = this.typed.get(key);
    const bounds = boundsOf(setting);
    return html`<div class="setting ${this.draft.has(key) || wrong !== undefined ? 'changed' : ''}" data-setting=${key}>
      <div class="setting-about">
        <h3 id="name-${key}">${name}</h3>
        <p class="muted small" id="about-${key}">${description}</p>
      </div>
      <div class="setting-value">
        ${control({
          context,
          setting,
          value,
          typed: wrong,
          labelledBy: `name-${key}`,
          describedBy: `about-${key}`,
          choose: (chosen) => this.#choose(setting, chosen),
          mistype: (text) => (this.typed = new Map([...this.typed, [key, text]])),
        })}
        ${wrong === undefined ? nothing : html`<p class="problem" role="alert">${bounds === null ? t('settings.noZone') : t('settings.between', bounds)}</p>`}
        ${
          isSame(value, standard)
            ? nothing
            : html`<p class="small">
                <button
                  type="button"
                  class="text-button"
                  aria-label=${t('settings.resetOne', { name, value: valueText(setting, standard, t, format) })}
                  @click=${() => this.#choose(setting, standard)}
                >
                  ${t('settings.reset', { value: valueText(setting, standard, t, format) })}
                </button>
              </p>`
        }
        ${this.#conflict(setting)}
      </div>
    </div>`;
  }

  #conflict(setting: Setting): TemplateResult | typeof nothing {
    const { t, format } = this.context;
    const conflict = this.conflicts.find(({ key }) => key === setting.key);
    if (conflict === undefined) return nothing;
    const text = (value: Value) => valueText(setting, value, t, format);
    return html`<div class="conflict" role="alert">
      <p>${t('settings.conflict', { theirs: text(setting.value), mine: text(valueIn(this.draft, setting)) })}</p>
      <div class="button-row">
        <button type="button" class="button" @click=${() => this.#choose(setting, setting.value)}>
          ${t('settings.takeTheirs')}
        </button>
        <button type="button" class="button" @click=${() => this.#settle(setting.key)}>${t('settings.keepMine')}</button>
      </div>
    </div>`;
  }

  #bar(): TemplateResult | typeof nothing {
    const { t } = this.context;
    const count = this.draft.size + [...this.typed.keys()].filter((key) => !this.draft.has(key)).length;
    if (count === 0) return nothing;
    return html`<div class="save-bar" role="region" aria-label=${t('settings.unsaved')}>
      <p>${t(count === 1 ? 'settings.oneChange' : 'settings.changes', { count })}</p>
      <button type="submit" class="button primary" ?disabled=${this.saving}>${t('app.save')}</button>
      <button type="button" class="button" ?disabled=${this.saving} @click=${() => this.#discard()}>
        ${t('settings.discard')}
      </button>
    </div>`;
  }
}
customElements.define('pc-settings', PcSettings);

export const page = (context: Context): TemplateResult => html`<pc-settings .context=${context}></pc-settings>`;
