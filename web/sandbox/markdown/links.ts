/** The address if a click on it is harmless (http and https only), else undefined: `javascript:` and `data:` never become links. */
export function safeHref(address: string): string | undefined {
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A file of the sandbox as an address of this page's own origin, or undefined when it lies elsewhere (nothing is fetched from outside). */
export function ownFile(address: string, origin: string): string | undefined {
  try {
    const url = new URL(address, origin);
    const own = new URL(origin);
    const here = url.origin === own.origin || (loopback.has(url.hostname) && url.port === own.port);
    return here && url.protocol.startsWith('http') ? `${url.pathname}${url.search}` : undefined;
  } catch {
    return undefined;
  }
}
