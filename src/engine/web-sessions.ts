import type { GuildId, UserId } from '../domain/ids.js';

/** Somebody who has logged in to the web page, in one browser. */
export interface WebSession {
  readonly user: UserId;
  /** SHA-256 of the secret that the browser has, base64url; it names the session and opens nothing. */
  readonly hash: string;
  /** As Discord said it at the login: what the person is called, and the language of their Discord. */
  readonly name: string;
  readonly locale: string | null;
  /** Servers of the bot that they were in at the login: where to look first, no proof that they are in them now. */
  readonly guilds: readonly GuildId[];
  /** ms */
  readonly createdAt: number;
  /** When it was last used, to within an hour; ms. */
  readonly seenAt: number;
}

/** A login that has begun: what has to come back with the person. */
export interface PendingLogin {
  readonly state: string;
  readonly verifier: string;
  /** Where the person wanted to go: a path of our own. */
  readonly next: string;
}

/** Where sessions of the web page are kept, by person. All reject with `StoreUnavailable` while Redis is away. */
export interface WebSessionStore {
  get(user: UserId, hash: string): Promise<WebSession | null>;
  /** Keeps a new session; everything of the person is forgotten `forMs` after the last of these. */
  put(session: WebSession, forMs: number): Promise<void>;
  /** Notes when a session was used, unless it has ended; answers whether it is there. */
  touch(session: WebSession, forMs: number): Promise<boolean>;
  list(user: UserId): Promise<readonly WebSession[]>;
  /** Answers whether any of them was there. */
  remove(user: UserId, hashes: readonly string[]): Promise<boolean>;
  /** Ends all of a person; answers whether there was any. */
  removeAll(user: UserId): Promise<boolean>;
  /** @param hash SHA-256 of the secret that the browser got for its way to Discord and back */
  putLogin(hash: string, login: PendingLogin, forMs: number): Promise<void>;
  /** Hands a login out once; null for one that is not known, or was handed out. */
  takeLogin(hash: string): Promise<PendingLogin | null>;
}
