import type { Property } from './configs.js';
import { showRichText } from './values.js';
import type { Page, Source, Workspace } from './workspace.js';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:14px system-ui,sans-serif;margin:2rem;color:#37352f}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #e9e9e7;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{color:#787774;font-weight:500}tr.trash{opacity:.45;text-decoration:line-through}small{color:#787774}`;

const cell = (workspace: Workspace, page: Page, property: Property): string => {
  const stored = page.values.get(property.id);
  if (stored?.type === 'relation') return stored.value.map(({ id }) => workspace.titleOf(workspace.page(id))).join(', ');
  if (stored?.type === 'date' && stored.value !== null)
    return [stored.value.start, stored.value.end ?? ''].filter((text) => text !== '').join(' → ');
  const value = workspace.valueOf(page, property);
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '☑' : '☐';
  return value instanceof Date ? value.toISOString() : String(value);
};

const table = (workspace: Workspace, source: Source): string => {
  const title = showRichText(source.title, workspace.nameOf)
    .map((piece) => piece.plain_text)
    .join('');
  const head = source.properties.map(({ name, type }) => `<th scope="col">${escape(name)} <small>${type}</small></th>`).join('');
  const rows = workspace.pagesOf(source.id).map((page) => {
    const cells = source.properties.map((property) => `<td>${escape(cell(workspace, page, property))}</td>`).join('');
    return `<tr${page.inTrash ? ' class="trash"' : ''}>${cells}</tr>`;
  });
  return `<h2>${escape(title)} <small>${rows.length}</small></h2><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
};

/** All tables of a workspace as a page, for whoever looks at what was written. */
export const htmlOf = (workspace: Workspace): string => {
  const tables = [...workspace.sources.values()].filter(({ inTrash }) => !inTrash).map((source) => table(workspace, source));
  const comments = workspace.comments.map(
    ({ page, text }) =>
      `<li>${escape(workspace.titleOf(workspace.page(page)))}: ${escape(
        showRichText(text, workspace.nameOf)
          .map((piece) => piece.plain_text)
          .join(''),
      )}</li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Emulated Notion</title><style>${STYLE}</style></head>
<body><h1>Emulated Notion</h1>${tables.join('')}${comments.length === 0 ? '' : `<h2>Comments</h2><ul>${comments.join('')}</ul>`}</body></html>`;
};
