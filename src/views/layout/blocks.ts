import {
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISectionComponent,
} from 'discord-api-types/v10';

/** One to three texts beside a button or a picture. */
export interface SectionBlock {
  readonly kind: 'section';
  readonly texts: readonly string[];
  readonly accessory: APISectionComponent['accessory'];
}

/** What a message of components is made of. Texts are markdown: escape what users wrote (`userText`). */
export type Block =
  | { readonly kind: 'text'; readonly content: string }
  | SectionBlock
  | { readonly kind: 'separator'; readonly line: boolean }
  /** A picture of its own. `url`: `attachment://<name>` for a file that goes with the message. `alt`: for whoever cannot see it, at most 1,024 characters. */
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  /** A file that goes with the message, by its name there. */
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'row'; readonly row: APIActionRowComponent<APIComponentInMessageActionRow> }
  /** As many lines as there is room for, then how many more there are. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** As many sections as there is room for, then how many more there are. */
  | { readonly kind: 'sections'; readonly sections: readonly SectionBlock[] };

export interface ContainerBlock {
  readonly kind: 'container';
  /** 0xRRGGBB; null for none. */
  readonly accent: number | null;
  readonly blocks: readonly Block[];
}

export const text = (content: string): Block => ({ kind: 'text', content });
export const section = (texts: string | readonly string[], accessory: SectionBlock['accessory']): SectionBlock => ({
  kind: 'section',
  texts: typeof texts === 'string' ? [texts] : texts,
  accessory,
});
/** Some space, with a line in it unless told. */
export const separator = (line = true): Block => ({ kind: 'separator', line });
export const picture = (url: string, alt: string): Block => ({ kind: 'picture', url, alt });
export const file = (name: string): Block => ({ kind: 'file', name });
export const lines = (all: readonly string[]): Block => ({ kind: 'lines', lines: all });
export const sections = (all: readonly SectionBlock[]): Block => ({ kind: 'sections', sections: all });
/** Buttons in rows of five. */
export const buttons = (all: readonly APIButtonComponent[]): readonly Block[] =>
  Array.from({ length: Math.ceil(all.length / 5) }, (_, at) => ({
    kind: 'row',
    row: { type: ComponentType.ActionRow, components: all.slice(at * 5, at * 5 + 5) },
  }));
/** A menu, as `Select.row` gives it. */
export const menu = (row: APIActionRowComponent<APIComponentInMessageActionRow>): Block => ({ kind: 'row', row });
/** A box around blocks, with a coloured edge. */
export const container = (blocks: readonly Block[], accent: number | null = null): ContainerBlock => ({
  kind: 'container',
  accent,
  blocks,
});
