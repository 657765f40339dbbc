import { resolveCategory } from '../../domain/category-search.js';
import { SESSION_IS_OVER, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { guildOf, requestId, type CategoryId, type RequestId, type RoleId, type SpaceId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { VoiceAct } from '../../domain/voice.js';
import type { Clocking } from '../../engine/api.js';
import type { Spaces } from '../../engine/spaces.js';
import { usableCategory } from '../../actions/category-of.js';
import { clockingIn } from '../../actions/access.js';

/** Who moved between voice channels, and when (ms). */
export interface VoiceMover {
  readonly space: SpaceId;
  readonly user: UserId;
  /** The roles that the member has. Rejects when Discord does not tell. */
  readonly roles: () => Promise<ReadonlySet<RoleId>>;
  readonly at: number;
}

export interface VoiceClockingDeps {
  readonly sessions: Pick<Clocking, 'clockIn' | 'switch' | 'pause' | 'resume'>;
  readonly spaces: Pick<Spaces, 'get'>;
}

type ClockAct = Exclude<VoiceAct, { readonly kind: 'leave' | 'stay' }>;

/** The clock stands where it should stand already, since somebody clicked in between. */
const FINE: ReadonlySet<ErrorCode> = new Set([
  ...SESSION_IS_OVER,
  'SESSION_ALREADY_ACTIVE',
  'SESSION_ALREADY_PAUSED',
  'SESSION_NOT_PAUSED',
  'NOTHING_TO_CHANGE',
]);

/**
 * May the member put time on this category, by the same rules as with a click? What Discord lets them do is not known of somebody who did not click, so nobody
 * is let through by that. CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED, CATEGORY_ROLE_REQUIRED, CAPABILITY_MISSING, MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL.
 */
const mayClockInTo = async (
  { space, user, roles, at }: VoiceMover,
  category: CategoryId,
  { spaces }: Pick<VoiceClockingDeps, 'spaces'>,
): Promise<Result<void, DomainError>> => {
  const config = await spaces.get(space);
  const guild = guildOf(space);
  const found = resolveCategory(config, category);
  if (!found.ok) return found;
  const memberRoles = await roles();
  const usable = usableCategory({ memberRoles }, found.value);
  if (!usable.ok) return usable;
  return clockingIn({ user, guild: guild === null ? null : { id: guild, permissions: 0n }, memberRoles, occurredAt: at }, config);
};

/** Does what a move of the member comes to. The same request does it once. As `Clocking`, and the refusals of `mayClockInTo`. */
export const clockByVoice = async (
  mover: VoiceMover,
  act: ClockAct,
  request: RequestId,
  deps: VoiceClockingDeps,
): Promise<Result<void, DomainError>> => {
  const { space, user, at } = mover;
  const asked = { space, user, requestId: request, at, source: 'voice' };
  const done = await (async () => {
    switch (act.kind) {
      case 'clockIn':
      case 'switch': {
        const may = await mayClockInTo(mover, act.category, deps);
        if (!may.ok) return may;
        return act.kind === 'clockIn'
          ? deps.sessions.clockIn({ ...asked, category: act.category, note: null })
          : deps.sessions.switch({ ...asked, session: act.session, category: act.category, note: null });
      }
      case 'pause':
        return deps.sessions.pause({ ...asked, requestId: requestId(`${request}p`), session: act.session });
      case 'resume':
        return deps.sessions.resume({ ...asked, requestId: requestId(`${request}r`), session: act.session });
    }
  })();
  return done.ok || FINE.has(done.error.code) ? ok(undefined) : err(done.error);
};
