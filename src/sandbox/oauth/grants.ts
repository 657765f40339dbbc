import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { discordError } from '../rest/errors.js';
import type { User } from '../world/model.js';
import type { World } from '../world/world.js';
import { OAuthError } from './errors.js';

/** What a login may ask for here; Discord has many more. */
export const SCOPES = ['identify', 'guilds', 'guilds.members.read'] as const;
export type Scope = (typeof SCOPES)[number];
export const isScope = (value: string): value is Scope => SCOPES.some((scope) => scope === value);

/** What somebody is asked to agree to. */
export interface Ask {
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  readonly state: string | null;
  /** base64url of a SHA-256; null: without PKCE, which Discord leaves to applications that have a secret. */
  readonly challenge: string | null;
}

export interface Token {
  readonly access: string;
  readonly refresh: string;
  readonly scopes: readonly Scope[];
  /** ms */
  readonly expiresAt: number;
}

interface Agreed extends Ask {
  readonly userId: string;
  readonly expiresAt: number;
}

/** A code is for the way back of a browser, ms. */
const CODE_MS = 60_000;
/** As Discord: a week, ms. */
const TOKEN_MS = 604_800_000;

const secret = (): string => randomBytes(24).toString('base64url');

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};

/** Codes and access tokens, in memory: whoever was logging in when the sandbox ended begins again. */
export class Grants {
  readonly #world: World;
  readonly #codes = new Map<string, Agreed>();
  readonly #tokens = new Map<string, Token & { readonly userId: string }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Somebody agreed. @returns the code for the way back */
  agree(ask: Ask, user: User): string {
    const now = this.#now();
    for (const [code, { expiresAt }] of this.#codes) if (expiresAt <= now) this.#codes.delete(code);
    const code = secret();
    this.#codes.set(code, { ...ask, userId: user.id, expiresAt: now + CODE_MS });
    return code;
  }

  /** Changes a code for a token, once; a wrong try uses the code up. @throws OAuthError invalid_grant */
  exchange(code: string, redirectUri: string, verifier: string | null): Token {
    const agreed = this.#codes.get(code);
    this.#codes.delete(code);
    if (!agreed || agreed.expiresAt <= this.#now()) throw new OAuthError('invalid_grant', 'Invalid "code" in request.');
    if (agreed.redirectUri !== redirectUri) throw new OAuthError('invalid_grant', 'Invalid "redirect_uri" in request.');
    if (agreed.challenge !== null && challengeOf(verifier ?? '') !== agreed.challenge)
      throw new OAuthError('invalid_grant', 'Invalid "code_verifier" in request.');
    const token = { access: secret(), refresh: secret(), scopes: agreed.scopes, expiresAt: this.#now() + TOKEN_MS };
    this.#tokens.set(token.access, { ...token, userId: agreed.userId });
    return token;
  }

  /** Both tokens of the pair stop working; one that is unknown is as good as revoked. */
  revoke(token: string): void {
    for (const [access, { refresh }] of this.#tokens) if (token === access || token === refresh) this.#tokens.delete(access);
  }

  /** Who lets this token speak for them. @throws DiscordError 401; 50026 when they did not agree to `scope` */
  personOf(authorization: string, scope: Scope): User {
    const { user, token } = this.tokenOf(authorization);
    if (!token.scopes.includes(scope)) throw discordError('missingScope');
    return user;
  }

  /** @throws DiscordError 401 */
  tokenOf(authorization: string): { readonly user: User; readonly token: Token } {
    const token = this.#tokens.get(/^Bearer (\S+)$/u.exec(authorization)?.[1] ?? '');
    const user = token && this.#world.users.get(token.userId);
    if (!user || token.expiresAt <= this.#now()) throw discordError('unauthorized');
    return { user, token };
  }

  /** @throws OAuthError invalid_client */
  checkClient(id: string, clientSecret: string): void {
    const { application } = this.#world;
    if (id === application.id && isSame(clientSecret, application.clientSecret)) return;
    throw new OAuthError('invalid_client', 'Invalid client credentials.', 401);
  }

  #now(): number {
    return this.#world.clock.now();
  }
}

/** S256 of RFC 7636. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
