import type { Scope } from '../actions/tokens.js';
import type { LoggedIn } from './web/sessions.js';
import type { SpaceId, UserId } from '../domain/ids.js';

export { SCOPES, type Scope } from '../actions/tokens.js';

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
  /** Who has logged in, through the page. */
  readonly visitor?: LoggedIn;
}

/** May the caller do what needs this scope? Who may write may read. */
export const hasScope = ({ scopes }: Pick<Caller, 'scopes'>, scope: Scope): boolean => {
  if (scopes.has(scope)) return true;
  if (scope === 'own:read') return scopes.has('own:write');
  return scope === 'space:read' && scopes.has('space:manage');
};
