import { SUSPENSION_LIMITS } from '../../domain/suspensions.js';
import { userText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { mentionUser, timestamp } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { ForcingDeps } from '../force-out/forcing.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { restoreMember } from '../../actions/suspending.js';
import { suspendMember } from './suspending.js';
import { showMember } from './team/member.js';

const shared = { visibility: 'ephemeral', guards: [needs('manageMembers')] } as const;

const suspend = defineCommand({
  ...shared,
  name: 'suspend',
  options: {
    member: opt.user().required(),
    reason: opt.string({ minLength: 1, maxLength: SUSPENSION_LIMITS.reason }).required(),
    until: opt.string({ minLength: 1, maxLength: 64 }).optional(),
  },
  async run(ctx, { member, reason, until }, deps: ForcingDeps) {
    const done = await suspendMember(ctx, { member, reason, until }, deps);
    if (!done.ok) return failure(done.error);
    const { suspension, hasEnded } = done.value;
    const said = { member: mentionUser(member), reason: userText(suspension.reason) };
    const text =
      suspension.until === null
        ? ctx.t('permissions.suspended.open', said)
        : ctx.t('permissions.suspended.until', {
            member: said.member,
            reason: said.reason,
            until: timestamp(suspension.until, 'f'),
          });
    return message(noticeView(hasEnded ? `${text}\n${ctx.t('permissions.suspended.ended')}` : text));
  },
});

const restore = defineCommand({
  ...shared,
  name: 'restore',
  options: { member: opt.user().required() },
  async run(ctx, { member }, deps: Pick<Deps, 'spaces'>) {
    const stored = await restoreMember(ctx, member, deps);
    return stored.ok
      ? message(noticeView(ctx.t('permissions.restored', { member: mentionUser(member) })))
      : failure(stored.error);
  },
});

/** What is done about members, and their time at a glance; each for those with its capability. */
export const member = defineGroup({ name: 'member', guards: [], children: [showMember, suspend, restore] });
