import { Locale, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { z } from 'zod';
import { fileTypes } from './file-types.js';
import { addCoded, relay, typed } from './form.js';
import { isGiven } from './given.js';

/** @see https://discord.com/developers/docs/interactions/application-commands#application-command-object */
const MAX_CHARACTERS = 8000;
const MAX_OPTIONS = 25;
/** The type of an option whose value is a file. */
const ATTACHMENT = 11;

const slashName = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
const chatName = z
  .string()
  .min(1)
  .max(32)
  .refine((name) => slashName.test(name) && name === name.toLowerCase(), {
    message: 'Command name is invalid',
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
  });
const locale = z.enum(Locale);
const localised = <T extends z.ZodType>(text: T) => z.partialRecord(locale, text.nullish()).nullish();
const description = z.string().min(1).max(100);

const choice = z.object({
  name: z.string().min(1).max(100),
  name_localizations: localised(z.string().min(1).max(100)),
  value: z.union([z.string().max(100), z.number()]),
});

const named = {
  name: chatName,
  name_localizations: localised(chatName),
  description,
  description_localizations: localised(description),
};

const duplicates = (names: readonly string[], ctx: z.RefinementCtx): void => {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name))
      addCoded(ctx, ['options', index, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    seen.add(name);
  }
};

const valueOption = z
  .object({
    ...named,
    type: z.number().int().min(3).max(11),
    required: z.boolean().nullish(),
    choices: z.array(choice).max(25).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.number().int().min(0).max(6000).nullish(),
    max_length: z.number().int().min(1).max(6000).nullish(),
    channel_types: z.array(z.number().int()).nullish(),
    file_types: fileTypes,
  })
  .superRefine((option, ctx) => {
    const listable = option.type === 3 || option.type === 4 || option.type === 10;
    if (option.autocomplete && option.choices?.length) {
      addCoded(
        ctx,
        ['autocomplete'],
        'APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE',
        'Choices and autocomplete are mutually exclusive',
      );
    }
    if (!listable && (option.autocomplete === true || option.choices?.length)) {
      addCoded(ctx, ['type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only string, integer and number options have choices');
    }
    if (option.type !== ATTACHMENT && isGiven(option.file_types)) {
      addCoded(ctx, ['file_types'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only attachment options have file types');
    }
    for (const [index, { value }] of (option.choices ?? []).entries()) {
      const fits =
        option.type === 3 ? typeof value === 'string' : option.type === 4 ? Number.isInteger(value) : typeof value === 'number';
      if (listable && !fits)
        addCoded(ctx, ['choices', index, 'value'], 'APPLICATION_COMMAND_OPTIONS_VALUE_INVALID', 'Value is of the wrong type');
    }
  });

const valueOptions = z.array(valueOption).max(MAX_OPTIONS);

const orderly = (options: readonly { name: string; required?: boolean | null | undefined }[], ctx: z.RefinementCtx): void => {
  duplicates(
    options.map((option) => option.name),
    ctx,
  );
  let optional = false;
  for (const [index, option] of options.entries()) {
    if (option.required && optional) {
      addCoded(
        ctx,
        ['options', index],
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optional ||= !option.required;
  }
};

const subcommand = z
  .object({ ...named, type: z.literal(1), options: valueOptions.nullish() })
  .superRefine((value, ctx) => orderly(value.options ?? [], ctx));
const group = z
  .object({ ...named, type: z.literal(2), options: z.array(subcommand).min(1).max(MAX_OPTIONS) })
  .superRefine((value, ctx) =>
    duplicates(
      value.options.map((option) => option.name),
      ctx,
    ),
  );

const shared = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).nullish(),
  contexts: z.array(z.number().int().min(0).max(2)).nullish(),
};

const chatInput = z
  .object({ ...named, ...shared, type: z.literal(1).optional(), options: z.array(z.unknown()).max(MAX_OPTIONS).nullish() })
  .superRefine((command, ctx) => {
    const options = command.options ?? [];
    const types = options.map((option) => z.object({ type: z.number() }).safeParse(option).data?.type ?? 0);
    const nested = types.some((type) => type === 1 || type === 2);
    for (const [index, option] of options.entries()) {
      const schema = types[index] === 1 ? subcommand : types[index] === 2 ? group : valueOption;
      const checked = schema.safeParse(option);
      if (!checked.success) {
        relay(ctx, checked.error, ['options', index]);
      } else if (nested && (types[index] ?? 0) > 2) {
        addCoded(
          ctx,
          ['options', index, 'type'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command and sub-command group option types are mutually exclusive to all other types',
        );
      }
    }
    const named = z.array(z.object({ name: z.string(), required: z.boolean().nullish() })).safeParse(options);
    if (named.success && !nested) orderly(named.data, ctx);
    else if (named.success)
      duplicates(
        named.data.map((option) => option.name),
        ctx,
      );
    if (commandCharacters({ ...command, options }) > MAX_CHARACTERS) {
      addCoded(ctx, [], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_CHARACTERS})`);
    }
  });

const contextMenu = z.object({
  ...shared,
  type: z.literal([2, 3]),
  name: z.string().min(1).max(32),
  name_localizations: localised(z.string().min(1).max(32)),
  description: z.literal('').nullish(),
  description_localizations: localised(z.literal('')),
  options: z.array(z.unknown()).max(0).nullish(),
});

interface Measured {
  name?: unknown;
  description?: unknown;
  name_localizations?: unknown;
  description_localizations?: unknown;
  value?: unknown;
  choices?: unknown;
  options?: unknown;
}

const texts = z.record(z.string(), z.string().nullable()).catch({});
const longest = (own: unknown, localizations: unknown): number =>
  Math.max(
    typeof own === 'string' ? own.length : 0,
    ...Object.values(texts.parse(localizations)).map((text) => text?.length ?? 0),
  );
const children = z.array(z.custom<Measured>((value) => typeof value === 'object' && value !== null)).catch([]);

/** Characters of names, descriptions and values (the longest localisation of each), all options included. */
export const commandCharacters = (node: Measured): number =>
  longest(node.name, node.name_localizations) +
  longest(node.description, node.description_localizations) +
  (typeof node.value === 'string' ? node.value.length : 0) +
  [...children.parse(node.choices ?? []), ...children.parse(node.options ?? [])].reduce(
    (sum, child) => sum + commandCharacters(child),
    0,
  );

const rules = z.unknown().superRefine((value, ctx) => {
  const isMenu = z.object({ type: z.literal([2, 3]) }).safeParse(value).success;
  const checked = (isMenu ? contextMenu : chatInput).safeParse(value);
  if (!checked.success) relay(ctx, checked.error);
});

export const commandSchema = typed<RESTPostAPIApplicationCommandsJSONBody>(rules);
