import type { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import { addLeave, leaveOf, removeLeave, todayOf } from '../../actions/leave.js';
import { addDays } from '../../domain/calendar.js';
import { isGuildSpace } from '../../domain/ids.js';
import { onLeaveUntil, type Leave as Kept } from '../../domain/leave.js';
import { ok } from '../../domain/result.js';
import type { ApiDeps } from '../deps.js';
import { dayIn, dayText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { LeaveInput, LeaveList, LeaveParams, type Leave } from '../schemas/leave.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'documents' | 'spaces'>;
const tag = 'Leave';
const path = '/spaces/:space/leave';

/** The day after a day, as the end of a half-open period. */
const endText = (last: string): string => dayText(addDays(last, 1));

const shown = ({ id, from, to, kind, note }: Kept): z.output<typeof Leave> => ({
  ...{ id: dayText(id), from: dayText(from), to: endText(to), kind, note },
});

const listOf = async (actor: Actor, deps: Needs): Promise<LeaveList> => {
  const [leaves, today, { settings }] = await Promise.all([
    leaveOf(actor, deps),
    todayOf(actor, actor.occurredAt, deps),
    deps.spaces.get(actor.space),
  ]);
  const until = onLeaveUntil(leaves, today);
  return {
    leaves: leaves.map(shown),
    until: until === null ? null : endText(until),
    isShown: isGuildSpace(actor.space) && settings.leaveShown,
  };
};

/** Own leave. That of others is written down in Discord, where they are told. */
export const leaveRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listLeave', method: 'GET', path, tag, scope: 'own:read' },
    summary: 'Lists your leave in a space, planned and past.',
    answers: { 200: LeaveList },
    run: async (asked) => ok({ status: 200, body: await listOf(inSpace(asked), deps) }),
  }),
  defineRoute({
    ...{ id: 'addLeave', method: 'POST', path, tag, scope: 'own:write', keepsAnswer: true, body: LeaveInput },
    summary: 'Writes down days on which you do not work: they count neither for you nor against you.',
    answers: { 201: LeaveList },
    refusals: ['RANGE_BACKWARDS', 'RANGE_TOO_LONG', 'LEAVE_OVERLAPS', 'LEAVES_FULL'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { from, to, kind, note } = asked.body;
      const added = await addLeave(actor, { from: dayIn(from), to: addDays(dayIn(to), -1), kind, note }, deps);
      return added.ok ? ok({ status: 201, body: await listOf(actor, deps) }) : added;
    },
  }),
  defineRoute({
    ...{ id: 'removeLeave', method: 'DELETE', path: `${path}/:leave`, tag, scope: 'own:write', keepsAnswer: true },
    params: LeaveParams,
    summary: 'Takes the leave away that a day is in.',
    answers: { 200: LeaveList },
    refusals: ['LEAVE_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const removed = await removeLeave(actor, dayIn(asked.params.leave), deps);
      return removed.ok ? ok({ status: 200, body: await listOf(actor, deps) }) : removed;
    },
  }),
];
