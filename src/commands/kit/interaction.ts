import { InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';

/** The parts of Discord's interactions that we use, and nothing of the rest; unknown parts are let pass. */
const snowflake = z.string().regex(/^\d{1,20}$/);
const person = z.object({ id: snowflake });

const origin = {
  id: snowflake,
  guild_id: snowflake.optional(),
  member: z.object({ user: person, permissions: z.string().regex(/^\d{1,30}$/) }).optional(),
  user: person.optional(),
  locale: z.string().max(35).optional(),
  guild_locale: z.string().max(35).optional(),
  /** 0 guild, 1 direct message with the bot, 2 other private channel. */
  context: z.int().optional(),
  /** 0: installed in the guild, 1: installed by the user. */
  authorizing_integration_owners: z.object({ 0: z.string().optional(), 1: z.string().optional() }).optional(),
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

const commandData = z.object({ name: z.string(), type: z.int().default(1), options: z.array(option).max(25).optional() });

const sourceMessage = z.object({
  embeds: z
    .array(
      z.object({
        description: z.string().optional(),
        fields: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
      }),
    )
    .default([]),
});

const input = z.object({ custom_id: z.string(), value: z.string() });
/** Text inputs come in rows (type 1) or in labels (type 18). */
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
    data: z.object({ custom_id: z.string(), component_type: z.int(), values: z.array(z.string()).optional() }),
  }),
  z.object({
    ...origin,
    type: z.literal(InteractionType.ModalSubmit),
    message: sourceMessage.optional(),
    data: z.object({ custom_id: z.string(), components: z.array(modalPart).default([]) }),
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
    values: Object.fromEntries(options.map((one) => [one.name, one.value])),
    focused: focused && { name: focused.name, value: String(focused.value ?? '') },
  };
};
