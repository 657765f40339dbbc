import { CAPABILITIES } from '../../../domain/capabilities.js';
import { domainError } from '../../../domain/errors.js';
import { withGrant, type GrantWay } from '../../../domain/grants.js';
import { roleId, type RoleId, type UserId } from '../../../domain/ids.js';
import { noticeView } from '../../../views/notice.js';
import { permissionsExplained } from '../../../views/permissions/explained.js';
import { shownRole } from '../../../views/permissions/given.js';
import { mentionUser } from '../../../views/text.js';
import type { Deps } from '../../deps.js';
import type { Context } from '../../kit/context.js';
import { defineCommand, defineGroup } from '../../kit/define.js';
import { inGuild } from '../../kit/guards.js';
import { opt } from '../../kit/options.js';
import { failure, message, type Reply } from '../../kit/reply.js';
import { changeGrants } from '../../../actions/grants.js';
import { explain } from './explain.js';
import { permissionsPage } from './page.js';

type Needs = Pick<Deps, 'spaces'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;

const panel = defineCommand({
  ...shared,
  name: 'panel',
  options: { capability: opt.choice(CAPABILITIES).optional() },
  run: async (ctx, { capability = CAPABILITIES[0] }, { spaces }: Needs) =>
    message(permissionsPage(ctx, capability, await spaces.get(ctx.space))),
});

/** Whom an option named, as readers see them. */
const namesOf = ({ guild }: Context, role: RoleId | undefined, member: UserId | undefined): string =>
  [
    ...(role === undefined ? [] : [shownRole(role, guild === null ? null : roleId(guild.id))]),
    ...(member === undefined ? [] : [mentionUser(member)]),
  ].join(', ');

const changing = (way: GrantWay) =>
  defineCommand({
    ...shared,
    name: way,
    options: {
      capability: opt.choice(CAPABILITIES).required(),
      role: opt.role().optional(),
      member: opt.user().optional(),
    },
    async run(ctx, { capability, role, member }, deps: Needs): Promise<Reply> {
      if (role === undefined && member === undefined) return failure(domainError('SUBJECT_REQUIRED'));
      const who = { roles: role === undefined ? [] : [role], members: member === undefined ? [] : [member] };
      const stored = await changeGrants(ctx, capability, (grants) => withGrant(grants, capability, way, who), deps);
      if (!stored.ok) return failure(stored.error);
      const name = ctx.t(`permissions.capabilities.${capability}.name`);
      return message(noticeView(ctx.t(`permissions.done.${way}`, { capability: name, who: namesOf(ctx, role, member) })));
    },
  });

/** Why a member may do or not do each thing, by what Discord says of them beside the option. */
const test = defineCommand({
  ...shared,
  name: 'test',
  options: { member: opt.user().required() },
  async run(ctx, { member }, { spaces }: Needs) {
    const named = ctx.namedMember(member);
    if (named === null) return failure(domainError('MEMBER_NOT_HERE'));
    return message(permissionsExplained(explain(ctx, member, named, await spaces.get(ctx.space)), ctx.t));
  },
});

/** Who may do what in a server, for those who may change its settings. */
export const permissions = defineGroup({
  name: 'permissions',
  guards: [inGuild],
  children: [panel, changing('allow'), changing('deny'), changing('clear'), test],
});
