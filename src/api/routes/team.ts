import { clockOutFor } from '../../actions/clock-out-for.js';
import { createEndedReads } from '../../actions/team/ended.js';
import { readLines, teamDays, type TeamLine as Line } from '../../actions/team/lines.js';
import { effectiveMs } from '../../domain/effective.js';
import { domainError } from '../../domain/errors.js';
import { guildOf, sessionId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { plainText } from '../../i18n/user-text.js';
import { changedAnswer } from '../changed.js';
import { memberOf } from '../entries/desk.js';
import type { ManageDeps } from '../manage-deps.js';
import { membersPage, NAMES_WITHIN_MS } from '../members-page.js';
import { dayText, momentText, msOf, secondsOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { MemberParams } from '../schemas/entries.js';
import { ClockOutOf, TeamPage, TeamQuery, type TeamLine } from '../schemas/team.js';
import { Changed } from '../schemas/time.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<
  ManageDeps,
  'clock' | 'documents' | 'ids' | 'log' | 'names' | 'overview' | 'sessions' | 'spaces' | 'tellMember' | 'timesheet'
>;
const tag = 'Team';

const shown = (line: Line, name: string | null, now: number): TeamLine => {
  const { user, left, leaveUntil, active, todayMs, weekMs, targetMs, gaps, unconfirmed, requests, claims, lastSeenAt } = line;
  return {
    ...{ user, left, requests, claims, name: name ?? line.name },
    onLeaveUntil: leaveUntil === null ? null : dayText(leaveUntil),
    active:
      active === null
        ? null
        : {
            ...{ session: active.id, category: active.category, since: momentText(active.startedAt) },
            pausedSince: active.pausedSince === null ? null : momentText(active.pausedSince),
            effectiveSeconds: secondsOf(effectiveMs(active, Math.max(now, active.startedAt))),
          },
    todaySeconds: secondsOf(todayMs),
    weekSeconds: secondsOf(weekMs),
    targetSeconds: targetMs === 0 ? null : secondsOf(targetMs),
    gaps: gaps.map(dayText),
    unconfirmed: { count: unconfirmed.count, seconds: secondsOf(unconfirmed.ms) },
    lastSeen: lastSeenAt === null ? null : momentText(lastSeenAt),
  };
};

export const teamRoutes = (deps: Needs): readonly Route[] => {
  const ended = createEndedReads(deps.timesheet);
  return [
    defineRoute({
      ...{ id: 'listTeam', method: 'GET', path: '/spaces/:space/team', tag, scope: 'space:read', needs: 'seeOthers' },
      summary:
        'Shows everybody who has ever recorded time in a server at a glance: on the clock or not, today, this week, what is open.',
      description: 'By id, a page at a time. As `/admin team` and `/admin member show`; notes are not in it.',
      query: TeamQuery,
      answers: { 200: TeamPage },
      refusals: ['GUILD_ONLY'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const { space } = actor;
        const guild = guildOf(space);
        if (guild === null) return err(domainError('GUILD_ONLY'));
        const { cursor: after, limit: count, members } = asked.query;
        const [config, { users, next }] = await Promise.all([
          deps.spaces.get(space),
          members === undefined
            ? membersPage(space, { after, count }, deps)
            : { users: [...new Set(members)].map(userId), next: null },
        ]);
        const now = deps.clock.now();
        const [lines, names] = await Promise.all([
          readLines(actor, users, config, now, { ...deps, ended }),
          deps.names.members(guild, users, NAMES_WITHIN_MS),
        ]);
        const { today, week } = teamDays(config, now);
        const items = lines.map((line) => shown(line, names.get(line.user) ?? null, now));
        const days = { today: dayText(today), week: { from: dayText(week.from), to: dayText(week.to) } };
        return ok({ status: 200, body: { items, next, ...days, now: momentText(now) } });
      },
    }),
    defineRoute({
      ...{ id: 'clockOutMember', method: 'POST', path: '/spaces/:space/members/:user/clock-out', tag, scope: 'space:manage' },
      needs: 'forceClockOut',
      summary: 'Clocks a member out, now or at a moment in the past; the member is told.',
      description: 'As `/forceclockout`. Nothing is recorded while the store is away, since the member could not be told then.',
      params: MemberParams,
      body: ClockOutOf,
      answers: { 200: Changed },
      refusals: ['GUILD_ONLY', 'MEMBER_OFF_THE_CLOCK', 'END_BEFORE_START', 'END_AHEAD'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const to = memberOf(actor, asked.params.user);
        if (!to.ok) return to;
        const member = to.value;
        const status = await deps.overview.status(actor.space, member);
        if (!status.ok) return status;
        const { active, last } = status.value.state;
        // When it is asked again, the session is over by the very request.
        const running = active ?? (asked.repeated ? last : null);
        const named = asked.body.session;
        if (named === undefined && running === null) return err(domainError('MEMBER_OFF_THE_CLOCK', { member }));
        const { endedAt, reason } = asked.body;
        const ended = await clockOutFor(
          actor,
          {
            ...{ member, reason: plainText(reason), endedAt: endedAt === null ? null : msOf(endedAt) },
            session: named === undefined ? (running?.id ?? sessionId('')) : sessionId(named),
          },
          deps,
        );
        return ended.ok ? changedAnswer({ space: actor.space, user: member }, ended.value, deps) : ended;
      },
    }),
  ];
};
