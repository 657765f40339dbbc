import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LONGEST_MS } from '../../src/api/web/sessions.js';
import { CookieBrowser, locationOf } from '../support/cookie-browser.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { agree, idOf, logIn, startWebProcess, startWebStage, toConsent } from '../support/web-stage.js';

let redis: RedisProcess;
let stage: Awaited<ReturnType<typeof startWebStage>>;
let ben: CookieBrowser;

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  stage = await startWebStage(redis.url);
});
afterAll(async () => {
  await stage.close();
  await redis.stop();
});
beforeEach(() => {
  ben = new CookieBrowser();
});

const Session = z.looseObject({ user: z.object({ id: z.string(), name: z.string() }), csrf: z.string() });
const sessionOf = async (browser: CookieBrowser, url = stage.url) => {
  const answer = await browser.open(`${url}/api/v1/session`);
  return answer.ok ? Session.parse(await answer.json()) : answer.status;
};
const titleOf = async (answer: Response): Promise<string> => /<p class="lead">(.*?)<\/p>/.exec(await answer.text())?.[1] ?? '';

describe('logging in', () => {
  it('leads to Discord and back to where somebody wanted to go, and the token is revoked', async () => {
    const consent = await toConsent(stage.url, ben, '/app/g1/timesheet?week=2026-W10');
    const asked = new URL(consent).searchParams;
    expect(consent).toContain(`${stage.sandbox.url}/oauth2/authorize?`);
    expect([asked.get('scope'), asked.get('code_challenge_method')]).toEqual(['identify guilds guilds.members.read', 'S256']);
    const back = await agree(stage.sandbox, consent, ben);
    const answer = await ben.open(back);
    expect([answer.status, locationOf(answer)]).toEqual([303, `${stage.url}/app/g1/timesheet?week=2026-W10`]);
    expect(await sessionOf(ben)).toMatchObject({ user: { id: idOf(stage.sandbox, 'ben'), name: 'Ben' }, operator: false });
    const asks = (await (await fetch(`${stage.sandbox.url}/sandbox/requests`)).json()) as { path: string }[];
    expect(
      asks
        .slice(-4)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/oauth2/token', '/oauth2/token/revoke', '/users/@me', '/users/@me/guilds'].sort());
  });

  it('sets cookies that no script reads and no other page sends', async () => {
    await logIn(stage, ben);
    for (const line of ben.set) expect(line).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(ben.set.map((line) => line.split('=')[0])).toEqual(['punchcard-login', 'punchcard-login', 'punchcard-session']);
    expect([...(ben.cookies.get('127.0.0.1')?.keys() ?? [])]).toEqual(['punchcard-session']);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/app\\..', 'app', ''])(
    'never goes to another place afterwards: %s',
    async (next) => {
      const back = await agree(stage.sandbox, await toConsent(stage.url, ben, next), ben);
      expect(locationOf(await ben.open(back))).toBe(`${stage.url}/app/`);
    },
  );

  it('uses a way back once', async () => {
    const back = await agree(stage.sandbox, await toConsent(stage.url, ben), ben);
    await ben.open(back);
    const again = await ben.open(back);
    expect([again.status, await titleOf(again)]).toEqual([400, 'This login did not begin in this browser, or it took too long.']);
  });

  it('takes no other state, and no way back without one', async () => {
    for (const change of [
      (back: URL) => back.searchParams.set('state', 'x'.repeat(43)),
      (back: URL) => back.searchParams.delete('state'),
    ]) {
      const browser = new CookieBrowser();
      const back = new URL(await agree(stage.sandbox, await toConsent(stage.url, browser), browser));
      change(back);
      expect((await browser.open(back.href)).status).toBe(400);
      expect(await sessionOf(browser)).toBe(401);
    }
  });

  it('belongs to the browser that began it', async () => {
    const victim = new CookieBrowser();
    const back = await agree(stage.sandbox, await toConsent(stage.url, ben), ben);
    await toConsent(stage.url, victim);
    expect((await victim.open(back)).status).toBe(400);
    expect(await sessionOf(victim)).toBe(401);
  });

  it('says so when somebody does not agree, in their language', async () => {
    const clara = new CookieBrowser('de-AT,de;q=0.9,en;q=0.5');
    const consent = await toConsent(stage.url, clara);
    const back = locationOf(await clara.post(consent, { deny: '1' }));
    expect(new URL(back).searchParams.get('error')).toBe('access_denied');
    const answer = await clara.open(back);
    expect([answer.status, await titleOf(answer)]).toEqual([403, 'Du hast den Zugriff bei Discord nicht erlaubt.']);
  });

  it('ends the session that the browser had before', async () => {
    await logIn(stage, ben);
    const before = ben.cookie(stage.url, 'punchcard-session') ?? '';
    await logIn(stage, ben, 'clara');
    expect(await sessionOf(ben)).toMatchObject({ user: { name: 'Clara' } });
    const old = new CookieBrowser();
    old.cookies.set('127.0.0.1', new Map([['punchcard-session', before]]));
    expect(await sessionOf(old)).toBe(401);
  });

  it('tells the operator when Discord does not know the secret, and without one how to set it up', async () => {
    const wrong = await startWebProcess(stage.sandbox, redis.url, { clientSecret: 'another' });
    const none = await startWebProcess(stage.sandbox, redis.url, { provider: null });
    stage.sandbox.servesPage(wrong.url, `${wrong.url}/login/callback`);
    const answer = await ben.open(await agree(stage.sandbox, await toConsent(wrong.url, ben), ben));
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(`${wrong.url}/login/callback`)]);
    const page = await ben.open(`${none.url}/login`);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('DISCORD_CLIENT_SECRET')]);
    stage.sandbox.servesPage(stage.url, `${stage.url}/login/callback`);
    await wrong.close();
    await none.close();
  });
});

describe('a session', () => {
  it('is kept by a digest, so that who reads Redis cannot log in with it', async () => {
    await logIn(stage, ben);
    const [user, secret = ''] = (ben.cookie(stage.url, 'punchcard-session') ?? '').split('.');
    const stored = await redis.command('HGETALL', `pc:{u${user}}:ws`);
    expect(JSON.stringify(stored)).not.toContain(secret);
    const ttl = Number(await redis.command('PTTL', `pc:{u${user}}:ws`));
    expect(ttl).toBeGreaterThan(LONGEST_MS - 60_000);
  });

  it('is listed, and ended one by one', async () => {
    const [mika, phone] = [new CookieBrowser(), new CookieBrowser()];
    await logIn(stage, mika, 'mika');
    await logIn(stage, phone, 'mika');
    const List = z.object({ items: z.array(z.looseObject({ id: z.string(), current: z.boolean() })) });
    const { items } = List.parse(await (await mika.open(`${stage.url}/api/v1/sessions`)).json());
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const { csrf } = Session.parse(await (await mika.open(`${stage.url}/api/v1/session`)).json());
    const other = items.find(({ current }) => !current)?.id ?? '';
    const headers = { origin: stage.url, 'x-csrf-token': csrf };
    expect((await mika.open(`${stage.url}/api/v1/sessions/${other}`, { method: 'DELETE', headers })).status).toBe(204);
    expect(await sessionOf(phone)).toBe(401);
    expect(await sessionOf(mika)).toMatchObject({ user: { name: 'Mika' } });
    expect((await mika.open(`${stage.url}/api/v1/sessions/${other}`, { method: 'DELETE', headers })).status).toBe(404);
  });

  it('is logged out by our page alone', async () => {
    await logIn(stage, ben);
    const { csrf } = Session.parse(await (await ben.open(`${stage.url}/api/v1/session`)).json());
    const attempts = [
      [{ csrf }, 'https://evil.example'],
      [{ csrf: csrf.slice(0, -1) }, stage.url],
      [{}, stage.url],
      [{ csrf }, 'null'],
    ] as const;
    for (const [fields, origin] of attempts) expect((await ben.post(`${stage.url}/logout`, fields, origin)).status).toBe(403);
    const silent = await ben.open(`${stage.url}/logout`, { method: 'POST', body: new URLSearchParams({ csrf }) });
    expect(silent.status).toBe(403);
    expect(await sessionOf(ben)).toMatchObject({ user: { name: 'Ben' } });
    const answer = await ben.post(`${stage.url}/logout`, { csrf });
    expect([answer.status, locationOf(answer)]).toEqual([303, `${stage.url}/`]);
    expect(await sessionOf(ben)).toBe(401);
  });

  it('ends everywhere at once, in other processes too', async () => {
    const other = await startWebProcess(stage.sandbox, redis.url);
    const phone = new CookieBrowser();
    await logIn(stage, ben);
    await logIn(stage, phone);
    expect(await sessionOf(phone, other.url)).toMatchObject({ user: { name: 'Ben' } });
    const { csrf } = Session.parse(await (await ben.open(`${stage.url}/api/v1/session`)).json());
    const headers = { origin: stage.url, 'x-csrf-token': csrf, accept: 'application/json' };
    expect((await ben.open(`${stage.url}/logout-everywhere`, { method: 'POST', headers })).status).toBe(204);
    expect([await sessionOf(phone, other.url), await sessionOf(phone), await sessionOf(ben)]).toEqual([401, 401, 401]);
    await other.close();
  });

  it('goes on for a while when Redis is away, and a new login says to wait', async () => {
    const own = await startRedis({ appendfsync: 'no' });
    const page = await startWebStage(own.url);
    await logIn(page, ben);
    expect(await sessionOf(ben, page.url)).toMatchObject({ user: { name: 'Ben' } });
    await own.kill();
    expect(await sessionOf(ben, page.url)).toMatchObject({ user: { name: 'Ben' } });
    const stranger = new CookieBrowser();
    stranger.cookies.set('127.0.0.1', new Map([['punchcard-session', `7.${'x'.repeat(43)}`]]));
    expect(await sessionOf(stranger, page.url)).toBe(503);
    const answer = await ben.open(`${page.url}/login`);
    expect([answer.status, await titleOf(answer)]).toEqual([503, expect.stringContaining('has to wait')]);
    await page.close();
    await own.stop();
  });
});

it('tells no secret to the log', () => {
  const said = JSON.stringify(stage.chain.log.lines);
  const secrets = [stage.sandbox.clientSecret, ...ben.set.map((line) => /=([^;]*)/.exec(line)?.[1] ?? '')].filter(
    (one) => one !== '',
  );
  for (const secret of secrets) expect(said).not.toContain(secret);
});
