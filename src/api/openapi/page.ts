import { createHash } from 'node:crypto';
import type { Json, OpenApiDocument } from './document.js';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; color: #1b1d22; background: #fff; }
h1 { font-size: 1.8rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #c9ccd3; }
nav ul { columns: 16rem; padding-left: 1.2rem; }
section.route { margin: 1.5rem 0; padding: .75rem 1rem; border: 1px solid #c9ccd3; border-radius: .5rem; }
section.route h3 { margin: 0 0 .25rem; font-size: 1.05rem; overflow-wrap: anywhere; }
code, pre { font: .9em ui-monospace, monospace; } pre { overflow-x: auto; background: #f3f4f6; padding: .75rem; border-radius: .4rem; }
.method { display: inline-block; min-width: 4.2rem; font-weight: 700; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; overflow-wrap: anywhere; }
a { color: #1d4ed8; } .quiet { color: #4a4f59; }
@media (prefers-color-scheme: dark) { body { color: #e8eaee; background: #16181d; } section.route, h2 { border-color: #3c414c; } pre { background: #20232a; } a { color: #93b4ff; } .quiet { color: #b3b8c4; } }
`;

/** Nothing but our own style: no script, no picture, no form. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
const prose = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

type Fields = Readonly<Record<string, Json>>;
const fieldsOf = (json: Json | undefined): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};
const listOf = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? (json as readonly Json[]) : []);
const textOf = (json: Json | undefined): string => (typeof json === 'string' ? json : '');
const anchor = (name: string): string => `schema-${escaped(name)}`;

/** A type in few words: `string (date-time)`, `Entry[]`, `object or null`. */
const typeText = (schema: Json | undefined): string => {
  const { type, $ref, items, anyOf, format, enum: choices, const: only } = fieldsOf(schema);
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return `<a href="#${anchor(name)}">${escaped(name)}</a>`;
  }
  if (choices !== undefined)
    return listOf(choices)
      .map((one) => `<code>${escaped(textOf(one) || JSON.stringify(one))}</code>`)
      .join(', ');
  if (only !== undefined) return `<code>${escaped(JSON.stringify(only))}</code>`;
  if (anyOf !== undefined) return listOf(anyOf).map(typeText).join(' or ');
  if (type === 'array') return `list of ${typeText(items)}`;
  return escaped(`${textOf(type) || 'anything'}${format === undefined ? '' : ` (${textOf(format)})`}`);
};

/** The fields of an object as rows; those of objects within it by their path. */
const rowsOf = (schema: Json | undefined, path = ''): string => {
  const { properties, required } = fieldsOf(schema);
  return Object.entries(fieldsOf(properties))
    .map(([name, field]) => {
      const full = path === '' ? name : `${path}.${name}`;
      const { description, items, type } = fieldsOf(field);
      const isWanted = listOf(required).includes(name) ? '' : ' <span class="quiet">optional</span>';
      const about = description === undefined ? '' : `<br><span class="quiet">${prose(textOf(description))}</span>`;
      const inner = type === 'object' ? rowsOf(field, full) : type === 'array' ? rowsOf(items, `${full}[]`) : '';
      return `<tr><td><code>${escaped(full)}</code>${isWanted}</td><td>${typeText(field)}${about}</td></tr>${inner}`;
    })
    .join('');
};

const tableOf = (title: string, rows: string): string => (rows === '' ? '' : `<h4>${title}</h4><table>${rows}</table>`);

const parameterRows = (operation: Fields, document: OpenApiDocument): string =>
  listOf(operation['parameters'])
    .map((parameter) => {
      const given = fieldsOf(parameter);
      const name = textOf(given['$ref']).split('/').at(-1) ?? '';
      const {
        name: shown,
        in: place,
        required,
        schema,
        description,
      } = name === '' ? given : fieldsOf(document.components['parameters']?.[name]);
      const about = textOf(description) || textOf(fieldsOf(schema)['description']);
      const isWanted = required === true ? '' : ' <span class="quiet">optional</span>';
      const what = `${escaped(textOf(place))}, ${typeText(schema)}${about === '' ? '' : `<br><span class="quiet">${prose(about)}</span>`}`;
      return `<tr><td><code>${escaped(textOf(shown))}</code>${isWanted}</td><td>${what}</td></tr>`;
    })
    .join('');

const contentOf = (holder: Json | undefined): Json | undefined => {
  const [first] = Object.values(fieldsOf(fieldsOf(holder)['content']));
  return fieldsOf(first)['schema'];
};

const answerRows = (operation: Fields): string =>
  Object.entries(fieldsOf(operation['responses']))
    .map(([status, answer]) => {
      const schema = contentOf(answer);
      const isGood = status.startsWith('2');
      const shape = schema === undefined ? '' : isGood ? ` — ${typeText(schema)}` : '';
      return `<tr><td><code>${status}</code></td><td>${escaped(textOf(fieldsOf(answer)['description']))}${shape}</td></tr>`;
    })
    .join('');

/** What a route answers when all goes well, as far as the shape has no name of its own: a named one stands among the shapes. */
const goodAnswerRows = (operation: Fields): string => {
  const good = Object.entries(fieldsOf(operation['responses'])).find(([status]) => status.startsWith('2'));
  const schema = contentOf(good?.[1]);
  const { type, items } = fieldsOf(schema);
  return type === 'array' ? rowsOf(items, '[]') : rowsOf(schema);
};

const routeHtml = (method: string, path: string, operation: Fields, document: OpenApiDocument): string => {
  const body = contentOf(operation['requestBody']);
  const id = textOf(operation['operationId']);
  const about = operation['description'] === undefined ? '' : `<p class="quiet">${prose(textOf(operation['description']))}</p>`;
  return `<section class="route" id="${escaped(id)}"><h3><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code></h3>
<p>${prose(textOf(operation['summary']))}</p>${about}${tableOf('Parameters', parameterRows(operation, document))}${tableOf('Body', rowsOf(body))}${tableOf('Answers', answerRows(operation))}${tableOf('What is answered', goodAnswerRows(operation))}</section>`;
};

/** The document for people: plain HTML, readable without any script. */
export const documentPage = (document: OpenApiDocument): string => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = document.tags.map((tag) => textOf(fieldsOf(tag)['name']));
  const of = (tag: string) => operations.filter(({ operation }) => listOf(operation['tags']).includes(tag));
  const links = operations
    .map(
      ({ operation }) =>
        `<li><a href="#${escaped(textOf(operation['operationId']))}">${escaped(textOf(operation['operationId']))}</a></li>`,
    )
    .join('');
  const sections = tags
    .map(
      (tag) =>
        `<h2>${escaped(tag)}</h2>${of(tag)
          .map((one) => routeHtml(one.method, one.path, one.operation, document))
          .join('')}`,
    )
    .join('');
  const schemas = Object.entries(document.components['schemas'] ?? {})
    .map(
      ([name, schema]) =>
        `<section class="route" id="${anchor(name)}"><h3>${escaped(name)}</h3><table>${rowsOf(schema)}</table></section>`,
    )
    .join('');
  const about = textOf(document.info['description'])
    .split('\n\n')
    .map((paragraph) => `<p>${prose(paragraph)}</p>`)
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Punchcard: the API</title><style>${STYLE}</style></head>
<body><main><h1>Punchcard: the API</h1>${about}<p>As a document for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Routes"><ul>${links}</ul></nav>${sections}<h2>Shapes</h2>${schemas}</main></body></html>
`;
};
