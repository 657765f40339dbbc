import type { Block, ContainerBlock, SectionBlock } from './blocks.js';

/** What Discord takes of one message: components with those inside others, and characters of all texts (we count UTF-16 units: never fewer). */
const LAYOUT = { components: 40, characters: 4000, sectionTexts: 3 } as const;

/** Components and characters. */
export interface Room {
  readonly components: number;
  readonly characters: number;
}

export const FULL: Room = { components: LAYOUT.components, characters: LAYOUT.characters };
const NONE: Room = { components: 0, characters: 0 };

export const plus = (a: Room, b: Room): Room => ({
  components: a.components + b.components,
  characters: a.characters + b.characters,
});
/** Never below nothing. */
export const minus = (a: Room, b: Room): Room => ({
  components: Math.max(0, a.components - b.components),
  characters: Math.max(0, a.characters - b.characters),
});
export const fits = (size: Room, room: Room): boolean => size.components <= room.components && size.characters <= room.characters;
/** One of `parts` equal parts, rounded down. */
export const part = ({ components, characters }: Room, parts: number): Room => ({
  components: Math.floor(components / parts),
  characters: Math.floor(characters / parts),
});

/** Texts that have something to show, as many as a section holds. */
export const sectionTexts = ({ texts }: SectionBlock): readonly string[] =>
  texts.filter((text) => text.trim() !== '').slice(0, LAYOUT.sectionTexts);

export const sizeOfSection = (section: SectionBlock): Room => {
  const shown = sectionTexts(section);
  return { components: 2 + shown.length, characters: shown.reduce((sum, text) => sum + text.length, 0) };
};

/** What a block takes at least: lists nothing, as they take what is left. */
export const fixedSize = (block: Block | ContainerBlock): Room => {
  switch (block.kind) {
    case 'text':
      return { components: 1, characters: block.content.length };
    case 'section':
      return sizeOfSection(block);
    case 'separator':
    case 'picture':
    case 'file':
      return { components: 1, characters: 0 };
    case 'row':
      return { components: 1 + block.row.components.length, characters: 0 };
    case 'lines':
    case 'sections':
      return NONE;
    case 'container':
      return block.blocks.reduce((sum, inner) => plus(sum, fixedSize(inner)), { components: 1, characters: 0 });
  }
};

/** Lists in a block, its own and those inside it. */
export const listsIn = (block: Block | ContainerBlock): number => {
  if (block.kind === 'container') return block.blocks.reduce((sum, inner) => sum + listsIn(inner), 0);
  return block.kind === 'lines' || block.kind === 'sections' ? 1 : 0;
};
