/** Where Redis is, as `REDIS_URL` says it. */
export type Endpoint =
  | { readonly kind: 'socket'; readonly path: string; readonly db: number }
  | ({ readonly kind: 'standalone'; readonly host: string; readonly port: number; readonly db: number } & Access)
  | ({ readonly kind: 'cluster'; readonly nodes: readonly { readonly host: string; readonly port: number }[] } & Access);

interface Access {
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: boolean;
}

/**
 * Understands `redis://[user:password@]host[:port][/db]`, `rediss://...`, a unix socket (`/path`, `unix:/path`, `redis+unix:///path`), and
 * comma-separated nodes for a cluster (the first names the scheme and the credentials).
 * @throws TypeError with a message that holds no secret
 */
export const parseEndpoint = (url: string): Endpoint => {
  // A URL ends its authority there, and the host would be what stands before it.
  if (unescapedIn(url) !== null) throw new TypeError('a Redis URL has its password percent-encoded');
  const socket = /^(?:unix:(?:\/\/)?|redis\+unix:(?:\/\/)?)?(\/[^?,]*)(?:\?db=(\d+))?$/.exec(url.trim());
  if (socket?.[1] !== undefined) return { kind: 'socket', path: decodeURIComponent(socket[1]), db: Number(socket[2] ?? 0) };
  const parts = url
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const first = parse(parts[0] ?? '');
  const access: Access = {
    username: first.username === '' ? null : decodeURIComponent(first.username),
    password: first.password === '' ? null : decodeURIComponent(first.password),
    tls: first.protocol === 'rediss:',
  };
  if (parts.length > 1) return { kind: 'cluster', nodes: parts.map((part) => address(parse(part))), ...access };
  const db = first.pathname.slice(1);
  if (!/^\d*$/.test(db)) throw new TypeError('the path of a Redis URL is the number of a database');
  if (first.searchParams.get('cluster') === 'true') return { kind: 'cluster', nodes: [address(first)], ...access };
  return { kind: 'standalone', ...address(first), db: Number(db), ...access };
};

const parse = (part: string): URL => {
  const withScheme = /^[a-z+]+:\/\//.test(part) ? part : `redis://${part}`;
  if (!URL.canParse(withScheme))
    throw new TypeError('not a Redis URL: expected redis://host:port, rediss://, a unix socket or nodes');
  const url = new URL(withScheme);
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:')
    throw new TypeError(`a Redis URL begins with redis://, rediss:// or unix:, not ${url.protocol}`);
  if (url.hostname === '') throw new TypeError('a Redis URL names a host');
  return url;
};

const address = (url: URL): { host: string; port: number } => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: url.port === '' ? 6379 : Number(url.port),
});

/**
 * The character of a user name or password that has to be percent-encoded and is not: `#`, `/`, `?`, `%`, or the comma that separates nodes.
 * Null when there is none.
 */
export const unescapedIn = (url: string): string | null => {
  const text = url.trim();
  const [, rest] = /^rediss?:\/\/(.*)$/s.exec(text) ?? [];
  if (rest?.includes('@') !== true) return null;
  const [first = '', ...others] = rest.split(',');
  const end = /[#/?]/.exec(first);
  if (end !== null && first.lastIndexOf('@') > end.index) return end[0];
  // The first node has the credentials, and every other one begins with a scheme or is a host alone.
  if (!first.includes('@') && others.some((part) => part.includes('@') && !part.includes('://'))) return end?.[0] ?? ',';
  return /%(?![\da-f]{2})/i.test(first.slice(0, first.lastIndexOf('@') + 1)) ? '%' : null;
};
