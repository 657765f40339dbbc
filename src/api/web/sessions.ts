import { userId, type UserId } from '../../domain/ids.js';
import type { Clock, Logger } from '../../domain/ports.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { WebSession, WebSessionStore } from '../../engine/web-sessions.js';
import type { Person } from '../../actions/login-provider.js';
import { csrfTokenOf, digestOf, isSecret, newSecret } from './secrets.js';

const DAY_MS = 86_400_000;
/** A session that is not used ends after this. */
export const IDLE_MS = 30 * DAY_MS;
/** And every one after this. */
export const LONGEST_MS = 90 * DAY_MS;
/** When it was last used is noted so often, ms. */
const NOTED_EVERY_MS = 3_600_000;
/** So long a session goes on that cannot be looked up, since Redis is away; ms after it was last seen there. */
export const OFFLINE_MS = 600_000;
/** Browsers of one person at once; the one that was used longest ago is logged out for another one. */
const PER_PERSON = 20;
/** Sessions that are remembered for when Redis is away. */
const REMEMBERED = 10_000;

/** Somebody who has logged in, as one of their requests shows it. */
export interface LoggedIn {
  readonly session: WebSession;
  /** What a write has to bring along. */
  readonly csrf: string;
}

export interface WebSessions {
  /** @returns the value of the cookie. Rejects with `StoreUnavailable`. */
  begin(person: Person): Promise<string>;
  /**
   * Whose cookie it is; null: nobody's, or the session is over. While Redis is away, whoever was seen shortly before. Rejects with
   * `StoreUnavailable` when it is away and nobody knows.
   */
  find(cookie: string | null): Promise<LoggedIn | null>;
  /** Newest use first. Rejects with `StoreUnavailable`. */
  list(user: UserId): Promise<readonly WebSession[]>;
  /** Ends one. Rejects with `StoreUnavailable`: then it ends in this process only. */
  end(user: UserId, hash: string): Promise<boolean>;
  /** Logs a person out everywhere. Rejects with `StoreUnavailable`: then they are logged out in this process only. */
  endAll(user: UserId): Promise<void>;
}

const isOver = ({ createdAt, seenAt }: WebSession, now: number): boolean =>
  now >= Math.min(seenAt + IDLE_MS, createdAt + LONGEST_MS);

/** Sessions of the page. The browser has `<user>.<secret>`, Redis the digest of the secret: who reads Redis cannot log in with it. */
export const createWebSessions = ({
  store,
  clock,
  log,
}: {
  readonly store: WebSessionStore;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Logger;
}): WebSessions => {
  /** Oldest first. `at`: when Redis said it, monotonic ms. */
  const remembered = new Map<string, { readonly session: WebSession; readonly at: number }>();
  const remember = (session: WebSession): void => {
    remembered.delete(session.hash);
    remembered.set(session.hash, { session, at: clock.monotonic() });
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };

  const readCookie = (cookie: string | null): { readonly user: UserId; readonly secret: string } | null => {
    const [, user, secret] = /^(\d{1,20})\.([\w-]+)$/.exec(cookie ?? '') ?? [];
    return user === undefined || secret === undefined || !isSecret(secret) ? null : { user: userId(user), secret };
  };

  const lookUp = async (user: UserId, hash: string): Promise<WebSession | null> => {
    try {
      const session = await store.get(user, hash);
      if (session === null) remembered.delete(hash);
      else remember(session);
      return session;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const known = remembered.get(hash);
      if (known?.session.user === user && clock.monotonic() - known.at < OFFLINE_MS) return known.session;
      throw error;
    }
  };

  /** Whoever uses it need not wait for that. */
  const noteUse = (session: WebSession): void => {
    const now = clock.now();
    if (now - session.seenAt < NOTED_EVERY_MS) return;
    store.touch({ ...session, seenAt: now }, LONGEST_MS).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) log.warn({ err: error }, 'the use of a session of the page could not be noted');
    });
  };

  return {
    async begin({ user, name, locale, guilds }) {
      const secret = newSecret();
      const now = clock.now();
      const others = await store.list(user);
      const lasting = others.filter((one) => !isOver(one, now)).sort((a, b) => b.seenAt - a.seenAt);
      const gone = new Set(others.map(({ hash }) => hash));
      for (const { hash } of lasting.slice(0, PER_PERSON - 1)) gone.delete(hash);
      await store.remove(user, [...gone]);
      const session = { user, hash: digestOf(secret), name, locale, guilds, createdAt: now, seenAt: now };
      await store.put(session, LONGEST_MS);
      remember(session);
      return `${user}.${secret}`;
    },
    async find(cookie) {
      const told = readCookie(cookie);
      if (told === null) return null;
      const session = await lookUp(told.user, digestOf(told.secret));
      if (session === null || isOver(session, clock.now())) return null;
      noteUse(session);
      return { session, csrf: csrfTokenOf(told.secret) };
    },
    async list(user) {
      const now = clock.now();
      return (await store.list(user)).filter((one) => !isOver(one, now)).sort((a, b) => b.seenAt - a.seenAt);
    },
    async end(user, hash) {
      if (remembered.get(hash)?.session.user === user) remembered.delete(hash);
      return store.remove(user, [hash]);
    },
    async endAll(user) {
      for (const [hash, { session }] of remembered) if (session.user === user) remembered.delete(hash);
      await store.removeAll(user);
    },
  };
};
