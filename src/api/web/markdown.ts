import { html, type Html } from './html.js';

/*
 * What texts of operators are made of: headings, paragraphs, lists, tables, bold, italics, code, links and lines. Markup of HTML is text like any other.
 */

const LINK = /^\[([^\]]+)\]\(([^)\s]+)\)/;
/** Where a link may lead; everything else stays text. */
const TARGET = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/;
const SPECIAL = /[\\`*_[]/;

/** Text within a line. What stands in brackets and leads nowhere is a blank that nobody filled in. */
const inline = (text: string): readonly Html[] => {
  const parts: Html[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push(html`${plain}`);
    plain = '';
  };
  const take = (part: Html, length: number): number => {
    flush();
    parts.push(part);
    return length;
  };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    if (!SPECIAL.test(rest)) {
      plain += rest;
      break;
    }
    const escaped = /^\\([\\`*_[\]#|-])/.exec(rest);
    const code = /^`([^`]+)`/.exec(rest);
    const bold = /^\*\*(.+?)\*\*/.exec(rest);
    const italic = /^\*(?!\*)([^*]+)\*|^_(?!_)([^_]+)_(?!\w)/.exec(rest);
    const link = LINK.exec(rest);
    const blank = /^\[([^\]]+)\]/.exec(rest);
    const isWordBefore = at > 0 && /\w/.test(text[at - 1] ?? '');
    if (escaped !== null) {
      plain += escaped[1] ?? '';
      at += escaped[0].length;
    } else if (code !== null) at += take(html`<code>${code[1] ?? ''}</code>`, code[0].length);
    else if (bold !== null) at += take(html`<strong>${inline(bold[1] ?? '')}</strong>`, bold[0].length);
    else if (italic !== null && !(rest.startsWith('_') && isWordBefore))
      at += take(html`<em>${inline(italic[1] ?? italic[2] ?? '')}</em>`, italic[0].length);
    else if (link !== null && TARGET.test(link[2] ?? ''))
      at += take(html`<a href="${link[2] ?? ''}" rel="noopener">${inline(link[1] ?? '')}</a>`, link[0].length);
    else if (blank !== null && link === null) at += take(html`<mark>[${blank[1] ?? ''}]</mark>`, blank[0].length);
    else {
      plain += text[at] ?? '';
      at += 1;
    }
  }
  flush();
  return parts;
};

const cells = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const isRow = (line: string): boolean => line.trim().startsWith('|');
const isRule = (line: string): boolean => /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/.test(line);

const table = (lines: readonly string[]): Html => {
  const [head = '', ...rows] = lines.filter((line, at) => at !== 1 || !isRule(line));
  const row = (line: string): Html =>
    html`<tr>
      ${cells(line).map((cell) => html`<td>${inline(cell)}</td>`)}
    </tr>`;
  const heads = cells(head).map((cell) => html`<th scope="col">${inline(cell)}</th>`);
  return html`<div class="wide" tabindex="0" role="group">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
};

const BULLET = /^\s*[-*] +/;
const NUMBER = /^\s*\d+[.)] +/;

/** Items go on in lines that begin with neither a bullet nor a number. */
const list = (lines: readonly string[], mark: RegExp): readonly Html[] => {
  const items: string[] = [];
  for (const line of lines)
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  return items.map((item) => html`<li>${inline(item)}</li>`);
};

const block = (lines: readonly string[]): Html => {
  const [first = ''] = lines;
  const heading = /^(#{1,4}) +(.*)$/.exec(first);
  if (heading !== null) {
    const rest = lines.slice(1);
    const text = inline(heading[2] ?? '');
    const level = heading[1]?.length ?? 1;
    const made = level === 1 ? html`<h1>${text}</h1>` : level === 2 ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`;
    return rest.length === 0 ? made : html`${made} ${block(rest)}`;
  }
  if (lines.every(isRow)) return table(lines);
  if (BULLET.test(first))
    return html`<ul>
      ${list(lines, BULLET)}
    </ul>`;
  if (NUMBER.test(first))
    return html`<ol>
      ${list(lines, NUMBER)}
    </ol>`;
  if (/^\s*-{3,}\s*$/.test(first) && lines.length === 1) return html`<hr />`;
  return html`<p>${inline(lines.join(' '))}</p>`;
};

/** Markup of a text. Blank lines part its blocks. */
export const markdown = (text: string): Html => {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((lines) => lines.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return html`${blocks.map((lines) => html`${block(lines)} `)}`;
};
