import type { DomainError } from '../../domain/errors.js';
import { channelId, guildOf, roleId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { SetupStep } from '../../domain/setup.js';
import type { SpaceConfig } from '../../domain/space.js';
import { errorText } from '../../views/error.js';
import { mentionChannel, mentionRole } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

/** What the bot may not do with the roles and channels that are set, as Discord says now. */
export const problemsOf = async (
  { space, t }: Context,
  { settings }: SpaceConfig,
  { roles, channels }: Pick<Deps, 'roles' | 'channels'>,
): Promise<Partial<Record<SetupStep, readonly string[]>>> => {
  const guild = guildOf(space);
  if (guild === null) return {};
  const said = async (mention: string, check: Promise<Result<void, DomainError>>): Promise<readonly string[]> => {
    const checked = await check;
    if (checked.ok) return [];
    const isUnknown = checked.error.code === 'DISCORD_UNAVAILABLE';
    return [t('setup.problem', { what: mention, reason: isUnknown ? t('setup.unchecked') : errorText(checked.error, t) })];
  };
  const ofRole = (role: string | null) =>
    role === null ? [] : said(mentionRole(roleId(role)), roles.check(guild, roleId(role)));
  const ofChannel = (channel: string | null) =>
    channel === null ? [] : said(mentionChannel(channelId(channel)), channels.check(guild, channelId(channel)));
  const [on, pause, dashboard, log] = await Promise.all([
    ofRole(settings.onRole),
    ofRole(settings.breakRole),
    ofChannel(settings.dashboardChannel),
    ofChannel(settings.logChannel),
  ]);
  return { roles: [...on, ...pause], dashboard, log };
};
