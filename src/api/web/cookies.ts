/** Characters of a cookie's name and value that need no quoting; all of ours are made of them. */
const PAIR = /^([\w-]+)=([\w.~-]*)$/;

/** The cookies of a request by name; what is not as ours are is left out, and the first of two with one name counts. */
export const readCookies = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const [, name, value] = PAIR.exec(part.trim()) ?? [];
    if (name !== undefined && value !== undefined && !cookies.has(name)) cookies.set(name, value);
  }
  return cookies;
};

export interface CookieJar {
  /** The value that the browser sent; null without one. */
  read(name: string, header: string | undefined): string | null;
  /** `Set-Cookie` for it. @param forSeconds 0 takes it away */
  write(name: string, value: string, forSeconds: number): string;
}

/**
 * The cookies of the page: never for scripts, and never sent along by other pages' forms. Over HTTPS their names begin with `__Host-`, so that neither
 * another host of the domain nor plain HTTP can set them.
 */
export const cookieJar = (isSecure: boolean): CookieJar => {
  const nameOf = (name: string): string => `${isSecure ? '__Host-' : ''}punchcard-${name}`;
  return {
    read: (name, header) => readCookies(header).get(nameOf(name)) ?? null,
    write: (name, value, forSeconds) =>
      `${nameOf(name)}=${value}; Path=/; Max-Age=${forSeconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  };
};
