/** Where the page is: `/app/<space>/<page>?<query>`. */
export interface Route {
  /** Null: the space that was looked at last. */
  readonly space: string | null;
  /** The path of a page below its space: `timesheet`, `manage/members`; empty: the first one. */
  readonly page: string;
  readonly query: URLSearchParams;
}

export const BASE = '/app';
const SPACE = /^[gu]\d{1,20}$/;

/** Reads an address of ours; whatever is no space and no page is the first page of the last space. */
export function routeOf(pathname: string, search = ''): Route {
  const parts = pathname
    .replace(/^\/app(?=\/|$)/, '')
    .split('/')
    .filter((part) => part !== '');
  const [first = ''] = parts;
  const hasSpace = SPACE.test(first);
  return {
    space: hasSpace ? first : null,
    page: (hasSpace ? parts.slice(1) : parts).join('/'),
    query: new URLSearchParams(search),
  };
}

/** The address of a page. Empty values of the query are left out. */
export function pathTo(space: string, page: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') params.set(name, value);
  const text = params.toString();
  return `${BASE}/${space}${page === '' ? '' : `/${page}`}${text === '' ? '' : `?${text}`}`;
}

/** Is this click one that the page follows by itself, and not one for a new tab or another site? Then its address. */
export function followed(event: MouseEvent, origin: string): URL | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = event.composedPath().find((each): each is HTMLAnchorElement => each instanceof HTMLAnchorElement);
  if (link?.target !== '' || link.hasAttribute('download')) return null;
  const url = new URL(link.href, origin);
  return url.origin === origin && (url.pathname === BASE || url.pathname.startsWith(`${BASE}/`)) ? url : null;
}
