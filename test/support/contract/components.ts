import { isObject, length, list, number, objects, text, type Json } from './json.js';

/** Rules of components that Discord's document does not carry, in messages and modals. Each problem begins with its path. */

export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  channelSelect: 8,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
} as const;
const BUTTON = { link: 5, premium: 6 } as const;
const MEDIA_URL = /^(https?|attachment):\/\/./u;

export interface Placed {
  readonly node: Json;
  readonly path: string;
}

const below = ({ node, path }: Placed): Placed[] => [
  ...list(node['components']).flatMap((one, at) => (isObject(one) ? [{ node: one, path: `${path}.components.${at}` }] : [])),
  ...['accessory', 'component'].flatMap((key) => {
    const one = node[key];
    return isObject(one) ? [{ node: one, path: `${path}.${key}` }] : [];
  }),
];

const withAllBelow = (placed: Placed): Placed[] => [placed, ...below(placed).flatMap(withAllBelow)];

/** Every component of a message or modal, nested ones too, with its path. */
export const flatten = (roots: unknown): Placed[] =>
  list(roots).flatMap((node, at) => (isObject(node) ? withAllBelow({ node, path: `components.${at}` }) : []));

export const isSelect = ({ node }: Placed): boolean => {
  const type = number(node['type'], 0);
  return type === COMPONENT.stringSelect || (type > COMPONENT.textInput && type <= COMPONENT.channelSelect);
};

const buttonProblems = ({ node, path }: Placed): string[] => {
  const isLink = node['style'] === BUTTON.link;
  const isPremium = node['style'] === BUTTON.premium;
  const problems: string[] = [];
  if (isLink !== (typeof node['url'] === 'string')) problems.push(`${path}.url: a link needs a url, and only a link has one`);
  if (!isLink && !isPremium && text(node['custom_id']) === '') problems.push(`${path}.custom_id: missing`);
  if ((isLink || isPremium) && node['custom_id'] !== undefined) problems.push(`${path}.custom_id: a link has none`);
  if (!isPremium && text(node['label']) === '' && !isObject(node['emoji']))
    problems.push(`${path}.label: neither label nor emoji`);
  return problems;
};

/** Of string selects, radio groups and checkbox groups; `most` options may be chosen. */
export const choiceProblems = ({ node, path }: Placed, most: number): string[] => {
  const options = objects(node['options']);
  const values = options.map((option) => text(option['value']));
  const repeated = values.findIndex((value, at) => values.indexOf(value) !== at);
  const chosen = options.filter((option) => option['default'] === true).length;
  return [
    ...(repeated >= 0 ? [`${path}.options.${repeated}.value: two options of one value`] : []),
    ...(chosen > most ? [`${path}.options: ${chosen} chosen by default of at most ${most}`] : []),
  ];
};

export const boundProblems = ({ node, path }: Placed, defaultMax: number): string[] =>
  number(node['min_values'], 0) > number(node['max_values'], defaultMax) ? [`${path}.min_values: more than max_values`] : [];

const DEFAULT_KINDS: Readonly<Record<number, readonly string[]>> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
};

const selectProblems = (placed: Placed): string[] => {
  const { node, path } = placed;
  const problems = boundProblems(placed, 1);
  const [least, most] = [number(node['min_values'], 1), number(node['max_values'], 1)];
  if (node['type'] === COMPONENT.stringSelect) {
    const options = objects(node['options']);
    if (options.length < 1 || options.length > 25) problems.push(`${path}.options: ${options.length} options`);
    if (most > options.length) problems.push(`${path}.max_values: more than there are options`);
    return [...problems, ...choiceProblems(placed, most)];
  }
  const defaults = objects(node['default_values']);
  const kinds = DEFAULT_KINDS[number(node['type'], 0)] ?? [];
  if (defaults.length > most || (defaults.length > 0 && defaults.length < least))
    problems.push(`${path}.default_values: ${defaults.length}, but ${least} to ${most} may be chosen`);
  for (const [at, { type }] of defaults.entries())
    if (!kinds.includes(text(type))) problems.push(`${path}.default_values.${at}.type: not one of ${kinds.join(', ')}`);
  return problems;
};

const rowProblems = ({ node, path }: Placed): string[] => {
  const inside = objects(node['components']);
  const buttons = inside.filter((one) => one['type'] === COMPONENT.button).length;
  const problems: string[] = [];
  if (buttons > 0 && buttons !== inside.length) problems.push(`${path}.components: mixes buttons with something else`);
  if (buttons === 0 && inside.length !== 1) problems.push(`${path}.components: a row holds one select or input`);
  return problems;
};

/** A File shows only what is uploaded; the others show pictures from the web too. */
const mediaProblems = ({ node, path }: Placed): string[] => {
  const url = (owner: Json, key: string): string => (isObject(owner[key]) ? text(owner[key]['url']) : '');
  if (node['type'] === COMPONENT.file)
    return url(node, 'file').startsWith('attachment://') ? [] : [`${path}.file.url: a File shows only an attachment`];
  if (node['type'] === COMPONENT.thumbnail)
    return MEDIA_URL.test(url(node, 'media')) ? [] : [`${path}.media.url: no such scheme`];
  return objects(node['items']).flatMap((item, at) =>
    MEDIA_URL.test(url(item, 'media')) ? [] : [`${path}.items.${at}.media.url: no such scheme`],
  );
};

/** What holds for the components of messages and modals alike. */
export const componentProblems = (all: readonly Placed[]): string[] => {
  const ids = all.map(({ node }) => text(node['custom_id']));
  const repeated = all.filter((_, at) => ids[at] !== '' && ids.indexOf(ids[at] ?? '') !== at);
  const problems = repeated.map(({ path }) => `${path}.custom_id: used twice`);
  for (const placed of all) {
    const type = placed.node['type'];
    if (type === COMPONENT.row) problems.push(...rowProblems(placed));
    if (type === COMPONENT.button) problems.push(...buttonProblems(placed));
    if (isSelect(placed)) problems.push(...selectProblems(placed));
    if (type === COMPONENT.file || type === COMPONENT.thumbnail || type === COMPONENT.gallery)
      problems.push(...mediaProblems(placed));
  }
  return problems;
};

/** Characters of all text displays. */
export const displayedText = (all: readonly Placed[]): number =>
  all.reduce((sum, { node }) => sum + (node['type'] === COMPONENT.text ? length(node['content']) : 0), 0);
