import type { UserId, SpaceId } from '../domain/ids.js';

/**
 * What a token may be used for. `own`: the time of whoever made it, in every space they are in. `space`: what its server shows and lets manage, each
 * time only as far as whoever made it may at that moment.
 */
export const SCOPES = ['own:read', 'own:write', 'space:read', 'space:manage'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls, once a token or the session of the page was checked. */
export interface Caller {
  readonly user: UserId;
  readonly scopes: ReadonlySet<Scope>;
  /** `token`: a script. `page`: a person who has logged in; has every scope, and every write proves that it comes from our page. */
  readonly through: 'token' | 'page';
  /** The only space that a space token is for; null: every one that the caller is in. */
  readonly space: SpaceId | null;
  /** Names the token or the session in logs and limits; never the secret. */
  readonly key: string;
}
