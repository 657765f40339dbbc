import { z } from 'zod';
import type { Allowance } from '../../domain/allowances.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import { fileProblem, type FileRules } from './files.js';
import type { Guard } from './guards.js';
import { optionMeta } from './options.js';
import type { UploadedFile } from './payload/files.js';
import { failure, type Choice, type Reply } from './reply.js';

/** `ephemeral`: only the member sees the answer (except in the direct message with the bot, where everything is between the two). */
export type Visibility = 'ephemeral' | 'public';
/** `asAsked`: private unless the option `public` says otherwise. */
export type CommandVisibility = Visibility | 'asAsked';
export type OptionSchemas = Readonly<Record<string, z.ZodType>>;
export type OptionValues<O extends OptionSchemas> = z.output<z.ZodObject<O>>;

/** What was clicked or filled in does not fit this version of the bot. */
export const stale = failure(domainError('STALE_CONTROL'));

interface CommandSpec<O extends OptionSchemas> {
  /** As registered; its texts are the keys `commands.<path>.{name,description,options.<option>.{name,description}}`. */
  readonly name: string;
  readonly visibility: CommandVisibility;
  readonly guards: readonly Guard[];
  /** What it is counted for; `other` unless told. */
  readonly allowance?: Allowance;
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
  readonly visibility: CommandVisibility;
  readonly guards: readonly Guard[];
  readonly allowance: Allowance;
  readonly options: OptionSchemas;
  run(ctx: Context, raw: Readonly<Record<string, unknown>>, deps: Deps): Promise<Reply>;
  /** @param given what stands in the options by now, not checked */
  complete(
    ctx: Context,
    focused: { readonly name: string; readonly value: string },
    deps: Deps,
    given: Readonly<Record<string, unknown>>,
  ): Promise<readonly Choice[]>;
}

export const defineCommand = <O extends OptionSchemas>(spec: CommandSpec<O>): Command => {
  const schema = z.object(spec.options);
  const fileRules = rulesOf(spec.options);
  return {
    kind: 'command',
    name: spec.name,
    visibility: spec.visibility,
    guards: spec.guards,
    allowance: spec.allowance ?? 'other',
    options: spec.options,
    run(ctx, raw, deps) {
      const options = schema.safeParse(raw);
      // Discord holds options against the registered command; what does not fit ours was registered by another version of us.
      if (!options.success) return Promise.resolve(stale);
      const problem = fileRules.length === 0 ? null : filesProblem(ctx, options.data, fileRules);
      return problem === null ? spec.run(ctx, options.data, deps) : Promise.resolve(failure(problem));
    },
    async complete(ctx, focused, deps, given) {
      // A name from outside: what every object has is no option.
      const option = Object.hasOwn(spec.options, focused.name) ? spec.options[focused.name] : undefined;
      const autocomplete = option === undefined ? undefined : optionMeta(option).autocomplete;
      return autocomplete === undefined ? [] : autocomplete(ctx, focused.value, deps, given);
    },
  };
};

type NamedRules = readonly (readonly [option: string, rules: FileRules])[];

/** What is taken of the files among these options. */
const rulesOf = (options: OptionSchemas): NamedRules =>
  Object.entries(options).flatMap(([name, schema]) => {
    const { files } = optionMeta(schema);
    return files === undefined ? [] : [[name, files] as const];
  });

const filesProblem = (ctx: Context, values: Readonly<Record<string, unknown>>, rules: NamedRules): DomainError | null => {
  for (const [name, rule] of rules) {
    const file = isFile(values[name]) ? values[name] : undefined;
    const problem = file === undefined ? null : fileProblem(file, rule, ctx.fileSizeLimit);
    if (problem !== null) return problem;
  }
  return null;
};

const isFile = (value: unknown): value is UploadedFile => typeof value === 'object' && value !== null && 'contentType' in value;

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
