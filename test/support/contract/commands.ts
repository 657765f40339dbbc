import { fileTypeProblems, isObject, length, list, objects, text, type Json } from './json.js';

/** Rules of commands that Discord's document does not carry. */

const COMMAND_TOTAL = 8000;
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const ATTACHMENT = 11;
/** How many of a kind there may be: slash commands, and the context menus of users and of messages. */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

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
    problems.push(...fileTypeProblems(option['file_types'], `${here} file_types`));
    if (option['type'] !== ATTACHMENT && list(option['file_types']).length > 0)
      problems.push(`${here} file_types: only attachment options have file types`);
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

/** Context-menu commands have a name of any letters and nothing else. */
const menuProblems = (command: Json, where: string): string[] => [
  ...(length(command['name']) < 1 || length(command['name']) > 32 ? [`${where}: name of 1–32 characters`] : []),
  ...(text(command['description']) === '' ? [] : [`${where} description: not in a context menu`]),
  ...(list(command['options']).length === 0 ? [] : [`${where} options: not in a context menu`]),
];

const slashProblems = (command: Json, where: string): string[] => {
  const characters = commandCharacters(command);
  return [
    ...nameProblems(command, where),
    ...optionProblems(objects(command['options']), where),
    ...(characters > COMMAND_TOTAL ? [`${where}: ${characters} characters of at most ${COMMAND_TOTAL}`] : []),
  ];
};

const kindOf = (command: Json): number => (typeof command['type'] === 'number' ? command['type'] : 1);

/** The body of a registration: all commands of a scope. */
export const commandProblems = (body: unknown): string[] => {
  const commands = objects(body);
  const names = commands.map((command) => `${kindOf(command)} ${text(command['name'])}`);
  const problems: string[] = [];
  if (!Array.isArray(body) || commands.length !== body.length) problems.push('commands: not a list of objects');
  for (const [kind, most] of Object.entries(MOST)) {
    const count = commands.filter((command) => kindOf(command) === Number(kind)).length;
    if (count > most) problems.push(`commands: ${count} of type ${kind}, at most ${most}`);
  }
  if (new Set(names).size !== names.length) problems.push('commands: two of one name');
  for (const command of commands) {
    const where = `/${text(command['name'])}`;
    problems.push(...(kindOf(command) === 1 ? slashProblems(command, where) : menuProblems(command, where)));
  }
  return problems;
};
