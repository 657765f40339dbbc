import { suspendMember as suspend, type Suspended } from '../../actions/suspending.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { forcingMeans, givenReason, type ForcingDeps } from '../force-out/forcing.js';
import type { Context } from '../kit/context.js';
import { typingOf } from '../zone-of.js';
import { readUntil } from './until.js';

export interface Suspending {
  readonly member: UserId;
  readonly reason: string;
  /** As it was typed. */
  readonly until: string | undefined;
}

/** Keeps a member from clocking in, by what was typed; as the action, and UNTIL_INVALID. */
export const suspendMember = async (
  ctx: Context,
  { member, reason, until }: Suspending,
  deps: ForcingDeps,
): Promise<Result<Suspended, DomainError>> => {
  const read = until === undefined ? ok(null) : readUntil(until, await typingOf(ctx, deps));
  if (!read.ok) return read;
  if (reason.trim() === '') {
    return err(domainError('FIELD_REQUIRED', { field: ctx.t('commands.admin.member.suspend.options.reason.name') }));
  }
  return suspend(ctx, { member, reason, told: givenReason(reason), until: read.value }, forcingMeans(ctx, deps));
};
