import type { APIApplicationCommandBasicOption, APIAttachment } from 'discord-api-types/v10';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { commandData, leafName, leavesOf, localName, type Leaf } from '../discord/commands.js';
import { displayName } from '../discord/people.js';
import { PcFiles } from '../files/picker.js';
import type { Context } from '../views/context.js';
import { closeIcon, sendIcon } from '../views/icons.js';
import { boxView } from './box.js';
import { asksApp } from './candidates.js';
import type { Problem } from './check.js';
import { addOption, advance, finish, moveTo, optionOf, removeOption, setEntry, startDraft, typing, type Draft } from './draft.js';
import { fileChipView } from './file-chip.js';
import { HELP_ID, helpView } from './help.js';
import { actionOf, type KeyAction } from './keyboard.js';
import { listboxView } from './listbox.js';
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
    files: { state: true },
  };
  declare context: Context;
  declare text: string;
  declare draft: Draft | undefined;
  declare active: number;
  /** Escape hid the picker; typing shows it again. */
  declare closed: boolean;
  declare problem: { readonly at: string; readonly problem: Problem } | undefined;
  /** What was chosen for options that take a file, by their names. */
  declare files: Readonly<Record<string, APIAttachment>>;
  #timer: number | undefined;
  #refocus = false;
  /** What was typed when the app was last asked for choices. */
  #asked: string | undefined;

  constructor() {
    super();
    this.text = '';
    this.active = 0;
    this.closed = false;
    this.files = {};
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
    this.files = {};
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

  /** Begins a command, as if it had been picked from the list. */
  begin(leaf: Leaf) {
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
    if (pick?.type === 'command') this.begin(pick.leaf);
    else if (draft && pick?.type === 'option') this.#change(addOption(draft, pick.name));
    else if (draft && pick?.type === 'value') {
      const { name: text, value } = pick.candidate;
      this.#change(advance(setEntry(draft, pick.option, { text, value })));
    }
  }

  #key(event: KeyboardEvent, offer: Offer | undefined) {
    if (event.isComposing) return;
    const action = actionOf(event.key, event.shiftKey, {
      draft: this.draft,
      rows: offer?.rows.length ?? 0,
      active: this.active,
      empty: event.target instanceof HTMLInputElement ? event.target.value === '' : event.target instanceof HTMLButtonElement,
    });
    if (!action) return;
    event.preventDefault();
    this.#act(action, offer);
  }

  #act(action: KeyAction, offer: Offer | undefined) {
    switch (action.type) {
      case 'point':
        this.active = action.row;
        break;
      case 'pick':
        this.#pick(offer?.picks[action.row]);
        break;
      case 'change':
        this.#change(action.draft);
        break;
      case 'send':
        this.#send(action.draft);
        break;
      case 'hide':
        this.closed = true;
        break;
      case 'clear':
      case 'unwrap': {
        const name = this.draft && leafName(this.draft.leaf, this.context.model.locale);
        this.#clear();
        if (action.type === 'unwrap' && name !== undefined) this.text = `/${name}`;
        this.#refocus = true;
        break;
      }
      case 'none':
    }
  }

  #box(offer: Offer | undefined, label: string, name: string | undefined, value: string, describedBy?: string): TemplateResult {
    const here = this.draft === undefined || this.draft.at === name;
    return boxView({
      label,
      name,
      value,
      here,
      picker: here && offer ? { active: this.active < offer.rows.length ? this.active : -1 } : undefined,
      invalid: name !== undefined && this.problem?.at === name,
      describedBy,
      placeholder: this.draft ? undefined : this.#placeholder(),
      key: (event) => this.#key(event, offer),
      focused: () => {
        if (this.draft && this.draft.at !== name) this.#change(moveTo(this.draft, name));
      },
      typed: (text) => this.#typed(name, text),
    });
  }

  #browse(name: string) {
    const picker = this.querySelector(`pc-files[data-for="${CSS.escape(name)}"]`);
    if (picker instanceof PcFiles) picker.browse();
  }

  /** A chosen file fills its option, and the caret goes on to the next. */
  #chosen(draft: Draft, name: string, [file]: readonly APIAttachment[]) {
    const { [name]: _, ...others } = this.files;
    this.files = file ? { ...others, [name]: file } : others;
    const entry = file ? { text: file.filename, value: file.id } : { text: '' };
    const filled = setEntry(draft, name, entry);
    this.problem = undefined;
    this.#change(file ? advance(moveTo(filled, name)) : moveTo(filled, name));
    this.#refocus = true;
  }

  #fileChip(offer: Offer | undefined, label: string, name: string): TemplateResult {
    const file = this.files[name];
    return fileChipView({
      label,
      name,
      text: file?.filename ?? this.context.t('file.choose'),
      chosen: file !== undefined,
      here: this.draft?.at === name,
      invalid: this.problem?.at === name,
      describedBy: HELP_ID,
      // Enter opens the dialog while there is no file, and sends when there is one.
      key: (event) => {
        if (event.key !== 'Enter' || file) this.#key(event, offer);
      },
      focused: () => {
        if (this.draft && this.draft.at !== name) this.#change(moveTo(this.draft, name));
      },
      browse: () => this.#browse(name),
    });
  }

  /** A card above the message box for each file that the command takes. */
  #uploads(draft: Draft) {
    const shown = draft.shown.flatMap((name) => optionOf(draft, name) ?? []);
    const options = shown.filter(({ type }) => type === ApplicationCommandOptionType.Attachment);
    if (options.length === 0) return nothing;
    return html`<div class="uploads">
      ${options.map((option) => {
        const { name } = option;
        const file = this.files[name];
        return html`<div class="upload ${this.problem?.at === name ? 'wrong' : ''}">
          <span class="upload-name">${this.#label(option)}</span>
          <pc-files
            data-for=${name}
            .context=${this.context}
            .label=${this.#label(option)}
            .types=${'file_types' in option ? option.file_types : undefined}
            .most=${1}
            .files=${file ? [file] : []}
            .aside=${true}
            .change=${(files: readonly APIAttachment[]) => this.#chosen(draft, name, files)}
          ></pc-files>
        </div>`;
      })}
    </div>`;
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
      if (exact && value.startsWith('/')) this.begin(exact);
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
    return t('composer.placeholder', {
      channel: channel ? `#${channel}` : `@${model.state ? displayName(model.state.bot.user) : ''}`,
    });
  }

  #command(draft: Draft, offer: Offer | undefined): TemplateResult {
    const { t, model } = this.context;
    return html`<span class="command-chip">/${leafName(draft.leaf, model.locale)}</span>
      ${draft.shown.map((name) => {
        const option = optionOf(draft, name);
        if (!option) return nothing;
        const label = this.#label(option);
        return html`<label class="option-chip ${this.problem?.at === name ? 'wrong' : ''} ${draft.at === name ? 'current' : ''}"
          ><span class="option-name">${label}</span>${
            option.type === ApplicationCommandOptionType.Attachment
              ? this.#fileChip(offer, label, name)
              : this.#box(offer, label, name, draft.entries[name]?.text ?? '', HELP_ID)
          }${
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
      <span class="tail">${this.#box(offer, t('composer.optional'), undefined, draft.tail, HELP_ID)}</span>
      <span class="composer-actions">
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
        </button></span
      >`;
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
      ${draft ? this.#uploads(draft) : nothing} ${draft ? helpView(draft, this.problem?.problem, this.context) : nothing}
      ${plain ? html`<div class="composer-help" role="status">${t('composer.noPlain')}</div>` : nothing}
      <div class="composer-bar ${draft ? 'commanding' : ''}">
        ${draft ? this.#command(draft, offer) : this.#box(offer, t('composer.label'), undefined, this.text)}
      </div>
    </div>`;
  }
}
customElements.define('pc-composer', PcComposer);
