import { html, nothing, type TemplateResult } from 'lit';
import type { Topic } from '../../../../src/domain/setting-kinds.js';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { isOutdated } from '../../core/problem.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import { TOPICS_SHOWN } from './topics.js';
import type { Past, Setting, SettingList, Value } from './contract.js';
import { boundsOf, control } from './control.js';
import { drafted, isSame, rebased, valueIn, type Conflict, type Draft } from './draft.js';
import './past-dialog.js';
import type { Moved } from './past-dialog.js';
import { askForSettings, changeSetting } from './requests.js';
import './settings.css';
import { valueText } from './value-text.js';

/** Every setting of the space, as the one table has them: changed here, and saved together. */
class PcSettings extends LoadedPage<SettingList> {
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
  /** The setting that asks what becomes of recorded time; null: none does. */
  declare asks: { readonly setting: Setting; readonly moved: Moved } | null;

  constructor() {
    super();
    this.draft = new Map();
    this.typed = new Map();
    this.conflicts = [];
    this.saving = false;
    this.asks = null;
  }

  protected override heading(): string {
    return this.context.t('nav.settings');
  }

  protected override ask(): Promise<SettingList> {
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
    void this.#send('ask');
  };

  /** Saves one change after the other, each upon the version that the one before has left; what could not be saved stays in the draft. */
  async #send(past: Past): Promise<void> {
    const { app, t } = this.context;
    this.saving = true;
    try {
      if (await this.#sendEach(past)) app.toast(t('settings.saved'));
    } catch (error) {
      if (isOutdated(error)) app.toast(t('app.outdated'), { kind: 'failed' });
      else app.report(error);
    } finally {
      await this.reload();
      this.saving = false;
    }
  }

  /** `past`: the answer for the setting that has asked. Answers false when one asks. */
  async #sendEach(past: Past): Promise<boolean> {
    const { app } = this.context;
    const { asks } = this;
    this.asks = null;
    let version = this.data?.version ?? '';
    for (const setting of this.data?.settings ?? []) {
      if (!this.draft.has(setting.key)) continue;
      const answer = setting.key === asks?.setting.key ? past : 'ask';
      const changed = await changeSetting(app, version, setting.key, valueIn(this.draft, setting), answer);
      ({ version } = changed);
      for (const { message } of changed.warnings) app.toast(message, { kind: 'failed' });
      if (changed.outcome === 'asks' && changed.moved !== null) {
        this.asks = { setting, moved: changed.moved };
        return false;
      }
      this.draft = new Map([...this.draft].filter(([key]) => key !== setting.key));
    }
    return true;
  }

  protected override view({ settings }: SettingList): TemplateResult {
    const { context } = this;
    const { t } = context;
    const { asks } = this;
    return html`<form class="page narrow" novalidate @submit=${this.#save}>
      <h1>${t('nav.settings')}</h1>
      ${TOPICS_SHOWN.map((topic) =>
        this.#topic(
          topic,
          settings.filter((setting) => setting.topic === topic),
        ),
      )}
      ${this.#bar()}
      ${
        asks === null
          ? nothing
          : html`<pc-past-dialog
              .context=${context}
              .name=${asks.setting.name}
              .moved=${asks.moved}
              @pc-decided=${(event: CustomEvent<Past>) => void this.#send(event.detail)}
              @pc-close=${() => (this.asks = null)}
            ></pc-past-dialog>`
      }
    </form>`;
  }

  #topic(topic: Topic, settings: readonly Setting[]): TemplateResult | typeof nothing {
    const { t } = this.context;
    if (settings.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="topic-${topic}">
      <div>
        <h2 id="topic-${topic}">${t(`settings.topic.${topic}`)}</h2>
        <p class="muted">${t(`settings.topicText.${topic}`)}</p>
      </div>
      ${settings.map((setting) => this.#row(setting))}
    </section>`;
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
