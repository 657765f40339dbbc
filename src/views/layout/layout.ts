import {
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APISectionComponent,
  type APITextDisplayComponent,
} from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import type { LayoutView } from '../message.js';
import { fitLines } from '../text.js';
import type { Block, ContainerBlock, SectionBlock } from './blocks.js';
import { fits, fixedSize, FULL, listsIn, minus, part, plus, sectionTexts, sizeOfSection, type Room } from './room.js';

/**
 * A message of components alone (Components V2), within Discord's limits whatever it is given: 40 components with those inside others, and 4,000
 * characters in all. What has a fixed size comes first; lists share what is left and end with "… and n more". When even the fixed
 * blocks are too many, the last ones are cut or left out. Embeds stay better where columns are wanted.
 */
export const layout = (blocks: readonly (Block | ContainerBlock)[], t: Translator): LayoutView => {
  const fixed = blocks.reduce((sum, block) => plus(sum, fixedSize(block)), { components: 0, characters: 0 });
  const lists = blocks.reduce((sum, block) => sum + listsIn(block), 0);
  const writer = new Writer(t, minus(FULL, fixed), lists);
  const components: LayoutView['components'] = [];
  for (const block of blocks) components.push(...(block.kind === 'container' ? writer.container(block) : writer.block(block)));
  return {
    flags: MessageFlags.IsComponentsV2,
    components: components.length === 0 ? [display('…')] : components,
    allowed_mentions: { parse: [] },
  };
};

const display = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

/** Writes blocks in order, and knows what room is left. */
class Writer {
  readonly #t: Translator;
  /** For everything that is still to come. */
  #left = FULL;
  /** Of it, for lists: what fixed blocks do not take. */
  #free: Room;
  #lists: number;

  constructor(t: Translator, free: Room, lists: number) {
    this.#t = t;
    this.#free = free;
    this.#lists = lists;
  }

  container({ blocks, accent }: ContainerBlock): readonly APIContainerComponent[] {
    if (this.#left.components < 2) return [];
    this.#take({ components: 1, characters: 0 });
    const components = blocks.flatMap((block) => this.block(block));
    if (components.length > 0) return [{ type: ComponentType.Container, accent_color: accent, components }];
    this.#left = plus(this.#left, { components: 1, characters: 0 });
    return [];
  }

  block(block: Block): readonly APIComponentInContainer[] {
    switch (block.kind) {
      case 'text':
        return this.#text(block.content);
      case 'section':
        return this.#section(block);
      case 'separator': {
        const { Separator } = ComponentType;
        const size = { components: 1, characters: 0 };
        return this.#take(size) ? [{ type: Separator, divider: block.line, spacing: SeparatorSpacingSize.Small }] : [];
      }
      case 'picture': {
        const { url, alt } = block;
        const gallery = { type: ComponentType.MediaGallery, items: [{ media: { url }, description: alt }] } as const;
        return this.#take(fixedSize(block)) ? [{ ...gallery, items: [...gallery.items] }] : [];
      }
      case 'file': {
        const component = { type: ComponentType.File, file: { url: `attachment://${block.name}` } } as const;
        return this.#take(fixedSize(block)) ? [component] : [];
      }
      case 'row':
        return block.row.components.length > 0 && this.#take(fixedSize(block)) ? [block.row] : [];
      case 'lines':
        return this.#list((room) => this.#lines(block.lines, room));
      case 'sections':
        return this.#list((room) => this.#sections(block.sections, room));
    }
  }

  /** Is there room? Then it is taken. */
  #take(size: Room): boolean {
    if (!fits(size, this.#left)) return false;
    this.#left = minus(this.#left, size);
    return true;
  }

  #text(content: string): readonly APITextDisplayComponent[] {
    const shown = cutUnits(content, this.#left.characters);
    if (shown.trim() === '' || !this.#take({ components: 1, characters: shown.length })) return [];
    return [display(shown)];
  }

  #section({ texts, accessory }: SectionBlock): readonly APISectionComponent[] {
    let room = this.#left.characters;
    const shown: string[] = [];
    for (const text of sectionTexts({ kind: 'section', texts, accessory })) {
      const fitting = cutUnits(text, room);
      if (fitting.trim() !== '') shown.push(fitting);
      room -= fitting.length;
    }
    if (shown.length === 0 || !this.#take({ components: 2 + shown.length, characters: this.#left.characters - room })) return [];
    return [{ type: ComponentType.Section, components: shown.map(display), accessory }];
  }

  /** Gives a list its part of what is free; what it does not use is for the next ones. */
  #list<C extends APIComponentInContainer>(
    write: (room: Room) => { readonly components: readonly C[]; readonly size: Room },
  ): readonly C[] {
    const { components, size } = write(part(this.#free, this.#lists));
    this.#lists -= 1;
    if (components.length === 0 || !this.#take(size)) return [];
    this.#free = minus(this.#free, size);
    return components;
  }

  #lines(lines: readonly string[], room: Room) {
    const shown = lines.filter((line) => line.trim() !== '');
    const content = cutUnits(fitLines(shown, room.characters, this.#more), room.characters);
    const size = { components: 1, characters: content.length };
    return { components: content.trim() === '' || !fits(size, room) ? [] : [display(content)], size };
  }

  #sections(all: readonly SectionBlock[], room: Room) {
    const shown = all.filter((section) => sectionTexts(section).length > 0);
    const components: (APISectionComponent | APITextDisplayComponent)[] = [];
    let size: Room = { components: 0, characters: 0 };
    for (const [at, section] of shown.entries()) {
      const next = plus(size, sizeOfSection(section));
      const rest = shown.length - at - 1;
      const tail = rest === 0 ? { components: 0, characters: 0 } : { components: 1, characters: this.#more(rest).length };
      if (!fits(plus(next, tail), room)) {
        const more = cutUnits(this.#more(shown.length - at), room.characters - size.characters);
        const ended = plus(size, { components: 1, characters: more.length });
        return more !== '' && fits(ended, room)
          ? { components: [...components, display(more)], size: ended }
          : { components, size };
      }
      const texts = sectionTexts(section).map(display);
      components.push({ type: ComponentType.Section, components: texts, accessory: section.accessory });
      size = next;
    }
    return { components, size };
  }

  readonly #more = (n: number): string => this.#t('common.more', { n });
}

/** At most `max` UTF-16 units, and no half of a character: what is longer ends with an ellipsis. */
const cutUnits = (text: string, max: number): string => {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const end = max - 1;
  const splits = end > 0 && (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return `${text.slice(0, splits ? end - 1 : end).trimEnd()}…`;
};
