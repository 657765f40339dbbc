import type { Guild, Member } from '../world/model.js';
import { botPermissions, permissionsOf } from '../world/permissions.js';
import { apiChannel, apiMember, apiUser } from '../world/present.js';
import type { World } from '../world/world.js';
import { ATTACHMENT_SIZE_LIMIT, type Interaction } from './model.js';

const memberWithPermissions = (world: World, guild: Guild, member: Member) => ({
  ...apiMember(world, member),
  permissions: permissionsOf(guild, member).toString(),
});

/** The interaction as Discord sends it, over the gateway or to the endpoint. */
export const interactionPayload = (
  world: World,
  interaction: Interaction,
  data: unknown,
  locale: string,
): Record<string, unknown> => {
  const { guild, channel, user, source } = interaction;
  const member = guild?.members.get(user.id);
  const bot = guild && world.botMember(guild);
  const appPermissions = guild && bot ? permissionsOf(guild, bot) : botPermissions;
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.kind,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...apiChannel(world, channel, world.botId),
      ...(guild && member ? { permissions: permissionsOf(guild, member).toString() } : {}),
    },
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: memberWithPermissions(world, guild, member),
          context: 0,
          authorizing_integration_owners: { '0': guild.id },
        }
      : { user: apiUser(user), context: 1, authorizing_integration_owners: { '0': '0' } }),
    ...(source ? { message: source.message } : {}),
    app_permissions: appPermissions.toString(),
    locale,
    entitlements: [],
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
};
