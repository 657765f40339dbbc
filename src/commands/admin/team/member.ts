import { SUSPENSION_LIMITS } from '../../../domain/suspensions.js';
import type { Capability } from '../../../domain/capabilities.js';
import type { UserId } from '../../../domain/ids.js';
import type { Deps } from '../../deps.js';
import { dayView, type ExplainDeps } from '../../explain/explain.js';
import { forceForm } from '../../force-out/index.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { field } from '../../kit/fields/index.js';
import { inGuild, needs, type Guard } from '../../kit/guards.js';
import { defineModal } from '../../kit/modal.js';
import { opt } from '../../kit/options.js';
import { failure, message, update, type Reply } from '../../kit/reply.js';
import { loadedZoneOf } from '../../zone-of.js';
import type { ForcingDeps } from '../../force-out/forcing.js';
import { restoreMember } from '../../../actions/suspending.js';
import { suspendMember } from '../suspending.js';
import { TEAM_IDS } from './custom-ids.js';
import { memberView, type MemberCardDeps } from './member-card.js';

/** Who may see the time of others may see this card; what its buttons do asks for its own capability. */
const may = (capability: Capability): readonly Guard[] => [inGuild, needs('seeOthers'), needs(capability)];

const shown = async (ctx: Context, member: UserId, deps: MemberCardDeps): Promise<Reply> => {
  const view = await memberView(ctx, member, deps);
  return view.ok ? update(view.value) : failure(view.error);
};

/** A member's time at a glance. */
export const showMember = defineCommand({
  name: 'show',
  visibility: 'ephemeral',
  guards: [needs('seeOthers')],
  options: { member: opt.user().required() },
  async run(ctx, { member }, deps: MemberCardDeps) {
    const view = await memberView(ctx, member, deps);
    return view.ok ? message(view.value) : failure(view.error);
  },
});

const refresh = defineButton({
  route: TEAM_IDS.member,
  guards: [inGuild, needs('seeOthers')],
  run: (ctx, { member }, deps: MemberCardDeps) => shown(ctx, member, deps),
});

/** Notes are among what changed, so it is for those who see them anyway. */
const explainButton = defineButton({
  route: TEAM_IDS.explain,
  guards: may('editOthers'),
  async run(ctx, { member, day, page, of }, deps: ExplainDeps) {
    const pageId = (to: number): string => TEAM_IDS.explain.encode({ member, day, page: to, of: 'page' });
    const view = await dayView(ctx, day, page, deps, { member, pageId });
    // It stands beside the card, and its pages take each other's place.
    return of === 'card' ? message(view) : update(view);
  },
});

const forceButton = defineButton({
  route: TEAM_IDS.force,
  guards: may('forceClockOut'),
  run: (ctx, { member }, deps: Pick<Deps, 'documents' | 'spaces'>) =>
    Promise.resolve(forceForm.open(ctx, { member }, {}, { zone: loadedZoneOf(ctx, deps) ?? ctx.t('forceout.form.yourZone') })),
});

const reason = field.text({
  label: 'entries.managed.reason',
  description: 'team.suspend.reasonText',
  max: SUSPENSION_LIMITS.reason,
});
const until = field.text({ label: 'team.suspend.until', description: 'team.suspend.untilText', max: 64, required: false });

export const suspendForm = defineModal({
  route: TEAM_IDS.suspendForm,
  guards: may('manageMembers'),
  title: 'team.suspend.title',
  fields: { reason, until },
  async run(ctx, { member }, typed, deps: ForcingDeps & MemberCardDeps) {
    const done = await suspendMember(ctx, { member, reason: typed.reason, until: typed.until ?? undefined }, deps);
    return done.ok ? shown(ctx, member, deps) : failure(done.error);
  },
});

const suspendButton = defineButton({
  route: TEAM_IDS.suspend,
  guards: may('manageMembers'),
  run: (ctx, { member }) => Promise.resolve(suspendForm.open(ctx, { member })),
});

const restoreButton = defineButton({
  route: TEAM_IDS.restore,
  guards: may('manageMembers'),
  async run(ctx, { member }, deps: MemberCardDeps) {
    const stored = await restoreMember(ctx, member, deps);
    return stored.ok ? shown(ctx, member, deps) : failure(stored.error);
  },
});

export const memberCardComponents = [refresh, explainButton, forceButton, suspendButton, suspendForm, restoreButton];
