import { z } from 'zod';
import { accessIn, mayDo } from '../../actions/access.js';
import type { Actor } from '../../actions/actor.js';
import { restoreMember, suspendMember } from '../../actions/suspending.js';
import { visibleIn } from '../../actions/who.js';
import { CAPABILITIES } from '../../domain/capabilities.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { guildOf, userId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { suspensionOf } from '../../domain/suspensions.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import type { ManageDeps } from '../manage-deps.js';
import { membersPage, NAMES_WITHIN_MS } from '../members-page.js';
import { momentText, msOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { UserIdText } from '../schemas/common.js';
import { Member, MemberDetail, MemberPage, SuspensionInput } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<
  ManageDeps,
  'documents' | 'ids' | 'log' | 'names' | 'overview' | 'people' | 'sessions' | 'spaces' | 'tellMember' | 'timesheet'
>;

const PAGE = 50;
const one = z.object({ space: z.string(), member: UserIdText });
const tag = 'Members and permissions';

/** Who sees whom: those who see others' time, or look after members. Everybody sees themselves. OTHERS_HIDDEN, GUILD_ONLY. */
const mayList = (actor: Actor, config: SpaceConfig): Result<void, DomainError> => {
  if (actor.guild === null) return err(domainError('GUILD_ONLY'));
  const may = visibleIn(actor, config) !== 'nothing' || mayDo(actor, 'manageMembers', config).ok;
  return may ? ok(undefined) : err(domainError('OTHERS_HIDDEN'));
};

/** Why somebody is suspended is for those who decide it. */
const shown = async (
  actor: Actor,
  member: UserId,
  name: string | null,
  config: SpaceConfig,
  { documents }: Needs,
): Promise<z.output<typeof Member>> => {
  const known = await documents.of(profile).get({ space: actor.space, user: member });
  const mayManage = mayDo(actor, 'manageMembers', config).ok;
  const suspension = mayManage ? suspensionOf(config.suspensions, member, actor.occurredAt) : null;
  return {
    user: member,
    name: name ?? known.name,
    left: known.left,
    suspension:
      suspension === null
        ? null
        : {
            ...{ reason: suspension.reason, by: suspension.by, at: momentText(suspension.at) },
            until: suspension.until === null ? null : momentText(suspension.until),
          },
  };
};

export const peopleRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listMembers', method: 'GET', path: '/spaces/:space/members', tag, scope: 'space:read' },
    summary: 'Lists everybody who has ever recorded time in a server.',
    query: z.object({ cursor: UserIdText.optional() }),
    answers: { 200: MemberPage },
    refusals: ['OTHERS_HIDDEN'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const config = await deps.spaces.get(actor.space);
      const may = mayList(actor, config);
      if (!may.ok) return may;
      const { users, next } = await membersPage(actor.space, { after: asked.query.cursor, count: PAGE }, deps);
      const guild = guildOf(actor.space);
      const names = guild === null ? new Map<UserId, string>() : await deps.names.members(guild, users, NAMES_WITHIN_MS);
      const items = await Promise.all(users.map((user) => shown(actor, user, names.get(user) ?? null, config, deps)));
      return ok({ status: 200, body: { items, next } });
    },
  }),
  defineRoute({
    ...{ id: 'getMember', method: 'GET', path: '/spaces/:space/members/:member', tag, scope: 'space:read', params: one },
    summary: 'Shows a member of a server: their roles, and what they may do and why.',
    answers: { 200: MemberDetail },
    refusals: ['MEMBER_NOT_HERE'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = userId(asked.params.member);
      const config = await deps.spaces.get(actor.space);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      // What somebody may do is for those who decide it, and for themselves.
      const may = member === actor.user ? ok(undefined) : mayDo(actor, 'manageMembers', config);
      if (!may.ok) return may;
      const found = await deps.people.member(actor.guild.id, member);
      if (!found.ok) return found;
      if (found.value === null) return err(domainError('MEMBER_NOT_HERE'));
      const { name, roles, permissions } = found.value;
      const asking = { user: member, guild: { id: actor.guild.id, permissions }, memberRoles: roles };
      const access = CAPABILITIES.map((capability) => {
        const { allowed, because } = accessIn(asking, capability, config);
        return { capability, allowed, because };
      });
      return ok({ status: 200, body: { ...(await shown(actor, member, name, config, deps)), roles: [...roles], access } });
    },
  }),
  defineRoute({
    ...{ id: 'suspendMember', method: 'PUT', path: '/spaces/:space/members/:member/suspension', tag, scope: 'space:manage' },
    needs: 'manageMembers',
    summary: 'Keeps a member from clocking in, and ends what runs; the member is told.',
    params: one,
    body: SuspensionInput,
    answers: { 200: z.object({ member: Member, hasEnded: z.boolean() }) },
    refusals: ['FIELD_REQUIRED', 'UNTIL_PAST', 'MANAGE_GUILD_REQUIRED', 'SUSPENSION_LIMIT_REACHED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = userId(asked.params.member);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const { reason, until } = asked.body;
      const done = await suspendMember(actor, { member, reason, until: until === null ? null : msOf(until) }, deps);
      if (!done.ok) return done;
      const config = await deps.spaces.get(actor.space);
      const body = { member: await shown(actor, member, null, config, deps), hasEnded: done.value.hasEnded };
      return ok({ status: 200, body });
    },
  }),
  defineRoute({
    ...{ id: 'restoreMember', method: 'DELETE', path: '/spaces/:space/members/:member/suspension', tag, scope: 'space:manage' },
    needs: 'manageMembers',
    summary: 'Lets a member clock in again.',
    params: one,
    answers: { 204: null },
    refusals: ['NOT_SUSPENDED', 'MANAGE_GUILD_REQUIRED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const done = await restoreMember(actor, userId(asked.params.member), deps);
      return done.ok ? ok({ status: 204 }) : done;
    },
  }),
];
