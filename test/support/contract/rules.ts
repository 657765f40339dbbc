import { componentProblems, COMPONENT, displayedText, flatten, type Placed } from './components.js';
import { isObject, length, list, objects, text, type Json } from './json.js';

/** Documented limits of messages that Discord's OpenAPI document does not carry. Each function lists what is wrong; empty means nothing is. */

const MESSAGE_EMBED_TOTAL = 6000;
const IS_COMPONENTS_V2 = 1 << 15;
const V2_COMPONENTS = 40;
const V2_TEXT = 4000;

const embedCharacters = (embed: Json): number => {
  const part = (key: string, field: string): number => (isObject(embed[key]) ? length(embed[key][field]) : 0);
  const fields = objects(embed['fields']).reduce((sum, field) => sum + length(field['name']) + length(field['value']), 0);
  return length(embed['title']) + length(embed['description']) + part('footer', 'text') + part('author', 'name') + fields;
};

const embedProblems = (embeds: readonly Json[]): string[] => {
  const problems: string[] = [];
  const total = embeds.reduce((sum, embed) => sum + embedCharacters(embed), 0);
  if (total > MESSAGE_EMBED_TOTAL) problems.push(`embeds: ${total} characters of at most ${MESSAGE_EMBED_TOTAL}`);
  for (const [at, embed] of embeds.entries()) {
    if (embedCharacters(embed) === 0 && !isObject(embed['image']) && !isObject(embed['thumbnail']))
      problems.push(`embeds.${at}: empty`);
    for (const [row, field] of objects(embed['fields']).entries()) {
      if (text(field['name']).trim() === '' || text(field['value']).trim() === '')
        problems.push(`embeds.${at}.fields.${row}: empty name or value`);
    }
  }
  return problems;
};

/** What IS_COMPONENTS_V2 has no place for. */
const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A file that no component names is uploaded, and nobody sees it. */
const unseenFiles = (body: Json): string[] => {
  const components = JSON.stringify(body['components'] ?? []);
  return objects(body['attachments']).flatMap((file, at) =>
    file['filename'] === undefined || components.includes(JSON.stringify(`attachment://${text(file['filename'])}`))
      ? []
      : [`attachments.${at}: no component shows it`],
  );
};

const v2Problems = (body: Json, all: readonly Placed[]): string[] => {
  const characters = displayedText(all);
  return [
    ...LEGACY.filter((key) => !isEmpty(body[key])).map((key) => `${key}: not beside IS_COMPONENTS_V2`),
    ...(all.length > V2_COMPONENTS ? [`components: ${all.length} of at most ${V2_COMPONENTS}`] : []),
    ...(characters > V2_TEXT ? [`components: ${characters} characters of text of at most ${V2_TEXT}`] : []),
    ...unseenFiles(body),
  ];
};

const plainProblems = (body: Json): string[] => {
  const rows = list(body['components']);
  return [
    ...(rows.length > 5 ? [`components: ${rows.length} rows of at most 5`] : []),
    ...rows.flatMap((row, at) =>
      isObject(row) && row['type'] === COMPONENT.row ? [] : [`components.${at}: only action rows without IS_COMPONENTS_V2`],
    ),
  ];
};

/** An edit without flags keeps those of the message, which we do not see here: layout components tell. */
const isV2 = (body: Json, partial: boolean): boolean => {
  if (typeof body['flags'] === 'number') return (body['flags'] & IS_COMPONENTS_V2) !== 0;
  return partial && objects(body['components']).some((root) => root['type'] !== COMPONENT.row);
};

/** `partial`: an edit, which may leave everything out. `files`: how many are uploaded with it. */
export const messageProblems = (body: unknown, options: { readonly partial: boolean; readonly files?: number }): string[] => {
  if (!isObject(body)) return ['message: not an object'];
  const all = flatten(body['components']);
  const problems = [
    ...embedProblems(objects(body['embeds'])),
    ...componentProblems(all),
    ...(isV2(body, options.partial) ? v2Problems(body, all) : plainProblems(body)),
  ];
  if (length(body['content']) > 2000) problems.push(`content: ${length(body['content'])} characters of at most 2000`);
  const nothing = ['content', 'embeds', 'components', 'poll', 'sticker_ids'].every((key) => isEmpty(body[key]));
  if (nothing && (options.files ?? 0) === 0 && !options.partial) problems.push('message: empty');
  if (body['enforce_nonce'] === true && isEmpty(body['nonce'])) problems.push('enforce_nonce: without a nonce');
  if (!isObject(body['allowed_mentions']) && /<@|@everyone|@here/.test(JSON.stringify(body)))
    problems.push('message: may mention people, without allowed_mentions');
  return problems;
};

/** Choices of an autocomplete answer. */
export const choiceProblems = (data: unknown): string[] => {
  const choices = isObject(data) ? objects(data['choices']) : [];
  const problems: string[] = [];
  if (choices.length > 25) problems.push(`choices: ${choices.length} of at most 25`);
  for (const choice of choices) {
    if (length(choice['name']) < 1 || length(choice['name']) > 100) problems.push(`choices: name "${text(choice['name'])}"`);
    if (length(String(choice['value'])) > 100) problems.push('choices: value longer than 100');
  }
  return problems;
};
