import { domainError, type DomainError } from '../../domain/errors.js';
import type { Capability } from '../../domain/capabilities.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Spaces } from '../../engine/spaces.js';
import { clockingIn, mayDo, mayManage } from '../../actions/access.js';
import type { Context } from './context.js';

export type Verdict = Result<void, DomainError>;

/** Decides by the interaction alone. */
type PlainGuard = (ctx: Context) => Verdict;

/** Decides by the configuration of the space as well: only then is it loaded. Where it cannot be read, nobody is let through. */
export interface ConfigGuard {
  readonly by: 'config';
  /** Is somebody in their own space let through without a look at the configuration? So the clock goes on where that cannot be read. */
  readonly inServersOnly: boolean;
  check(ctx: Context, config: SpaceConfig): Verdict;
}

/** Decides by what the custom id of a control says. */
export interface ArgsGuard<Args> {
  readonly by: 'args';
  check(ctx: Context, args: Args): Verdict;
}

/**
 * May this go on? Pure, and asked anew on every command, autocomplete, button, select, modal and context menu: what a member may do changes
 * while a message stays.
 */
export type Guard = PlainGuard | ConfigGuard;
/** A guard of a button, select or modal whose custom id says `Args`. */
export type ControlGuard<Args> = Guard | ArgsGuard<Args>;

const pass = ok(undefined);

/** Only where a guild has installed the bot; not in direct messages and user installs. */
export const inGuild: Guard = (ctx) => (ctx.guild === null ? err(domainError('GUILD_ONLY')) : pass);

export const manageGuild: Guard = (ctx) => (mayManage(ctx) ? pass : err(domainError('MANAGE_GUILD_REQUIRED')));

/** Lets through whom `check` lets through, which sees the configuration of the space. */
export const byConfig = (check: ConfigGuard['check']): ConfigGuard => ({ by: 'config', inServersOnly: false, check });

/** Only for those whom the space lets do this (domain/capabilities.ts). */
export const needs = (capability: Capability): ConfigGuard => ({
  by: 'config',
  inServersOnly: true,
  check: (ctx, config) => mayDo(ctx, capability, config),
});

/** Only for those who may clock in: not for members who are denied it, nor for suspended ones. */
export const mayClockIn: ConfigGuard = { by: 'config', inServersOnly: true, check: (ctx, config) => clockingIn(ctx, config) };

/** Only for the member whose id the control's custom id carries in `field`. */
export const ownedBy = <Field extends string>(field: Field): ArgsGuard<Readonly<Record<Field, UserId>>> => ({
  by: 'args',
  check: (ctx, args) => (args[field] === ctx.user ? pass : err(domainError('NOT_YOURS'))),
});

/**
 * The first refusal, or ok. A promise only when a guard wants the configuration and that is not in memory: most clicks wait for nothing.
 * @param args what the custom id of a control says
 */
export const allow = (
  ctx: Context,
  guards: readonly ControlGuard<unknown>[],
  spaces: Pick<Spaces, 'get' | 'loaded'>,
  args?: unknown,
): Verdict | Promise<Verdict> => {
  let config: SpaceConfig | undefined;
  for (const guard of guards) {
    if (wantsConfig(guard, ctx)) {
      config ??= spaces.loaded(ctx.space);
      if (config === undefined) return spaces.get(ctx.space).then((read) => judge(ctx, guards, read, args));
    }
    const verdict = verdictOf(guard, ctx, config, args);
    if (!verdict.ok) return verdict;
  }
  return pass;
};

const wantsConfig = (guard: ControlGuard<unknown>, ctx: Context): guard is ConfigGuard =>
  typeof guard !== 'function' && guard.by === 'config' && !(guard.inServersOnly && ctx.guild === null);

const judge = (ctx: Context, guards: readonly ControlGuard<unknown>[], config: SpaceConfig, args: unknown): Verdict =>
  guards.map((guard) => verdictOf(guard, ctx, config, args)).find((verdict) => !verdict.ok) ?? pass;

const verdictOf = (guard: ControlGuard<unknown>, ctx: Context, config: SpaceConfig | undefined, args: unknown): Verdict => {
  if (typeof guard === 'function') return guard(ctx);
  if (guard.by === 'args') return guard.check(ctx, args);
  if (guard.inServersOnly && ctx.guild === null) return pass;
  return config === undefined ? err(domainError('STORE_UNAVAILABLE')) : guard.check(ctx, config);
};
