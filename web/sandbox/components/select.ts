import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { channelCandidates, peopleCandidates, roleCandidates, type Candidate } from '../composer/candidates.js';
import type { Context } from '../views/context.js';
import { emojiText } from '../views/emoji.js';
import { chevronIcon } from '../views/icons.js';
import { defaultsOf } from './defaults.js';

interface Option extends Candidate {
  readonly emoji?: string;
}

function optionsOf(menu: APISelectMenuComponent, { model, guild }: Context): readonly Option[] {
  if (!model.state) return [];
  switch (menu.type) {
    case ComponentType.StringSelect:
      return menu.options.map(({ label, value, description, emoji }) => ({
        name: label,
        value,
        ...(description === undefined ? {} : { hint: description }),
        ...(emoji === undefined ? {} : { emoji: emojiText(emoji) }),
      }));
    case ComponentType.UserSelect:
      return peopleCandidates(model.state, guild);
    case ComponentType.RoleSelect:
      return roleCandidates(guild);
    case ComponentType.MentionableSelect:
      return [...peopleCandidates(model.state, guild), ...roleCandidates(guild)];
    case ComponentType.ChannelSelect:
      return channelCandidates(guild, menu.channel_types);
  }
}

/** What a select is told when it is a field of a form. */
export interface SelectField {
  readonly label: string;
  readonly required: boolean;
  readonly invalid: boolean;
  /** Id of the elements that explain it. */
  readonly describedBy: string;
}

let drawn = 0;

/**
 * A select menu. In a message one choice sends at once, and several are sent when the list closes. In a form (`field`) every
 * change is told at once, and nothing is taken back.
 */
export class PcSelect extends LitElement {
  static override properties = {
    menu: {},
    context: {},
    busy: {},
    field: {},
    open: { state: true },
    active: { state: true },
    chosen: { state: true },
  };
  declare menu: APISelectMenuComponent;
  declare context: Context;
  declare busy: boolean;
  declare field: SelectField | undefined;
  declare choose: (values: readonly string[]) => void;
  declare open: boolean;
  declare active: number;
  declare chosen: readonly string[];
  /** Custom ids may be the same in two messages and may hold spaces, ids of elements may not. */
  readonly #list = `select-list-${++drawn}`;

  constructor() {
    super();
    this.open = false;
    this.active = 0;
    this.chosen = [];
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('menu') && JSON.stringify(changed.get('menu')) !== JSON.stringify(this.menu))
      this.chosen = defaultsOf(this.menu);
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) this.#place();
    this.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }

  #place() {
    const list = this.querySelector<HTMLElement>('.popover');
    if (list && this.field) this.#placeInForm(list);
    else if (list) this.#placeInLog(list);
  }

  /** Above the menu as in Discord, below where the pane has no room above. */
  #placeInLog(list: HTMLElement) {
    const pane = this.closest('.log')?.getBoundingClientRect().top ?? 0;
    list.classList.toggle('below', this.getBoundingClientRect().top - pane < list.clientHeight + 8);
  }

  /** A form scrolls and would cut the list off, so it lies over everything; nothing below it moves when it closes. */
  #placeInForm(list: HTMLElement) {
    if (!list.matches(':popover-open')) list.showPopover();
    const face = this.getBoundingClientRect();
    const height = list.offsetHeight;
    const below = face.bottom + 4;
    list.style.left = `${face.left}px`;
    list.style.width = `${face.width}px`;
    list.style.top = `${below + height <= innerHeight ? below : Math.max(8, face.top - height - 4)}px`;
  }

  readonly #moved = () => {
    if (this.open && this.field) this.#place();
  };

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('scroll', this.#moved, true);
  }

  override disconnectedCallback() {
    window.removeEventListener('scroll', this.#moved, true);
    super.disconnectedCallback();
  }

  get #several() {
    return (this.menu.max_values ?? 1) > 1;
  }

  #close(send: boolean) {
    if (!this.open) return;
    this.open = false;
    if (this.field) return;
    const min = this.menu.min_values ?? 1;
    const unchanged = JSON.stringify([...this.chosen].sort()) === JSON.stringify([...defaultsOf(this.menu)].sort());
    if (send && !unchanged && this.chosen.length >= min) this.choose(this.chosen);
    else this.chosen = defaultsOf(this.menu);
  }

  #pick(value: string) {
    if (!this.#several) {
      // What a form does not require can be taken back by choosing it again.
      const again = this.field?.required === false && this.chosen.includes(value);
      this.chosen = again ? [] : [value];
      this.open = false;
      this.choose(this.chosen);
      return;
    }
    this.#toggle(value);
    if (this.field) this.choose(this.chosen);
  }

  #toggle(value: string) {
    if (this.chosen.includes(value)) {
      this.chosen = this.chosen.filter((each) => each !== value);
    } else if (this.chosen.length < (this.menu.max_values ?? 1)) {
      this.chosen = [...this.chosen, value];
    }
  }

  #key(event: KeyboardEvent, options: readonly Option[]) {
    const { key } = event;
    const last = options.length - 1;
    if (!this.open) {
      if (key === 'ArrowDown' || key === 'ArrowUp') this.open = true;
      else return;
    } else if (key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
    else if (key === 'Home') this.active = 0;
    else if (key === 'End') this.active = last;
    else if (key === 'Escape') this.#close(false);
    else if (key === 'Enter' || key === ' ') {
      const option = options[this.active];
      if (option) this.#pick(String(option.value));
    } else if (key === 'Tab') {
      // Leaving closes it.
      return;
    } else {
      const found = options.findIndex(({ name }) => name.toLowerCase().startsWith(key.toLowerCase()));
      if (key.length !== 1 || found === -1) return;
      this.active = found;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render() {
    const { menu, context, field } = this;
    const { t } = context;
    const options = optionsOf(menu, context);
    const placeholder = menu.placeholder ?? t('select.placeholder');
    const names = options.filter(({ value }) => this.chosen.includes(String(value))).map(({ name }) => name);
    const face = names.length > 0 ? names.join(', ') : placeholder;
    const label = field?.label ?? placeholder;
    const list = this.#list;
    const range = { min: menu.min_values ?? 1, max: menu.max_values ?? 1 };
    const disabled = menu.disabled === true || this.busy;
    return html`<div
      class="select"
      @focusout=${(event: FocusEvent) => {
        if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#close(true);
      }}
    >
      <button
        type="button"
        class="select-face"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded=${this.open}
        aria-controls=${list}
        aria-label=${face === label ? label : `${label}: ${face}`}
        aria-required=${field?.required ?? nothing}
        aria-invalid=${field?.invalid ?? nothing}
        aria-describedby=${field?.describedBy ?? nothing}
        aria-activedescendant=${this.open ? `${list}-${this.active}` : nothing}
        ?disabled=${disabled}
        @click=${() => (this.open ? this.#close(true) : (this.open = true))}
        @keydown=${(event: KeyboardEvent) => this.#key(event, options)}
      >
        <span class=${names.length > 0 ? '' : 'muted'}>${face}</span>${chevronIcon()}
      </button>
      ${
        this.open
          ? html`<div
              class="popover listbox"
              popover=${field ? 'manual' : nothing}
              role="listbox"
              id=${list}
              aria-label=${label}
              aria-multiselectable=${this.#several}
            >
              ${options.length === 0 ? html`<div class="list-note">${t('select.empty')}</div>` : nothing}
              ${this.#several ? html`<div class="list-note" role="presentation">${t('select.range', range)}</div>` : nothing}
              ${options.map((option, i) => {
                const selected = this.chosen.includes(String(option.value));
                return html`<div
                  class="row"
                  role="option"
                  id="${list}-${i}"
                  aria-selected=${selected}
                  ?data-active=${i === this.active}
                  @pointerdown=${(event: Event) => event.preventDefault()}
                  @pointermove=${() => (this.active = i)}
                  @click=${() => this.#pick(String(option.value))}
                >
                  ${option.emoji === undefined ? nothing : html`<span class="emoji">${option.emoji}</span>`}
                  <span class="row-text"
                    ><b>${option.mark ?? ''}${option.name}</b
                    >${option.hint === undefined ? nothing : html`<small>${option.hint}</small>`}</span
                  >
                  ${this.#several ? html`<span class="box ${selected ? 'on' : ''}" aria-hidden="true"></span>` : nothing}
                  ${selected && !this.#several ? html`<span class="tick" aria-hidden="true">✓</span>` : nothing}
                </div>`;
              })}
            </div>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('pc-select', PcSelect);
