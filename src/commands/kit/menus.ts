import { ApplicationCommandType } from 'discord-api-types/v10';
import { FALLBACK_LOCALE } from '../../i18n/messages.js';
import type { Translators } from '../../i18n/translators.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import { stale, type Visibility } from './define.js';
import type { Guard } from './guards.js';
import type { MessageTarget, UserTarget } from './payload/targets.js';
import type { Reply } from './reply.js';

/** A command in the menu of a person or of a message. */
export interface MenuCommand {
  readonly kind: ApplicationCommandType.User | ApplicationCommandType.Message;
  /** Its name is the text `commands.<name>.name`: 1 to 32 characters, with capitals and spaces if it has any. */
  readonly name: string;
  readonly visibility: Visibility;
  readonly guards: readonly Guard[];
  run(ctx: Context, deps: Deps): Promise<Reply>;
}

interface MenuSpec<T> {
  readonly name: string;
  readonly visibility: Visibility;
  readonly guards: readonly Guard[];
  run(ctx: Context, target: T, deps: Deps): Promise<Reply>;
}

/** In the menu of a person. */
export const defineUserCommand = (spec: MenuSpec<UserTarget>): MenuCommand => ({
  ...spec,
  kind: ApplicationCommandType.User,
  run(ctx, deps) {
    const { target } = ctx;
    return target?.kind === 'user' ? spec.run(ctx, target, deps) : Promise.resolve(stale);
  },
});

/** In the menu of a message. */
export const defineMessageCommand = (spec: MenuSpec<MessageTarget>): MenuCommand => ({
  ...spec,
  kind: ApplicationCommandType.Message,
  run(ctx, deps) {
    const { target } = ctx;
    return target?.kind === 'message' ? spec.run(ctx, target, deps) : Promise.resolve(stale);
  },
});

/** Finds the command that Discord names. */
export type FindMenu = (type: number, name: string) => MenuCommand | undefined;

/**
 * Discord sends the name in the language that commands are registered in, whatever the person's client shows.
 * @throws Error when two of one kind have one name, or a name has no text
 */
export const menusByName = (menus: readonly MenuCommand[], translators: Pick<Translators, 'lookup'>): FindMenu => {
  const byName = new Map(menus.map((menu) => [`${menu.kind} ${menuName(menu, translators)}`, menu]));
  if (byName.size !== menus.length) throw new Error('two context-menu commands of one name');
  return (type, name) => byName.get(`${type} ${name}`);
};

/** As registered. @throws Error when English has no text for it */
export const menuName = ({ name }: MenuCommand, translators: Pick<Translators, 'lookup'>): string => {
  const text = translators.lookup(FALLBACK_LOCALE, `commands.${name}.name`);
  if (text === undefined) throw new Error(`no text for commands.${name}.name`);
  return text;
};
