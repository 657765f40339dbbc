import type { APIMessage } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import type { Node } from './ast.js';
import { parseMarkdown } from './parse.js';

/** The words alone; a spoiler is not told. */
const plain = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'spoiler') return '…';
      if (node.type === 'br') return ' ';
      if ('children' in node) return plain(node.children) + (node.type === 'heading' ? ' ' : '');
      return 'text' in node ? node.text : '';
    })
    .join('');

/** The first text of a message that is made of components. */
function firstText(components: readonly object[]): string | undefined {
  for (const component of components) {
    if ('type' in component && component.type === ComponentType.TextDisplay && 'content' in component)
      return String(component.content);
    const inner = 'components' in component && Array.isArray(component.components) ? firstText(component.components) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** One line that says which message is meant; undefined: it has no text. */
export function snippetOf({ content, embeds, components }: APIMessage): string | undefined {
  const text = content === '' ? (embeds[0]?.title ?? embeds[0]?.description ?? firstText(components ?? [])) : content;
  return text === undefined ? undefined : plain(parseMarkdown(text)).trim() || undefined;
}
