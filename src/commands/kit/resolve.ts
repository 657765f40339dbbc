import { InteractionType } from 'discord-api-types/v10';
import { domainError } from '../../domain/errors.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import { splitCustomId } from './custom-id.js';
import type { ComponentInput, Visibility } from './define.js';
import type { Guard } from './guards.js';
import { readCall, type Incoming, type IncomingComponent } from './interaction.js';
import { failure, type Reply } from './reply.js';
import type { Routes } from './routes.js';

/** What an interaction asks for, ready to run. */
export interface Job {
  /** For metrics and logs: `clockin`, `session in`, `component pause`; from our own tables, so that nobody can make up new ones. */
  readonly name: string;
  readonly visibility: Visibility;
  readonly guards: readonly Guard[];
  run(ctx: Context, deps: Deps): Promise<Reply>;
}

/** A command or button that this version does not have: left over from another one, or forged. */
const unknown: Job = {
  name: 'unknown',
  visibility: 'ephemeral',
  guards: [],
  run: () => Promise.resolve(failure(domainError('STALE_CONTROL'))),
};

const inputOf = (incoming: IncomingComponent): ComponentInput =>
  incoming.type === InteractionType.ModalSubmit
    ? {
        fields: Object.fromEntries(incoming.data.components.flat().map((field) => [field.custom_id, field.value])),
        selected: [],
      }
    : { fields: {}, selected: incoming.data.values ?? [] };

export const resolve = (incoming: Incoming, routes: Routes): Job => {
  switch (incoming.type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.ApplicationCommandAutocomplete: {
      const { path, values } = readCall(incoming);
      const found = routes.command(path);
      if (found === undefined) return unknown;
      const { command, guards } = found;
      return { name: path, visibility: command.visibility, guards, run: (ctx, deps) => command.run(ctx, values, deps) };
    }
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit: {
      const id = splitCustomId(incoming.data.custom_id);
      const component = id && routes.component(id.route);
      if (id === undefined || component === undefined) return unknown;
      return {
        name: `component ${component.route}`,
        visibility: 'ephemeral',
        guards: component.guards,
        run: (ctx, deps) => component.run(ctx, id.values, inputOf(incoming), deps),
      };
    }
  }
};
