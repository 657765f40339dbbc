import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { codePointCount } from '../../domain/code-points.js';
import { channelId, roleId, userId, type ChannelId, type RoleId, type UserId } from '../../domain/ids.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import { checkedRules, type FileRules } from './files.js';
import type { UploadedFile } from './payload/files.js';
import { snowflake } from './payload/snowflake.js';
import type { Choice } from './reply.js';

/**
 * Answers what is typed so far with at most 25 choices; an error in it answers none.
 * @param given what stands in the options by now, as Discord sends it: not checked, and not all of it need be there
 */
export type Autocomplete = (
  ctx: Context,
  typed: string,
  deps: Deps,
  given: Readonly<Record<string, unknown>>,
) => Promise<readonly Choice[]>;

/** What Discord needs to know of an option; the schema itself says how its value is read. */
export interface OptionMeta {
  readonly type:
    | ApplicationCommandOptionType.String
    | ApplicationCommandOptionType.Integer
    | ApplicationCommandOptionType.Number
    | ApplicationCommandOptionType.Boolean
    | ApplicationCommandOptionType.User
    | ApplicationCommandOptionType.Role
    | ApplicationCommandOptionType.Channel
    | ApplicationCommandOptionType.Attachment;
  readonly required: boolean;
  /** Of the value, or of the length of a string. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Their names are the keys `….choices.<value>`. */
  readonly choices?: readonly string[];
  readonly autocomplete?: Autocomplete | undefined;
  /** Of an attachment. */
  readonly files?: FileRules;
}

const metas = new WeakMap<z.ZodType, OptionMeta>();
const describe = <S extends z.ZodType>(schema: S, meta: OptionMeta): S => {
  metas.set(schema, meta);
  return schema;
};

/** @throws Error for a schema that was not made here */
export const optionMeta = (option: z.ZodType): OptionMeta => {
  const meta = metas.get(option);
  if (meta === undefined) throw new Error('not an option: make it with opt.*');
  return meta;
};

const option = <T>(schema: z.ZodType<T>, meta: Omit<OptionMeta, 'required'>) => ({
  required: (): z.ZodType<T> => describe(schema, { ...meta, required: true }),
  optional: (): z.ZodOptional<z.ZodType<T>> => describe(schema.optional(), { ...meta, required: false }),
});

interface StringLimits {
  readonly minLength?: number;
  /** Discord takes 6000 at most. */
  readonly maxLength?: number;
  readonly autocomplete?: Autocomplete;
}
interface Range {
  readonly min?: number;
  readonly max?: number;
}
/** Made by `fileOf`, which reads it from what stands beside the options. */
const file = z.custom<UploadedFile>((value) => typeof value === 'object' && value !== null);

/** Option builders: `opt.string({ maxLength: 200 }).optional()`. What they make is a zod schema, so values are typed by it. */
export const opt = {
  string: ({ minLength, maxLength, autocomplete }: StringLimits = {}) =>
    option(
      // Discord counts characters, not UTF-16 units.
      z.string().refine((text) => codePointCount(text) >= (minLength ?? 0) && codePointCount(text) <= (maxLength ?? 6000)),
      { type: ApplicationCommandOptionType.String, min: minLength, max: maxLength, autocomplete },
    ),
  choice: <const T extends readonly [string, ...string[]]>(choices: T) =>
    option<T[number]>(z.enum(choices), { type: ApplicationCommandOptionType.String, choices }),
  integer: ({ min, max }: Range = {}) =>
    option(
      z
        .int()
        .min(min ?? Number.MIN_SAFE_INTEGER)
        .max(max ?? Number.MAX_SAFE_INTEGER),
      { type: ApplicationCommandOptionType.Integer, min, max },
    ),
  number: ({ min, max }: Range = {}) =>
    option(
      z
        .number()
        .min(min ?? -Number.MAX_VALUE)
        .max(max ?? Number.MAX_VALUE),
      { type: ApplicationCommandOptionType.Number, min, max },
    ),
  boolean: () => option(z.boolean(), { type: ApplicationCommandOptionType.Boolean }),
  user: () => option<UserId>(snowflake.transform(userId), { type: ApplicationCommandOptionType.User }),
  /** A file; one that is too large or of another type is answered with FILE_TOO_LARGE or FILE_TYPE_INVALID. */
  attachment: (rules: FileRules = {}) =>
    option(file, { type: ApplicationCommandOptionType.Attachment, files: checkedRules(rules) }),
  /** A channel of the server that the bot may post in. */
  channel: () => option<ChannelId>(snowflake.transform(channelId), { type: ApplicationCommandOptionType.Channel }),
  role: () => option<RoleId>(snowflake.transform(roleId), { type: ApplicationCommandOptionType.Role }),
};
