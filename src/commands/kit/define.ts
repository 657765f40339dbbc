import { z } from 'zod';
import { domainError } from '../../domain/errors.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import type { Route, RouteArgs } from './custom-id.js';
import type { Guard } from './guards.js';
import { optionMeta } from './options.js';
import { failure, type Choice, type Reply } from './reply.js';

/** `ephemeral`: only the member sees the answer (except in the direct message with the bot, where everything is between the two). */
export type Visibility = 'ephemeral' | 'public';
export type OptionSchemas = Readonly<Record<string, z.ZodType>>;
export type OptionValues<O extends OptionSchemas> = z.output<z.ZodObject<O>>;

const stale = failure(domainError('STALE_CONTROL'));

interface CommandSpec<O extends OptionSchemas> {
  /** As registered; its texts are the keys `commands.<path>.{name,description,options.<option>.{name,description}}`. */
  readonly name: string;
  readonly visibility: Visibility;
  readonly guards: readonly Guard[];
  /** Required ones first. */
  readonly options: O;
  run(ctx: Context, options: OptionValues<O>, deps: Deps): Promise<Reply>;
}

/** A command or subcommand with the types of its options closed over. */
export interface Command {
  readonly kind: 'command';
  readonly name: string;
  /** Where its description and options have their texts, when not at its own path. */
  readonly texts?: string;
  readonly visibility: Visibility;
  readonly guards: readonly Guard[];
  readonly options: OptionSchemas;
  run(ctx: Context, raw: Readonly<Record<string, unknown>>, deps: Deps): Promise<Reply>;
  complete(ctx: Context, focused: { readonly name: string; readonly value: string }, deps: Deps): Promise<readonly Choice[]>;
}

export const defineCommand = <O extends OptionSchemas>(spec: CommandSpec<O>): Command => {
  const schema = z.object(spec.options);
  return {
    kind: 'command',
    name: spec.name,
    visibility: spec.visibility,
    guards: spec.guards,
    options: spec.options,
    run(ctx, raw, deps) {
      const options = schema.safeParse(raw);
      // Discord holds options against the registered command; what does not fit ours was registered by another version of us.
      return options.success ? spec.run(ctx, options.data, deps) : Promise.resolve(stale);
    },
    async complete(ctx, focused, deps) {
      // A name from outside: what every object has is no option.
      const option = Object.hasOwn(spec.options, focused.name) ? spec.options[focused.name] : undefined;
      const autocomplete = option === undefined ? undefined : optionMeta(option).autocomplete;
      return autocomplete === undefined ? [] : autocomplete(ctx, focused.value, deps);
    },
  };
};

/** The same handler under another name: `/session in` is `/clockin`. */
export const alias = (command: Command, name: string): Command => ({
  ...command,
  name,
  texts: command.texts ?? `commands.${command.name}`,
});

/** A command with subcommands, or a group of them. Its guards come before theirs. */
export interface CommandGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly guards: readonly Guard[];
  readonly children: readonly (Command | CommandGroup)[];
}

export const defineGroup = (spec: Omit<CommandGroup, 'kind'>): CommandGroup => ({ kind: 'group', ...spec });

/** A button or select: what its custom id says, typed. */
export interface Component {
  readonly route: string;
  readonly guards: readonly Guard[];
  run(ctx: Context, values: readonly string[], input: ComponentInput, deps: Deps): Promise<Reply>;
}

/** `fields`: what was typed into a modal, by custom id. `selected`: the values of a select. */
export interface ComponentInput {
  readonly fields: Readonly<Record<string, string>>;
  readonly selected: readonly string[];
}

interface ComponentSpec<F extends Readonly<Record<string, z.ZodType<string | number>>>> {
  readonly route: Route<F>;
  readonly guards: readonly Guard[];
  run(ctx: Context, args: RouteArgs<F>, input: ComponentInput, deps: Deps): Promise<Reply>;
}

/** Also for modals: both are answers to a custom id of ours. Ids that the route never wrote are answered with STALE_CONTROL. */
export const defineComponent = <F extends Readonly<Record<string, z.ZodType<string | number>>>>(
  spec: ComponentSpec<F>,
): Component => ({
  route: spec.route.name,
  guards: spec.guards,
  run(ctx, values, input, deps) {
    const args = spec.route.decode(values);
    return args === undefined ? Promise.resolve(stale) : spec.run(ctx, args, input, deps);
  },
});
