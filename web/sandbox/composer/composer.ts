import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { commandData, leafDescription, leafName, leavesOf, localDescription, localName, type Leaf } from '../discord/commands.js';
import type { Context } from '../views/context.js';
import { closeIcon, sendIcon } from '../views/icons.js';
import { asksApp } from './candidates.js';
import type { Problem } from './check.js';
import { addOption, advance, finish, moveTo, optionOf, removeOption, setEntry, startDraft, typing, type Draft } from './draft.js';
import { LIST_ID, listboxView, rowId } from './listbox.js';
import { offerCommands, offerOptions, type Offer, type Pick } from './offer.js';

/** ms of quiet before the app is asked for choices. */
const DEBOUNCE = 150;

/** The message box: plain text until it starts with `/`, then a command with one small box per option. */
export class PcComposer extends LitElement {
  static override properties = {
    context: {},
    text: { state: true },
    draft: { state: true },
    active: { state: true },
    closed: { state: true },
    problem: { state: true },
  };
  declare context: Context;
  declare text: string;
  declare draft: Draft | undefined;
  declare active: number;
  /** Escape hid the picker; typing shows it again. */
  declare closed: boolean;
  declare problem: { readonly at: string; readonly problem: Problem } | undefined;
  #timer: number | undefined;
  #refocus = false;
  /** What was typed when the app was last asked for choices. */
  #asked: string | undefined;

  constructor() {
    super();
    this.text = '';
    this.active = 0;
    this.closed = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  override focus() {
    this.querySelector<HTMLElement>('[data-caret]')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('context');
    if (!before) return;
    const { place, as } = before.model;
    const now = this.context.model;
    if (place.channel !== now.place.channel || as !== now.as) this.#clear();
  }

  protected override updated() {
    if (this.#refocus) {
      this.#refocus = false;
      this.focus();
    }
    this.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }

  get #commands(): readonly Leaf[] {
    const { guild, model } = this.context;
    return leavesOf(guild?.commands ?? model.state?.directCommands ?? []);
  }

  #label = (option: APIApplicationCommandBasicOption) => localName(option, this.context.model.locale);

  #clear() {
    window.clearTimeout(this.#timer);
    this.text = '';
    this.draft = undefined;
    this.active = 0;
    this.closed = false;
    this.problem = undefined;
    queueMicrotask(() => this.context.session.endSuggestions());
  }

  #change(draft: Draft, typed = false) {
    const moved = draft.at !== this.draft?.at || draft.leaf !== this.draft?.leaf;
    this.draft = draft;
    this.active = draft.at === undefined && draft.tail === '' ? -1 : 0;
    this.closed = false;
    if (typed || moved) this.#ask(draft, moved);
    if (moved) this.#refocus = true;
    if (this.problem && typed) this.problem = undefined;
  }

  #ask(draft: Draft, atOnce: boolean) {
    window.clearTimeout(this.#timer);
    if (!asksApp(optionOf(draft, draft.at))) {
      this.context.session.endSuggestions();
      return;
    }
    if (atOnce) this.context.session.endSuggestions();
    this.#timer = window.setTimeout(
      () => {
        this.#asked = draft.entries[draft.at ?? '']?.text ?? '';
        this.context.session.suggest(commandData(draft.leaf, typing(draft)));
      },
      atOnce ? 0 : DEBOUNCE,
    );
  }

  #start(leaf: Leaf) {
    this.text = '';
    this.#refocus = true;
    this.#change(startDraft(leaf));
  }

  #send(draft: Draft) {
    const result = finish(draft, this.#label);
    if (!result.ok) {
      this.#change(moveTo(draft, result.at));
      this.problem = result;
      this.#refocus = true;
      return;
    }
    this.context.session.command(`/${leafName(draft.leaf, this.context.model.locale)}`, commandData(draft.leaf, result.given));
    this.#clear();
    this.#refocus = true;
  }

  #offer(): Offer | undefined {
    if (this.closed) return undefined;
    if (this.draft) return offerOptions(this.draft, this.#asked, this.context);
    return this.text.startsWith('/') ? offerCommands(this.text, this.#commands, this.context) : undefined;
  }

  #pick(pick: Pick | undefined) {
    const { draft } = this;
    if (pick?.type === 'command') this.#start(pick.leaf);
    else if (draft && pick?.type === 'option') this.#change(addOption(draft, pick.name));
    else if (draft && pick?.type === 'value') {
      const { name: text, value } = pick.candidate;
      this.#change(advance(setEntry(draft, pick.option, { text, value })));
    }
  }

  #key(event: KeyboardEvent, offer: Offer | undefined) {
    if (event.isComposing) return;
    const { draft } = this;
    const rows = offer?.rows.length ?? 0;
    const box = event.target instanceof HTMLInputElement ? event.target : undefined;
    switch (event.key) {
      case 'ArrowDown':
        if (rows === 0) return;
        this.active = (this.active + 1) % rows;
        break;
      case 'ArrowUp':
        if (rows === 0) return;
        this.active = (this.active <= 0 ? rows : this.active) - 1;
        break;
      case 'Enter':
        if (offer && this.active >= 0 && this.active < rows) this.#pick(offer.picks[this.active]);
        else if (draft) this.#send(draft);
        break;
      case 'Tab':
        if (!this.#tab(event.shiftKey, offer)) return;
        break;
      case 'Escape':
        if (offer && draft?.at !== undefined && rows > 0) this.closed = true;
        else {
          this.#clear();
          this.#refocus = true;
        }
        break;
      case 'Backspace':
        if (!draft || box?.value !== '') return;
        this.#back(draft);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** Tab takes the active row or goes to the next option; false: it leaves the message box. */
  #tab(back: boolean, offer: Offer | undefined): boolean {
    const { draft } = this;
    if (!back && offer && this.active >= 0 && this.active < offer.rows.length) {
      this.#pick(offer.picks[this.active]);
      return true;
    }
    if (!draft) return false;
    const places = [...draft.shown, undefined];
    const index = places.indexOf(draft.at) + (back ? -1 : 1);
    if (index < 0 || index >= places.length) return false;
    this.#change(moveTo(draft, places[index]));
    return true;
  }

  #back(draft: Draft) {
    const previous = draft.at === undefined ? draft.shown.at(-1) : draft.shown[draft.shown.indexOf(draft.at) - 1];
    if (draft.at !== undefined && optionOf(draft, draft.at)?.required !== true) this.#change(removeOption(draft, draft.at));
    else if (previous !== undefined) this.#change(moveTo(draft, previous));
    else {
      const name = `/${leafName(draft.leaf, this.context.model.locale)}`;
      this.#clear();
      this.text = name;
      this.#refocus = true;
    }
  }

  #box(offer: Offer | undefined, label: string, name: string | undefined, value: string, describedBy?: string): TemplateResult {
    const here = this.draft === undefined || this.draft.at === name;
    const open = here && offer !== undefined;
    return html`<input
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="send"
      aria-label=${label}
      aria-autocomplete="list"
      aria-expanded=${open}
      aria-controls=${open ? LIST_ID : nothing}
      aria-activedescendant=${open && this.active >= 0 && offer.rows.length > 0 ? rowId(this.active) : nothing}
      aria-invalid=${name !== undefined && this.problem?.at === name ? 'true' : nothing}
      aria-describedby=${describedBy ?? nothing}
      ?data-caret=${here}
      data-option=${name ?? nothing}
      placeholder=${this.draft ? nothing : this.#placeholder()}
      size=${this.draft ? Math.max(3, value.length + 1) : nothing}
      .value=${live(value)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, offer)}
      @focus=${() => {
        if (this.draft && this.draft.at !== name) this.#change(moveTo(this.draft, name));
      }}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLInputElement) this.#typed(name, event.target.value);
      }}
    />`;
  }

  #typed(name: string | undefined, value: string) {
    const { draft } = this;
    if (!draft) {
      this.text = value;
      this.active = 0;
      this.closed = false;
      const exact = value.endsWith(' ')
        ? this.#commands.find((leaf) => this.#names(leaf).includes(value.slice(1).trim().toLowerCase()))
        : undefined;
      if (exact && value.startsWith('/')) this.#start(exact);
      return;
    }
    this.#change(name === undefined ? { ...draft, tail: value } : setEntry(draft, name, { text: value }), true);
  }

  #names(leaf: Leaf) {
    return [leafName(leaf, this.context.model.locale), leafName(leaf, 'en')].map((each) => each.toLowerCase());
  }

  #placeholder() {
    const { guild, model, t } = this.context;
    const channel = guild?.channels.find(({ id }) => id === model.place.channel)?.name;
    return t('composer.placeholder', { channel: channel ? `#${channel}` : `@${model.state?.bot.user.username ?? ''}` });
  }

  #help(draft: Draft): TemplateResult {
    const { t, model } = this.context;
    const option = optionOf(draft, draft.at);
    const { problem } = this;
    return html`<div class="composer-help" id="composer-help" aria-live="polite">
      ${
        problem
          ? html`<span class="problem">${t(problem.problem.key, problem.problem.params)}</span>`
          : option
            ? html`<b>${this.#label(option)}</b> ${localDescription(option, model.locale)}${
                  option.required === true ? html` <em>(${t('composer.required')})</em>` : nothing
                }`
            : html`<b>/${leafName(draft.leaf, model.locale)}</b> ${leafDescription(draft.leaf, model.locale)} —
                ${t('composer.allSet')}`
      }
    </div>`;
  }

  #command(draft: Draft, offer: Offer | undefined): TemplateResult {
    const { t, model } = this.context;
    return html`<span class="command-chip">/${leafName(draft.leaf, model.locale)}</span>
      ${draft.shown.map((name) => {
        const option = optionOf(draft, name);
        if (!option) return nothing;
        const label = this.#label(option);
        return html`<label class="option-chip ${this.problem?.at === name ? 'wrong' : ''} ${draft.at === name ? 'current' : ''}"
          ><span class="option-name">${label}</span
          >${this.#box(offer, label, name, draft.entries[name]?.text ?? '', 'composer-help')}${
            option.required === true
              ? nothing
              : html`<button
                  type="button"
                  class="chip-remove"
                  tabindex="-1"
                  aria-label=${t('composer.remove', { option: label })}
                  @click=${() => this.#change(removeOption(draft, name))}
                >
                  ${closeIcon(12)}
                </button>`
          }</label
        >`;
      })}
      <span class="tail">${this.#box(offer, t('composer.optional'), undefined, draft.tail, 'composer-help')}</span>
      <button
        type="button"
        class="icon-button"
        aria-label=${t('composer.cancel')}
        @click=${() => {
          this.#clear();
          this.#refocus = true;
        }}
      >
        ${closeIcon(18)}
      </button>
      <button type="button" class="icon-button send" aria-label=${t('composer.send')} @click=${() => this.#send(draft)}>
        ${sendIcon()}
      </button>`;
  }

  protected override render() {
    const { t } = this.context;
    const { draft } = this;
    const offer = this.#offer();
    const plain = draft === undefined && this.text !== '' && !this.text.startsWith('/');
    return html`<div class="composer" role="group" aria-label=${t('composer.label')}>
      ${
        offer
          ? listboxView({
              ...offer,
              active: this.active,
              pick: (index) => this.#pick(offer.picks[index]),
              point: (index) => (this.active = index),
            })
          : nothing
      }
      ${draft ? this.#help(draft) : nothing}
      ${plain ? html`<div class="composer-help" role="status">${t('composer.noPlain')}</div>` : nothing}
      <div class="composer-bar ${draft ? 'commanding' : ''}">
        ${draft ? this.#command(draft, offer) : this.#box(offer, t('composer.label'), undefined, this.text)}
      </div>
    </div>`;
  }
}
customElements.define('pc-composer', PcComposer);
