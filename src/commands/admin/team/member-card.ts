import { dayOf } from '../../../domain/calendar.js';
import { CAPABILITIES } from '../../../domain/capabilities.js';
import { countingOf } from '../../../domain/counting.js';
import type { DomainError } from '../../../domain/errors.js';
import { grantOf } from '../../../domain/grants.js';
import type { UserId } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import type { Session } from '../../../domain/session.js';
import type { SpaceConfig } from '../../../domain/space.js';
import { suspensionOf } from '../../../domain/suspensions.js';
import { targets } from '../../../engine/documents/kinds/targets.js';
import type { LayoutView } from '../../../views/message.js';
import { memberCard, type MemberCardModel } from '../../../views/team/member-card.js';
import type { Deps } from '../../deps.js';
import { mayDo } from '../../../actions/access.js';
import type { Context } from '../../kit/context.js';
import { lookOf } from '../../present.js';
import { besideTargets, withRunning } from '../../totals.js';
import { MANAGED_IDS } from '../session/custom-ids.js';
import { TEAM_IDS } from './custom-ids.js';
import { openRequests } from '../../../actions/approvals/kept.js';
import { unconfirmedOf } from '../../../actions/team/figures.js';
import { leaveUntilFor } from '../../../actions/leave.js';

export type MemberCardDeps = Pick<Deps, 'overview' | 'timesheet' | 'documents' | 'spaces' | 'clock'>;

const DAY_MS = 86_400_000;
/** So far back the last entries and those that wait to be confirmed are looked for. */
const DAYS = 92;
const LAST = 5;

/** What a member was given or denied by name, in the order of the capabilities. */
const grantsOf = ({ grants }: SpaceConfig, member: UserId): MemberCardModel['grants'] => {
  const named = (way: 'allow' | 'deny') =>
    CAPABILITIES.filter((capability) => grantOf(grants, capability)[way].members.includes(member));
  return { allowed: named('allow'), denied: named('deny') };
};

/** Buttons for what whoever looks may do, and nothing else. */
const controlsFor = (
  ctx: Context,
  member: UserId,
  config: SpaceConfig,
  { isSuspended, active, today }: { readonly isSuspended: boolean; readonly active: Session | null; readonly today: string },
): MemberCardModel['controls'] => {
  const may = (capability: Parameters<typeof mayDo>[1]): boolean => mayDo(ctx, capability, config).ok;
  const list = { member, from: '-', to: '-', category: '-', way: 'older', at: '-', skip: 0 } as const;
  return {
    edit: may('editOthers') ? MANAGED_IDS.entries.encode(list) : null,
    add: may('editOthers') ? MANAGED_IDS.add.encode({ member }) : null,
    explain: may('editOthers') ? TEAM_IDS.explain.encode({ member, day: today, page: 0, of: 'card' }) : null,
    force: active !== null && may('forceClockOut') ? TEAM_IDS.force.encode({ member }) : null,
    suspend: !isSuspended && may('manageMembers') ? TEAM_IDS.suspend.encode({ member }) : null,
    restore: isSuspended && may('manageMembers') ? TEAM_IDS.restore.encode({ member }) : null,
    refresh: TEAM_IDS.member.encode({ member }),
  };
};

/** A member's time at a glance, as far as whoever looks may see it. Rejects with `StoreUnavailable`. */
export const memberView = async (
  ctx: Context,
  member: UserId,
  deps: MemberCardDeps,
): Promise<Result<LayoutView, DomainError>> => {
  const { space, occurredAt } = ctx;
  const { overview, timesheet, documents, spaces, clock } = deps;
  const [config, status, wanted, entries, requests] = await Promise.all([
    spaces.get(space),
    overview.status(space, member),
    documents.of(targets).get({ space, user: member }),
    timesheet.entries(space, member, occurredAt - DAYS * DAY_MS, Infinity),
    openRequests(space, member, deps),
  ]);
  if (!status.ok) return status;
  const { state, totals, possiblyStale } = status.value;
  const { active } = state;
  const now = Math.max(clock.now(), active?.startedAt ?? 0);
  const running = totals === null ? null : withRunning(totals, active, now, config.settings);
  const suspension = suspensionOf(config.suspensions, member, occurredAt);
  const { zone, dayStart } = countingOf(config.settings);
  const mayManage = mayDo(ctx, 'manageMembers', config).ok;
  const leaveUntil = await leaveUntilFor(ctx, member, config, deps);
  return ok(
    memberCard(
      {
        member,
        active: active === null ? null : { session: active, category: lookOf(config, active.category) },
        totals:
          running === null
            ? null
            : {
                ...running,
                shares: besideTargets(running, wanted.targets).map((share) => ({
                  ...share,
                  category: lookOf(config, share.category),
                })),
              },
        last: entries
          .slice(-LAST)
          .toReversed()
          .map((session) => ({ session, category: lookOf(config, session.category) })),
        days: DAYS,
        unconfirmed: unconfirmedOf(entries),
        requests,
        leaveUntil,
        // Why somebody is suspended, and what they may do, is for those who decide it.
        suspension: mayManage ? suspension : null,
        grants: mayManage ? grantsOf(config, member) : { allowed: [], denied: [] },
        controls: controlsFor(ctx, member, config, {
          isSuspended: suspension !== null,
          active,
          today: dayOf(occurredAt, zone, dayStart),
        }),
        now,
        caveat: possiblyStale ? 'possiblyStale' : null,
      },
      ctx.t,
    ),
  );
};
