import type { Node } from './ast.js';
import { inline } from './inline.js';

const FENCE = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;
const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const ITEM = /^ *(?:([-*])|(\d{1,9})\.) +(.+)$/;

/** Discord's markdown as plain data. Total: whatever the input, it answers, and what is not markdown stays text. */
export function parseMarkdown(source: string): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const fence of source.matchAll(FENCE)) {
    nodes.push(...blocks(source.slice(from, fence.index).replace(/\n$/, '')));
    nodes.push({ type: 'pre', text: (fence[1] ?? '').replace(/\n$/, '') });
    from = fence.index + fence[0].length;
    if (source[from] === '\n') from += 1;
  }
  return [...nodes, ...blocks(source.slice(from))];
}

function blocks(source: string): readonly Node[] {
  if (source === '') return [];
  const lines = source.split('\n');
  const nodes: Node[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) nodes.push(...inline(paragraph.join('\n')));
    paragraph = [];
  };
  for (let i = 0; i < lines.length;) {
    const block = blockAt(lines, i);
    if (block) {
      flush();
      nodes.push(block.node);
      i += block.lines;
    } else {
      paragraph.push(lines[i] ?? '');
      i += 1;
      // Block elements break the line themselves.
      if (i < lines.length && blockAt(lines, i) === undefined) continue;
      flush();
    }
  }
  flush();
  return nodes;
}

function blockAt(lines: readonly string[], at: number): { node: Node; lines: number } | undefined {
  const line = lines[at] ?? '';
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)];
    return { node: { type: 'quote', children: blocks(rest.join('\n')) }, lines: rest.length };
  }
  const quoted = run(lines, at, (each) => each.startsWith('> '));
  if (quoted.length > 0) {
    return { node: { type: 'quote', children: blocks(quoted.map((each) => each.slice(2)).join('\n')) }, lines: quoted.length };
  }
  const heading = HEADING.exec(line);
  if (heading) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3;
    return { node: { type: 'heading', level, children: inline(heading[2] ?? '') }, lines: 1 };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { node: { type: 'subtext', children: inline(subtext[1] ?? '') }, lines: 1 };
  return listAt(lines, at);
}

function listAt(lines: readonly string[], at: number): { node: Node; lines: number } | undefined {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return undefined;
  const ordered = first[2] !== undefined;
  const items = run(lines, at, (line) => {
    const item = ITEM.exec(line);
    return item !== null && (item[2] !== undefined) === ordered;
  });
  return {
    node: { type: 'list', ordered, start: Number(first[2] ?? 1), items: items.map((line) => inline(ITEM.exec(line)?.[3] ?? '')) },
    lines: items.length,
  };
}

function run(lines: readonly string[], at: number, belongs: (line: string) => boolean): readonly string[] {
  const end = lines.findIndex((line, i) => i >= at && !belongs(line));
  return lines.slice(at, end === -1 ? lines.length : end);
}
