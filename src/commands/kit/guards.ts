import { domainError, type DomainError } from '../../domain/errors.js';
import { hasManageGuild } from '../../domain/permissions.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Context } from './context.js';

/** May this go on? Pure, and asked on every command, click and modal anew: what a member may do changes while a message stays. */
export type Guard = (ctx: Context) => Result<void, DomainError>;

const pass = ok(undefined);

/** Only where a guild has installed the bot; not in direct messages and user installs. */
export const inGuild: Guard = (ctx) => (ctx.guild === null ? err(domainError('GUILD_ONLY')) : pass);

export const manageGuild: Guard = (ctx) =>
  ctx.guild !== null && hasManageGuild(ctx.guild.permissions) ? pass : err(domainError('MANAGE_GUILD_REQUIRED'));

/** The first refusal, or ok. */
export const allow = (ctx: Context, guards: readonly Guard[]): Result<void, DomainError> => {
  for (const guard of guards) {
    const verdict = guard(ctx);
    if (!verdict.ok) return verdict;
  }
  return pass;
};
