import { ApplicationCommandType, InteractionType } from 'discord-api-types/v10';
import type { Allowance } from '../../domain/allowances.js';
import type { Deps } from '../deps.js';
import type { Submission } from './component.js';
import type { Context } from './context.js';
import { splitCustomId } from './custom-id.js';
import { stale, type Command, type Visibility } from './define.js';
import type { ControlGuard } from './guards.js';
import { readCall, type Incoming, type IncomingComponent, type IncomingCommand } from './interaction.js';
import type { FindMenu } from './menus.js';
import type { Reply } from './reply.js';
import type { Routes } from './routes.js';

/** What an interaction asks for, ready to run. */
export interface Job {
  /** For metrics and logs: `clockin`, `session in`, `component pause`; from our own tables, so that nobody can make up new ones. */
  readonly name: string;
  readonly visibility: Visibility;
  readonly guards: readonly ControlGuard<unknown>[];
  /** What it is counted for. */
  readonly allowance: Allowance;
  /** What the custom id says, for the guards; undefined for commands. */
  readonly args?: unknown;
  run(ctx: Context, deps: Deps): Promise<Reply>;
}

/** A command or button that this version does not have: left over from another one, or forged. */
const unknown: Job = {
  name: 'unknown',
  visibility: 'ephemeral',
  guards: [],
  allowance: 'other',
  run: () => Promise.resolve(stale),
};

const CHAT_INPUT: number = ApplicationCommandType.ChatInput;
const NO_FIELDS: Submission['fields'] = new Map();
const NOTHING: readonly string[] = [];

const submissionOf = (incoming: IncomingComponent): Submission =>
  incoming.type === InteractionType.ModalSubmit
    ? {
        fields: new Map(incoming.data.components.flat().map((field) => [field.custom_id, field])),
        selected: NOTHING,
        resolved: incoming.data.resolved,
      }
    : { fields: NO_FIELDS, selected: incoming.data.values ?? NOTHING, resolved: incoming.data.resolved };

const menuJob = ({ data }: IncomingCommand, menus: FindMenu): Job => {
  const menu = menus(data.type, data.name);
  if (menu === undefined) return unknown;
  const of = menu.kind === ApplicationCommandType.User ? 'user' : 'message';
  const { name, visibility, guards } = menu;
  return { name: `${of} menu ${name}`, visibility, guards, allowance: 'other', run: (ctx, deps) => menu.run(ctx, deps) };
};

const visibilityOf = ({ visibility }: Command, values: Readonly<Record<string, unknown>>): Visibility =>
  visibility === 'asAsked' ? (values['public'] === true ? 'public' : 'ephemeral') : visibility;

export const resolve = (incoming: Incoming, routes: Routes, menus: FindMenu): Job => {
  switch (incoming.type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.ApplicationCommandAutocomplete: {
      if (incoming.data.type !== CHAT_INPUT) return menuJob(incoming, menus);
      const { path, values } = readCall(incoming);
      const found = routes.command(path);
      if (found === undefined) return unknown;
      const { command, guards } = found;
      const visibility = visibilityOf(command, values);
      const allowance = incoming.type === InteractionType.ApplicationCommand ? command.allowance : 'suggestions';
      return { name: path, visibility, guards, allowance, run: (ctx, deps) => command.run(ctx, values, deps) };
    }
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit: {
      const id = splitCustomId(incoming.data.custom_id);
      const component = id && routes.component(id.route);
      if (id === undefined || component === undefined) return unknown;
      const name = `component ${component.route}`;
      const args = component.read(id.values);
      if (args === undefined) return { ...unknown, name };
      const { visibility, guards, allowance } = component;
      return {
        name,
        visibility,
        guards,
        allowance,
        args,
        run: (ctx, deps) => component.run(ctx, args, submissionOf(incoming), deps),
      };
    }
  }
};
