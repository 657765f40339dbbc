import type { PendingLogin, WebSession, WebSessionStore } from '../../src/engine/web-sessions.js';

/** Sessions of the page in memory; nothing of it ends by itself. */
export const memoryWebSessions = (): WebSessionStore => {
  const kept = new Map<string, WebSession>();
  const logins = new Map<string, PendingLogin>();
  const keyOf = (user: string, hash: string): string => `${user} ${hash}`;
  const of = (user: string): readonly WebSession[] => [...kept.values()].filter((one) => one.user === user);
  const remove = (user: string, hashes: readonly string[]): Promise<boolean> =>
    Promise.resolve(hashes.filter((hash) => kept.delete(keyOf(user, hash))).length > 0);
  return {
    get: (user, hash) => Promise.resolve(kept.get(keyOf(user, hash)) ?? null),
    put: (session) => Promise.resolve(void kept.set(keyOf(session.user, session.hash), session)),
    touch: (session) => {
      const key = keyOf(session.user, session.hash);
      if (!kept.has(key)) return Promise.resolve(false);
      kept.set(key, session);
      return Promise.resolve(true);
    },
    list: (user) => Promise.resolve(of(user)),
    remove,
    removeAll: (user) =>
      remove(
        user,
        of(user).map(({ hash }) => hash),
      ),
    putLogin: (hash, login) => Promise.resolve(void logins.set(hash, login)),
    takeLogin: (hash) => {
      const login = logins.get(hash) ?? null;
      logins.delete(hash);
      return Promise.resolve(login);
    },
  };
};
