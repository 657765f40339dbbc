import type { APIApplicationCommand } from 'discord-api-types/v10';
import { ApplicationCommandType } from 'discord-api-types/v10';

/** What a menu of the app was opened on. */
export interface Target {
  readonly kind: 'user' | 'message';
  readonly id: string;
}

const typeOf: Readonly<Record<Target['kind'], ApplicationCommandType>> = {
  user: ApplicationCommandType.User,
  message: ApplicationCommandType.Message,
};

/** The commands of the app that its menu on `target` offers, by name. */
export const menuCommands = (commands: readonly APIApplicationCommand[], { kind }: Target): readonly APIApplicationCommand[] =>
  commands.filter(({ type }) => type === typeOf[kind]).sort((a, b) => a.name.localeCompare(b.name));

/** The `data` of an interaction of type 2, as Discord's client sends it from a menu. */
export const menuData = (command: APIApplicationCommand, { id }: Target): Readonly<Record<string, unknown>> => ({
  id: command.id,
  name: command.name,
  type: command.type,
  target_id: id,
});
