import { ApplicationCommandOptionType, InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { fileOf } from './payload/files.js';
import { snowflake } from './payload/snowflake.js';

/*
 * The parts of Discord's interactions that we use, and nothing of the rest; unknown parts are let pass. Every click is parsed, so what only
 * few handlers ask for is carried along as it came (`later`) and parsed when it is asked for, by the schemas in `payload`.
 */
const later = z.unknown().optional();
const person = z.object({ id: snowflake });
const named = z.object({ id: snowflake, username: later, global_name: later });

const origin = {
  id: snowflake,
  guild_id: snowflake.optional(),
  member: z.object({ user: named, nick: later, permissions: z.string().regex(/^\d{1,30}$/), roles: later }).optional(),
  user: person.optional(),
  locale: z.string().max(35).optional(),
  guild_locale: z.string().max(35).optional(),
  /** 0 guild, 1 direct message with the bot, 2 other private channel. */
  context: z.int().optional(),
  /** 0: installed in the guild, 1: installed by the user. */
  authorizing_integration_owners: z.object({ 0: z.string().optional(), 1: z.string().optional() }).optional(),
  channel: later,
  app_permissions: later,
  attachment_size_limit: later,
};

/** Written out in the three levels that there are: a schema that holds itself takes zod twice as long. */
const value = z.object({
  name: z.string(),
  type: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const subcommand = value.extend({ options: z.array(value).max(25).optional() });
const option = value.extend({ options: z.array(subcommand).max(25).optional() });

/** Of any level. */
interface Option extends z.output<typeof value> {
  readonly options?: readonly Option[] | undefined;
}

const commandData = z.object({
  name: z.string(),
  /** 1 slash command, 2 on a user, 3 on a message. */
  type: z.int().default(1),
  options: z.array(option).max(25).optional(),
  target_id: snowflake.optional(),
  resolved: later,
});

const sourceMessage = z.object({
  id: snowflake,
  flags: z.int().default(0),
  embeds: z
    .array(
      z.object({
        description: z.string().optional(),
        fields: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
      }),
    )
    .default([]),
});

/** What was put into one field of a form: one value (text, radio, checkbox) or several (selects, checkboxes, files). */
const input = z.object({
  custom_id: z.string(),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: z.array(z.string()).max(25).optional(),
});
export type Submitted = z.output<typeof input>;
/** Fields come in labels (type 18), text inputs of older forms in rows (type 1); texts of a form (type 10) come without a value. */
const modalPart = z.union([
  z.object({ components: z.array(input) }).transform(({ components }) => components),
  z.object({ component: input }).transform(({ component }) => [component]),
  z.object({}).transform(() => []),
]);

const interaction = z.discriminatedUnion('type', [
  z.object({ ...origin, type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  z.object({ ...origin, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  z.object({
    ...origin,
    type: z.literal(InteractionType.MessageComponent),
    message: sourceMessage,
    data: z.object({ custom_id: z.string(), component_type: z.int(), values: z.array(z.string()).optional(), resolved: later }),
  }),
  z.object({
    ...origin,
    type: z.literal(InteractionType.ModalSubmit),
    message: sourceMessage.optional(),
    data: z.object({ custom_id: z.string(), components: z.array(modalPart).default([]), resolved: later }),
  }),
]);

export type Incoming = z.output<typeof interaction>;
export type IncomingCommand = Extract<Incoming, { type: 2 | 4 }>;
export type IncomingComponent = Extract<Incoming, { type: 3 | 5 }>;

/** Zod's verdict on a payload; its issues name paths and never values. */
export const parseInteraction = (payload: unknown): z.ZodSafeParseResult<Incoming> => interaction.safeParse(payload);

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

export interface Call {
  /** Command, group, subcommand: as many as there are, a space between two. */
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly focused: { readonly name: string; readonly value: string } | undefined;
}

const ATTACHMENT: number = ApplicationCommandOptionType.Attachment;
/** A file is named by its id, and described beside the options. */
const valueOf = ({ type, value: given }: Option, resolved: unknown): unknown =>
  type === ATTACHMENT ? fileOf(resolved, given) : given;

/** Walks down to the subcommand that was meant. */
export const readCall = ({ data }: IncomingCommand): Call => {
  let path = data.name;
  let options: readonly Option[] = data.options ?? [];
  for (let [first] = options; first?.type === SUBCOMMAND || first?.type === SUBCOMMAND_GROUP; [first] = options) {
    path += ` ${first.name}`;
    options = first.options ?? [];
  }
  const focused = options.find((one) => one.focused === true);
  return {
    path,
    values: Object.fromEntries(options.map((one) => [one.name, valueOf(one, data.resolved)])),
    focused: focused && { name: focused.name, value: String(focused.value ?? '') },
  };
};
