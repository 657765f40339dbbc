/** Where people reach the page. */
export interface Site {
  /** Without a slash at the end. */
  readonly base: string;
  readonly origin: string;
  readonly isSecure: boolean;
  /** Where Discord sends people back to; it stands in the Developer Portal. */
  readonly redirectUri: string;
}

/** @param base `PUBLIC_URL`, or our own address */
export const siteAt = (base: string): Site => {
  const { origin, protocol } = new URL(base);
  return { base, origin, isSecure: protocol === 'https:', redirectUri: `${base}/login/callback` };
};

/** Is it a path of ours, which a browser does not take for another host? */
const isLocalPath = (path: string): boolean => /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);

/** Where somebody goes after the login: only ever to us. */
export const nextPath = (wanted: unknown): string =>
  typeof wanted === 'string' && wanted.length <= 500 && isLocalPath(wanted) ? wanted : '/app/';
