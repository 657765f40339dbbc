import type { APIUser } from 'discord-api-types/v10';
import type { SandboxGuild } from '../../../src/sandbox/protocol.js';
import type { Model } from '../core/model.js';
import { guildOf } from '../core/places.js';
import type { Session } from '../core/session.js';
import { displayName, memberOf, nameColor, userOf } from '../discord/people.js';
import { translator, type Translate } from '../i18n/translate.js';

/** What every view gets: the model, what can be done, and the reader's words. */
export interface Context {
  readonly model: Model;
  readonly session: Session;
  readonly t: Translate;
  readonly guild: SandboxGuild | undefined;
  /** Name in this guild. */
  readonly nameOf: (user: APIUser) => string;
  readonly colorOf: (user: string) => string | undefined;
  /** undefined: unknown here. */
  readonly nameOfId: (user: string) => string | undefined;
}

export function contextOf(model: Model, session: Session): Context {
  const guild = guildOf(model.state, model.place);
  const nameOf = (user: APIUser) => displayName(user, memberOf(guild, user.id));
  return {
    model,
    session,
    guild,
    t: translator(model.locale),
    nameOf,
    colorOf: (user) => nameColor(guild, user),
    nameOfId: (id) => {
      const user = userOf(model.state, id);
      return user && nameOf(user);
    },
  };
}
