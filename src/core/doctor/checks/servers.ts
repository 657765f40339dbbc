import { atOnce } from '../../../domain/at-once.js';
import { channelId, guildId, guildSpace, roleId } from '../../../domain/ids.js';
import { silent } from '../silent.js';
import { createGuildReader } from '../../../discord/guilds/facts.js';
import { createChannelDesk } from '../../../discord/guilds/guild-channels.js';
import { createRoleDesk } from '../../../discord/guilds/guild-roles.js';
import { createTranslators } from '../../../i18n/translators.js';
import { errorText } from '../../../views/error.js';
import { GUILDS_MAX, type DiscordSeen, type GuildSeen } from '../discord-seen.js';
import type { Check, Patient } from '../check.js';
import { NO_DISCORD, amber, green, grey, red, type Finding } from '../finding.js';
import { settingsSeen, type GivenThere } from '../settings-seen.js';
import { wantedIn } from '../wanted-permissions.js';

/** Servers at once, and servers of which roles and channels are looked at: each takes some requests. */
const WIDTH = 5;
const DETAILED = 100;

/** A server's name as its people wrote it, without what a terminal would act on. */
const nameOf = ({ id, name }: GuildSeen): string => `${name.replace(/\p{C}/gu, ' ').slice(0, 60)} (${id})`;

interface Desks {
  readonly roles: Pick<ReturnType<typeof createRoleDesk>, 'check'>;
  readonly channels: ReturnType<typeof createChannelDesk>;
}

const desksOn = ({ rest }: DiscordSeen, { clock }: Patient): Desks => {
  const log = silent;
  const guilds = createGuildReader({ rest, clock });
  return { roles: createRoleDesk({ rest, guilds, log }), channels: createChannelDesk({ rest, guilds, log }) };
};

/** What is set there, and what the bot may not do with it. */
const problemsOf = async (guild: GuildSeen, given: GivenThere, { roles, channels }: Desks): Promise<readonly string[]> => {
  const t = createTranslators().for('en');
  const id = guildId(guild.id);
  const checks = [
    ...given.roles.map(async (role) => [`role ${role}`, await roles.check(id, roleId(role))] as const),
    ...given.channels.map(async (channel) => [`channel ${channel}`, await channels.check(id, channelId(channel))] as const),
  ];
  const results = await Promise.all(checks);
  return results.flatMap(([what, result]) => (result.ok ? [] : [`${what}: ${errorText(result.error, t)}`]));
};

const lackingIn = ({ permissions }: GuildSeen, given: GivenThere | null): readonly string[] =>
  // Who gives no roles there needs no right to.
  wantedIn(permissions).filter((name) => name !== 'Manage Roles' || (given?.roles.length ?? 0) > 0);

/** Each server's permissions, and the roles and channels that are set there. */
export const servers: Check = {
  name: 'Servers',
  async look(patient) {
    const { discord, redis } = patient;
    if ('none' in discord) return [NO_DISCORD];
    const guilds = await discord.guilds().catch(() => null);
    if (guilds === null) return [grey('not looked at: Discord did not tell which servers the bot is in')];
    if (guilds.length === 0)
      return [
        amber('the bot is in no server', 'Open the link of the Installation page in the Developer Portal, and add it to one'),
      ];
    const look = await redis.open();
    const settings = look.kind === 'connection' ? settingsSeen(look.connection) : null;
    const desks = desksOn(discord, patient);
    const found = await atOnce(guilds, WIDTH, async (guild): Promise<Finding[]> => {
      const isDetailed = guilds.indexOf(guild) < DETAILED;
      const given = settings === null || !isDetailed ? null : await settings(guildSpace(guild.id));
      const lacking = lackingIn(guild, given);
      const problems = given === null ? [] : await problemsOf(guild, given, desks);
      return [
        ...(lacking.length === 0
          ? []
          : [
              amber(
                `${nameOf(guild)}: the bot lacks ${lacking.join(', ')}`,
                'Give that to the role of the bot, in the settings of the server under Roles',
              ),
            ]),
        ...problems.map((problem) =>
          red(
            `${nameOf(guild)}: ${problem}`,
            'Mend it there, or choose something else: /config, or /setup, which shows the same',
          ),
        ),
      ];
    });
    const findings = found.flat();
    const detail =
      settings === null
        ? 'roles and channels were not looked at, since Redis has the settings'
        : `roles and channels of ${Math.min(guilds.length, DETAILED)} looked at`;
    const many = guilds.length >= GUILDS_MAX ? `the first ${GUILDS_MAX}` : String(guilds.length);
    return [...findings, ...(findings.length === 0 ? [green(`${many} servers, and nothing is lacking there (${detail})`)] : [])];
  },
};
