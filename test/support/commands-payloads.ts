import { InteractionType } from 'discord-api-types/v10';

export const GUILD = '100000000000000001';
export const ADA = '200000000000000001';
export const BOB = '200000000000000002';
const MANAGE_GUILD = '32';

/** Who sends an interaction from where: Ada in the guild unless told. */
export interface From {
  readonly user?: string;
  /** Null: the direct message with the bot. */
  readonly guild?: string | null;
  readonly manager?: boolean;
  /** Discord's permission bits of the member, instead of those that `manager` says. */
  readonly permissions?: string;
  readonly locale?: string;
  /** What the server calls the member. */
  readonly nick?: string;
  readonly id?: string;
  /** Of the member. */
  readonly roles?: readonly string[];
  /** How Discord describes the members that the options of a command name. */
  readonly members?: Readonly<Record<string, { readonly roles: readonly string[]; readonly permissions?: string }>>;
  /** Fields of the payload that only few ask for: `channel`, `app_permissions`, ... */
  readonly also?: Readonly<Record<string, unknown>>;
  /** The message that is clicked is one for everybody. */
  readonly isPublic?: boolean;
}

/** A file as Discord describes it. */
export interface FileInput {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly content_type?: string;
}
export type OptionValue = string | number | boolean | FileInput;
export type OptionValues = Readonly<Record<string, OptionValue>>;
/** What is put into a field of a form: a text or a choice, a tick, or several values. */
export type FieldInput = string | boolean | null | readonly string[];
/** Discord's description of what ids stand for: `users`, `roles`, `channels`, `attachments`, `messages`. */
export type Resolved = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface OptionInput {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly OptionInput[];
}

/** Rows of `resolved.attachments` for these files, under ids of their own. */
export const describeFiles = (files: readonly FileInput[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    files.map((file, at) => {
      const id = String(800_000_000_000_000_000n + BigInt(at));
      return [id, { id, url: `https://cdn.example/${id}`, proxy_url: `https://media.example/${id}`, ...file }];
    }),
  );

const isFile = (value: OptionValue): value is FileInput => typeof value === 'object';
/** Types of options that are named so: users and roles. */
const ENTITIES: ReadonlyMap<string, number> = new Map([
  ['user', 6],
  ['member', 6],
  ['role', 8],
  ['required-role', 8],
  ['channel', 7],
]);
const typeOf = (name: string, value: OptionValue): number => {
  if (isFile(value)) return 11;
  if (typeof value === 'boolean') return 5;
  return ENTITIES.get(name) ?? (typeof value === 'number' ? 4 : 3);
};

/** Options from plain values; strings of digits under the names of users and roles are those. */
const optionsOf = (values: OptionValues, focused?: string): OptionInput[] => {
  const files = Object.keys(describeFiles(Object.values(values).filter(isFile)));
  return Object.entries(values).map(([name, value]) => ({
    name,
    type: typeOf(name, value),
    value: isFile(value) ? (files.shift() ?? '') : value,
    ...(name === focused ? { focused: true } : {}),
  }));
};

const nest = (path: readonly string[], options: readonly OptionInput[]): readonly OptionInput[] => {
  const [first, ...rest] = path;
  return first === undefined ? options : [{ name: first, type: rest.length > 0 ? 2 : 1, options: nest(rest, options) }];
};

/** Makes interactions as Discord sends them. */
export const createPayloads = (snowflake: () => string) => {
  const origin = ({
    user = ADA,
    guild = GUILD,
    manager = false,
    locale = 'en-US',
    nick,
    id,
    roles = [],
    also = {},
    isPublic: _,
    ...rest
  }: From) => ({
    id: id ?? snowflake(),
    application_id: '1',
    token: 'token',
    version: 1,
    locale,
    ...(guild === null
      ? { user: { id: user }, context: 1 }
      : {
          guild_id: guild,
          guild_locale: 'en-US',
          context: 0,
          member: {
            ...{ user: { id: user }, permissions: rest.permissions ?? (manager ? MANAGE_GUILD : '0'), roles },
            ...(nick === undefined ? {} : { nick }),
          },
          authorizing_integration_owners: { '0': guild },
        }),
    ...also,
  });
  const fromMessage = (embeds: readonly object[] = [], { isPublic = false }: From = {}) => ({
    message: { id: '9', flags: isPublic ? 0 : 64, embeds },
  });

  return {
    command: (name: string, values: OptionValues = {}, from: From = {}, focused?: string) => {
      const [first = '', ...path] = name.split(' ');
      const { members = {} } = from;
      const resolved = { attachments: describeFiles(Object.values(values).filter(isFile)), members };
      return {
        ...origin(from),
        type: focused === undefined ? InteractionType.ApplicationCommand : InteractionType.ApplicationCommandAutocomplete,
        data: { id: '1', name: first, type: 1, options: nest(path, optionsOf(values, focused)), resolved },
      };
    },
    click: (customId: string, from: From = {}, embeds: readonly object[] = []) => ({
      ...origin(from),
      ...fromMessage(embeds, from),
      type: InteractionType.MessageComponent,
      data: { custom_id: customId, component_type: 2 },
    }),
    /** A selection in a menu of a message. */
    choose: (customId: string, values: readonly string[], from: From = {}, resolved: Resolved = {}) => ({
      ...origin(from),
      ...fromMessage(),
      type: InteractionType.MessageComponent,
      data: { custom_id: customId, component_type: 3, values, resolved },
    }),
    /** `rows`: as forms of action rows were sent. `embeds`: what the message shows that the form was opened on. */
    submit: (
      customId: string,
      fields: Readonly<Record<string, FieldInput>>,
      from: From = {},
      {
        resolved = {},
        rows = false,
        embeds = [],
      }: { readonly resolved?: Resolved; readonly rows?: boolean; readonly embeds?: readonly object[] } = {},
    ) => ({
      ...origin(from),
      ...fromMessage(embeds),
      type: InteractionType.ModalSubmit,
      data: {
        custom_id: customId,
        components: Object.entries(fields).map(([custom_id, given]) => {
          const sent = Array.isArray(given) ? { type: 3, custom_id, values: given } : { type: 4, custom_id, value: given };
          return rows ? { type: 1, components: [sent] } : { type: 18, component: sent };
        }),
        resolved,
      },
    }),
    /** A command in the menu of a person (2) or of a message (3). */
    menu: (type: 2 | 3, name: string, target: string, resolved: Resolved, from: From = {}) => ({
      ...origin(from),
      type: InteractionType.ApplicationCommand,
      data: { id: '1', name, type, target_id: target, resolved },
    }),
  };
};
