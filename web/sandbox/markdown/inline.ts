import type { TimeStyle } from '../../kit/moment.js';
import type { Node } from './ast.js';
import { safeHref } from './links.js';

interface Rule {
  readonly pattern: RegExp;
  /** undefined: not this rule after all, the text stays text. */
  readonly make: (match: RegExpExecArray, depth: number) => Node | undefined;
}

const span = (type: 'bold' | 'underline' | 'italic' | 'strike' | 'spoiler', pattern: RegExp): Rule => ({
  pattern,
  make: (match, depth) => ({ type, children: inline(match[1] ?? match[2] ?? '', depth + 1) }),
});

const timeStyles: readonly TimeStyle[] = ['t', 'T', 'd', 'D', 'f', 'F', 'R'];
/** A Date reaches ±8.64e15 ms; Discord shows anything beyond as plain text. */
const MAX_SECONDS = 8_640_000_000_000;

const link = (href: string, children: readonly Node[]): Node | undefined => {
  const safe = safeHref(href);
  return safe === undefined ? undefined : { type: 'link', href: safe, children };
};

/** In order: the first that matches at a place wins. All patterns are sticky. */
const rules: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, make: ([, text = '']) => ({ type: 'text', text }) },
  { pattern: /\n/y, make: () => ({ type: 'br' }) },
  { pattern: /(`{1,2})([^`]+?)\1(?!`)/y, make: ([, , text = '']) => ({ type: 'code', text }) },
  {
    pattern: /\[((?:\\.|[^[\]\\\n])+)\]\(<?([^\s()<>]+)>?\)/y,
    make: ([, text = '', href = ''], depth) => link(href, inline(text, depth + 1)),
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, make: ([, href = '']) => link(href, [{ type: 'text', text: href }]) },
  {
    pattern: /https?:\/\/[^\s<>]*[^\s<>.,:;"')\]!?*_~|]/y,
    make: ([href]) => link(href, [{ type: 'text', text: href }]),
  },
  { pattern: /<@!?(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'user', id }) },
  { pattern: /<@&(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'role', id }) },
  { pattern: /<#(\d{1,20})>/y, make: ([, id = '']) => ({ type: 'channel', id }) },
  { pattern: /<\/([^:<>\n]{1,100}):\d{1,20}>/y, make: ([, name = '']) => ({ type: 'command', name }) },
  { pattern: /<a?:(\w{2,32}):\d{1,20}>/y, make: ([, name = '']) => ({ type: 'emoji', name }) },
  {
    pattern: /<t:(-?\d{1,14})(?::([tTdDfFR]))?>/y,
    make: ([, seconds = '', style]) =>
      Math.abs(Number(seconds)) > MAX_SECONDS
        ? undefined
        : { type: 'time', at: Number(seconds) * 1000, style: timeStyles.find((known) => known === style) ?? 'f' },
  },
  { pattern: /@(everyone|here)\b/y, make: ([, name]) => ({ type: 'everyone', name: name === 'here' ? 'here' : 'everyone' }) },
  span('spoiler', /\|\|([\s\S]+?)\|\|/y),
  span('bold', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y),
  span('underline', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y),
  span('strike', /~~((?:\\[\s\S]|[^\\])+?)~~(?!~)/y),
  span('italic', /\*(?!\s)((?:\\[\s\S]|\*\*[^*]+\*\*|[^\\*])+?)(?<!\s)\*(?!\*)|\b_((?:\\[\s\S]|__|[^\\_])+?)_(?!\w)/y),
];

/** Deeper than any honest message; a hostile one becomes plain text there. */
const MAX_DEPTH = 12;
/** No rule starts elsewhere, so the text between is taken in one piece. */
const quiet = /[^\\\n`[<h@|*_~]+|./suy;

/** Spans of one paragraph; never throws, unknown syntax stays text. */
export function inline(source: string, depth = 0): readonly Node[] {
  if (depth > MAX_DEPTH) return [{ type: 'text', text: source }];
  const nodes: Node[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') nodes.push({ type: 'text', text });
    text = '';
  };
  for (let at = 0; at < source.length;) {
    const found = match(source, at, depth);
    if (found) {
      if (found.node.type === 'text') text += found.node.text;
      else {
        flush();
        nodes.push(found.node);
      }
      at += found.length;
    } else {
      quiet.lastIndex = at;
      const [piece] = quiet.exec(source) ?? [source.slice(at, at + 1)];
      text += piece;
      at += piece.length;
    }
  }
  flush();
  return nodes;
}

function match(source: string, at: number, depth: number): { node: Node; length: number } | undefined {
  for (const { pattern, make } of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    const node = found && make(found, depth);
    if (node) return { node, length: found[0].length };
  }
  return undefined;
}
