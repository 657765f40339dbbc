/**
 * Documented limits that Discord's OpenAPI document does not carry. Each function lists what is wrong; empty means nothing is.
 * The walk is over plain JSON: these rules must hold for whatever was really sent.
 */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const objects = (value: unknown): readonly Json[] => list(value).filter(isObject);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Discord counts characters, not UTF-16 units. */
const length = (value: unknown): number => Array.from(text(value)).length;

const COMPONENT = { row: 1, button: 2, stringSelect: 3, textInput: 4, label: 18 } as const;
const BUTTON = { link: 5, premium: 6 } as const;
const MESSAGE_EMBED_TOTAL = 6000;
const COMMAND_TOTAL = 8000;
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

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

/** Every component of a message or modal, nested ones too. */
const flatten = (components: readonly Json[]): Json[] =>
  components.flatMap((one) => [
    one,
    ...flatten(objects(one['components'])),
    ...(isObject(one['component']) ? flatten([one['component']]) : []),
  ]);

const buttonProblems = (button: Json): string[] => {
  const isLink = button['style'] === BUTTON.link;
  const isPremium = button['style'] === BUTTON.premium;
  const problems: string[] = [];
  if (isLink !== (typeof button['url'] === 'string')) problems.push('button: a link needs a url, and only a link has one');
  if (!isLink && !isPremium && text(button['custom_id']) === '') problems.push('button: no custom_id');
  if ((isLink || isPremium) && button['custom_id'] !== undefined) problems.push('button: a link has no custom_id');
  if (!isPremium && text(button['label']) === '' && !isObject(button['emoji'])) problems.push('button: neither label nor emoji');
  return problems;
};

const selectProblems = (select: Json): string[] => {
  const options = objects(select['options']);
  const values = options.map((option) => text(option['value']));
  const problems: string[] = [];
  if (options.length < 1 || options.length > 25) problems.push(`select: ${options.length} options`);
  if (new Set(values).size !== values.length) problems.push('select: two options of one value');
  if (options.some((option) => length(option['label']) < 1 || length(option['label']) > 100))
    problems.push('select: label of 1–100 characters');
  return problems;
};

const componentProblems = (roots: readonly Json[]): string[] => {
  const all = flatten(roots);
  const ids = all.map((one) => text(one['custom_id'])).filter((id) => id !== '');
  const problems: string[] = [];
  if (new Set(ids).size !== ids.length) problems.push('components: duplicate custom_id');
  if (roots.some((root) => root['type'] === COMPONENT.button)) problems.push('components: a button outside an action row');
  for (const row of all.filter((one) => one['type'] === COMPONENT.row)) {
    const inside = objects(row['components']);
    const buttons = inside.filter((one) => one['type'] === COMPONENT.button).length;
    if (buttons > 0 && buttons !== inside.length) problems.push('components: a row mixes buttons with something else');
    if (buttons === 0 && inside.length !== 1) problems.push('components: a row holds one select or input');
  }
  for (const one of all) {
    if (one['type'] === COMPONENT.button) problems.push(...buttonProblems(one));
    if (one['type'] === COMPONENT.stringSelect) problems.push(...selectProblems(one));
  }
  return problems;
};

/** `partial`: an edit, which may leave everything out. */
export const messageProblems = (body: unknown, options: { readonly partial: boolean; readonly files?: number }): string[] => {
  if (!isObject(body)) return ['message: not an object'];
  const rows = objects(body['components']);
  const problems = [...embedProblems(objects(body['embeds'])), ...componentProblems(rows)];
  if (length(body['content']) > 2000) problems.push(`content: ${length(body['content'])} characters of at most 2000`);
  if (rows.length > 5) problems.push(`components: ${rows.length} rows of at most 5`);
  const isEmpty =
    text(body['content']) === '' && list(body['embeds']).length === 0 && rows.length === 0 && (options.files ?? 0) === 0;
  if (isEmpty && !options.partial) problems.push('message: empty');
  if (!isObject(body['allowed_mentions']) && /<@|@everyone|@here/.test(JSON.stringify(body)))
    problems.push('message: may mention people, without allowed_mentions');
  return problems;
};

export const modalProblems = (data: unknown): string[] => {
  if (!isObject(data)) return ['modal: not an object'];
  const roots = objects(data['components']);
  const problems = componentProblems(roots);
  if (roots.length > 5) problems.push(`modal: ${roots.length} components of at most 5`);
  for (const input of flatten(roots).filter((one) => one['type'] === COMPONENT.textInput)) {
    if (length(input['value']) > Number(input['max_length'] ?? 4000)) problems.push('modal: the value is longer than max_length');
    if (length(input['label']) > 45) problems.push('modal: label longer than 45');
  }
  return problems;
};

const optionProblems = (options: readonly Json[], where: string): string[] => {
  const names = options.map((option) => text(option['name']));
  const firstOptional = options.findIndex((option) => option['required'] !== true);
  const problems: string[] = [];
  if (options.length > 25) problems.push(`${where}: ${options.length} options`);
  if (new Set(names).size !== names.length) problems.push(`${where}: two options of one name`);
  if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option['required'] === true))
    problems.push(`${where}: a required option after an optional one`);
  for (const option of options) {
    const here = `${where} ${text(option['name'])}`;
    problems.push(...nameProblems(option, here), ...optionProblems(objects(option['options']), here));
    if (option['autocomplete'] === true && list(option['choices']).length > 0)
      problems.push(`${here}: choices and autocomplete exclude each other`);
    if (list(option['choices']).length > 25) problems.push(`${here}: more than 25 choices`);
  }
  return problems;
};

const nameProblems = (command: Json, where: string): string[] => {
  const localised = isObject(command['name_localizations']) ? Object.values(command['name_localizations']) : [];
  const descriptions = isObject(command['description_localizations']) ? Object.values(command['description_localizations']) : [];
  return [
    ...[command['name'], ...localised]
      .filter((name) => !COMMAND_NAME.test(text(name)) || text(name) !== text(name).toLowerCase())
      .map((name) => `${where}: name "${text(name)}"`),
    ...[command['description'], ...descriptions]
      .filter((description) => length(description) < 1 || length(description) > 100)
      .map((description) => `${where}: description "${text(description)}"`),
  ];
};

/** Characters of names, descriptions and choice values; of a localised text the longest counts. */
const commandCharacters = (command: Json): number => {
  const longest = (key: string): number => {
    const localised = command[`${key}_localizations`];
    return Math.max(length(command[key]), ...(isObject(localised) ? Object.values(localised) : []).map(length));
  };
  const choices = objects(command['choices']).reduce(
    (sum, choice) => sum + length(choice['name']) + length(String(choice['value'])),
    0,
  );
  return (
    longest('name') +
    longest('description') +
    choices +
    objects(command['options']).reduce((sum, option) => sum + commandCharacters(option), 0)
  );
};

export const commandProblems = (body: unknown): string[] => {
  const commands = objects(body);
  const names = commands.map((command) => text(command['name']));
  const problems: string[] = [];
  if (!Array.isArray(body) || commands.length !== body.length) problems.push('commands: not a list of objects');
  if (commands.length > 100) problems.push(`commands: ${commands.length} of at most 100`);
  if (new Set(names).size !== names.length) problems.push('commands: two of one name');
  for (const command of commands) {
    const where = `/${text(command['name'])}`;
    problems.push(...nameProblems(command, where), ...optionProblems(objects(command['options']), where));
    if (commandCharacters(command) > COMMAND_TOTAL)
      problems.push(`${where}: ${commandCharacters(command)} characters of at most ${COMMAND_TOTAL}`);
  }
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
