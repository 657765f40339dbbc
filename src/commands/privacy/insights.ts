import { agreeToInsights, ownSharing, shareInsights } from '../../actions/privacy.js';
import { GIVEN_MAX } from '../../domain/grants.js';
import { isGuildSpace, roleId } from '../../domain/ids.js';
import type { LayoutView } from '../../views/message.js';
import { insightsPrivacy } from '../../views/privacy/insights-view.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { inGuild, ownedBy } from '../kit/guards.js';
import { failure, message, refreshed, update, type Reply } from '../kit/reply.js';
import { defineSelect, menuRow } from '../kit/select.js';
import { PRIVACY_IDS } from './custom-ids.js';

type Needs = Pick<Deps, 'documents'>;

const several = { min: 0, max: GIVEN_MAX };
const MEMBERS_MENU = field.users({ label: 'privacy.insights.members', ...several });
const ROLES_MENU = field.roles({ label: 'privacy.insights.roles', ...several });

/** What whoever asks says about insights, and the controls that change it. */
const page = async (ctx: Context, deps: Needs): Promise<LayoutView> => {
  const { user: owner, t } = ctx;
  const { insights: agreed, insightsFor } = await ownSharing(ctx, deps);
  const menus = [
    menuRow(MEMBERS_MENU, PRIVACY_IDS.insightsMembers.encode({ owner }), t, insightsFor.members),
    menuRow(ROLES_MENU, PRIVACY_IDS.insightsRoles.encode({ owner }), t, insightsFor.roles),
  ];
  return insightsPrivacy(
    {
      agreed,
      shared: insightsFor,
      everyone: ctx.guild === null ? null : roleId(ctx.guild.id),
      menus: agreed && isGuildSpace(ctx.space) ? menus : [],
      inServer: isGuildSpace(ctx.space),
      agree: PRIVACY_IDS.insights.encode({ owner, agrees: 'yes' }),
      takeBack: PRIVACY_IDS.insights.encode({ owner, agrees: 'no' }),
    },
    t,
  );
};

/** Whether insights are made of somebody's time, and who sees them besides. */
export const insights = defineCommand({
  name: 'insights',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  run: async (ctx, _options, deps: Needs) => message(await page(ctx, deps)),
});

/** What is refused is explained, and the page shows what is so. */
const share = async (ctx: Context, list: Parameters<typeof shareInsights>[1], deps: Needs): Promise<Reply> => {
  const changed = await shareInsights(ctx, list, deps);
  return changed.ok ? update(await page(ctx, deps)) : refreshed(await page(ctx, deps), changed.error);
};

export const insightsControls = [
  defineButton({
    route: PRIVACY_IDS.insights,
    guards: [ownedBy('owner')],
    async run(ctx, { agrees }, deps: Needs) {
      const changed = await agreeToInsights(ctx, agrees === 'yes', deps);
      return changed.ok ? update(await page(ctx, deps)) : failure(changed.error);
    },
  }),
  defineSelect({
    route: PRIVACY_IDS.insightsMembers,
    guards: [ownedBy('owner'), inGuild],
    field: MEMBERS_MENU,
    // Oneself sees them anyway.
    run: (ctx, _args, members, deps: Needs) => share(ctx, { members: members.filter((one) => one !== ctx.user) }, deps),
  }),
  defineSelect({
    route: PRIVACY_IDS.insightsRoles,
    guards: [ownedBy('owner'), inGuild],
    field: ROLES_MENU,
    run: (ctx, _args, roles, deps: Needs) => share(ctx, { roles }, deps),
  }),
];
