import type { GuildId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/** Who has logged in, as Discord says. */
export interface Person {
  readonly user: UserId;
  readonly name: string;
  /** The language of their Discord. */
  readonly locale: string | null;
  readonly guilds: readonly GuildId[];
}

/**
 * `refused`: the code is unknown, used or too old, or not for this login. `misconfigured`: Discord does not know our secret or the way back.
 * `unavailable`: Discord does not answer.
 */
export type LoginFailure = 'refused' | 'misconfigured' | 'unavailable';

/** Discord as the one who says who somebody is (OAuth2, code flow with PKCE); implemented in src/discord. */
export interface LoginProvider {
  /** Where a person agrees. Rejects while Discord has not said which application we are. */
  authorizeUrl(login: { readonly redirectUri: string; readonly state: string; readonly challenge: string }): Promise<string>;
  /** Who came back with this code. The token that Discord gives for it is used for this alone, and revoked. Never rejects. */
  personOf(login: {
    readonly redirectUri: string;
    readonly code: string;
    readonly verifier: string;
  }): Promise<Result<Person, LoginFailure>>;
}
