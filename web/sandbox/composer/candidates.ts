import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ApplicationCommandOptionType as Type, ChannelType } from 'discord-api-types/v10';
import type { SandboxGuild, SandboxState } from '../../../src/sandbox/protocol.js';
import { localName } from '../discord/commands.js';
import { displayName, nameColor, roleColor } from '../discord/people.js';
import type { PageLocale, Translate } from '../i18n/translate.js';

/** One row of a picker. */
export interface Candidate {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly hint?: string;
  readonly color?: string;
  readonly mark?: '@' | '#';
}

const MAX = 25;

const matching = (candidates: readonly Candidate[], text: string): readonly Candidate[] => {
  const wanted = text.trim().toLowerCase().replace(/^[@#]/, '');
  const holds = (value: string | undefined) => value?.toLowerCase().includes(wanted) ?? false;
  return candidates.filter(({ name, hint }) => wanted === '' || holds(name) || holds(hint)).slice(0, MAX);
};

const people = (state: SandboxState, guild: SandboxGuild | undefined): readonly Candidate[] => {
  const members = guild?.members.map((member) => ({ user: member.user, member })) ?? [];
  const users = guild ? members : [state.me, state.bot.user].map((user) => ({ user, member: undefined }));
  return users.map(({ user, member }) => {
    const color = nameColor(guild, user.id);
    return {
      name: displayName(user, member),
      value: user.id,
      hint: user.username,
      mark: '@',
      ...(color === undefined ? {} : { color }),
    };
  });
};

const roles = (guild: SandboxGuild | undefined): readonly Candidate[] =>
  [...(guild?.roles ?? [])]
    .sort((a, b) => b.position - a.position)
    .map((role) => {
      const color = roleColor(role);
      return { name: role.name.replace(/^@/, ''), value: role.id, mark: '@', ...(color === undefined ? {} : { color }) };
    });

const channels = (guild: SandboxGuild | undefined, types: readonly ChannelType[] | undefined): readonly Candidate[] =>
  (guild?.channels ?? [])
    .filter(({ type }) => (types && types.length > 0 ? types.includes(type) : type !== ChannelType.GuildCategory))
    .map(({ id, name }) => ({ name: name ?? id, value: id, mark: '#' }));

export interface Surroundings {
  readonly state: SandboxState;
  readonly guild: SandboxGuild | undefined;
  readonly locale: PageLocale;
  readonly t: Translate;
}

/** What can be picked for an option without asking the app, narrowed by what is typed; undefined: nothing to pick, it is free text. */
export function candidatesFor(
  option: APIApplicationCommandBasicOption,
  text: string,
  around: Surroundings,
): readonly Candidate[] | undefined {
  const { state, guild, locale, t } = around;
  switch (option.type) {
    case Type.User:
      return matching(people(state, guild), text);
    case Type.Role:
      return matching(roles(guild), text);
    case Type.Mentionable:
      return matching([...people(state, guild), ...roles(guild)], text);
    case Type.Channel:
      return matching(channels(guild, option.channel_types), text);
    case Type.Boolean:
      return matching(
        [
          { name: t('composer.yes'), value: true },
          { name: t('composer.no'), value: false },
        ],
        text,
      );
    case Type.String:
    case Type.Integer:
    case Type.Number: {
      const choices: readonly { name: string; value: string | number; name_localizations?: typeof option.name_localizations }[] =
        option.choices ?? [];
      if (choices.length === 0) return undefined;
      return matching(
        choices.map((choice) => ({ name: localName(choice, locale), value: choice.value })),
        text,
      );
    }
    case Type.Attachment:
      return undefined;
  }
}

export const asksApp = (option: APIApplicationCommandBasicOption | undefined): boolean =>
  option !== undefined && 'autocomplete' in option && option.autocomplete;

export { people as peopleCandidates, roles as roleCandidates, channels as channelCandidates };
