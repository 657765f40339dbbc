/** What a browser does when somebody logs in: keeps cookies by host, names its origin, and goes where it is sent, one step at a time. */
export class CookieBrowser {
  /** By host name: ports share cookies. */
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every `Set-Cookie` that came, in order. */
  readonly set: string[] = [];
  readonly language: string;

  constructor(language = 'en') {
    this.language = language;
  }

  /** One request; nothing is followed. */
  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const { hostname } = new URL(url);
    const own = this.cookies.get(hostname) ?? new Map<string, string>();
    this.cookies.set(hostname, own);
    const headers = new Headers(init.headers);
    headers.set('accept-language', this.language);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    if (own.size > 0) headers.set('cookie', [...own].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      this.set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0(;|$)/i.test(line)) own.delete(name);
      else own.set(name, value);
    }
    return answer;
  }

  /** Sends a form of a page at `url`, as that page does. */
  post(url: string, fields: Readonly<Record<string, string>>, origin = new URL(url).origin): Promise<Response> {
    return this.open(url, { method: 'POST', headers: { origin }, body: new URLSearchParams(fields) });
  }

  cookie(url: string, name: string): string | undefined {
    return this.cookies.get(new URL(url).hostname)?.get(name);
  }
}

/** Where an answer sends the browser. */
export const locationOf = (answer: Response): string => {
  const to = answer.headers.get('location');
  if (to === null) throw new Error(`no redirect, but ${answer.status}`);
  return new URL(to, answer.url).href;
};
