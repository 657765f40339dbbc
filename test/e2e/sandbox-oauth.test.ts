import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { CookieBrowser, locationOf } from '../support/cookie-browser.js';
import { requestProblems } from '../support/contract/index.js';
import { schemaProblems } from '../support/contract/schemas.js';
import { createFakeClock } from './sandbox-kit.js';
import { idOf } from '../support/web-stage.js';

const BACK = 'http://127.0.0.1:1/login/callback';
const AGENT = 'DiscordBot (https://example.org, 1.0)';
const clock = createFakeClock();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ redirectUris: [BACK], clock });
});
afterAll(() => sandbox.close());

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const asking = (change: Readonly<Record<string, string>> = {}): string => {
  const query = {
    ...{ client_id: sandbox.applicationId, response_type: 'code', redirect_uri: BACK, scope: 'identify guilds', state: 's' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256', ...change },
  };
  return `${sandbox.url}/oauth2/authorize?${new URLSearchParams(query).toString()}`;
};
const codeFor = async (who = 'ben', change: Readonly<Record<string, string>> = {}): Promise<string> => {
  const back = locationOf(await new CookieBrowser().post(asking(change), { user: idOf(sandbox, who) }));
  expect(new URL(back).searchParams.get('state')).toBe('s');
  return new URL(back).searchParams.get('code') ?? '';
};
const post = async (path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method: 'POST',
    headers: { 'user-agent': AGENT, ...headers },
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, body: z.looseObject({}).parse(await answer.json()) };
};
const client = () => ({ client_id: sandbox.applicationId, client_secret: sandbox.clientSecret });
const exchange = (code: string, change: Readonly<Record<string, string>> = {}) =>
  post('/oauth2/token', {
    ...client(),
    grant_type: 'authorization_code',
    code,
    redirect_uri: BACK,
    code_verifier: verifier,
    ...change,
  });
const tokenOf = async (who?: string, change?: Readonly<Record<string, string>>): Promise<string> =>
  z.object({ access_token: z.string() }).parse((await exchange(await codeFor(who, change))).body).access_token;
const get = async (path: string, authorization: string) => {
  const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, { headers: { authorization, 'user-agent': AGENT } });
  return { status: answer.status, body: await answer.json() };
};

describe('the consent page', () => {
  it('shows what is wrong with the application or the way back, and sends nobody there', async () => {
    for (const [change, says] of [
      [{ client_id: '7' }, 'Unknown Application'],
      [{ redirect_uri: `${BACK}/more` }, 'Invalid OAuth2 redirect_uri'],
    ] as const) {
      const answer = await new CookieBrowser().open(asking(change));
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(says)]);
      expect((await new CookieBrowser().post(asking(change), { user: idOf(sandbox, 'ben') })).status).toBe(400);
    }
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'identify email' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
  ])('sends back what else is wrong: %j', async (change, error) => {
    const back = new URL(locationOf(await new CookieBrowser().open(asking(change))));
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([error, 's']);
  });

  it('takes an answer from no other page', async () => {
    expect((await new CookieBrowser().post(asking(), { user: idOf(sandbox, 'ben') }, 'https://evil.example')).status).toBe(403);
  });

  it('adds the bot to a server, for those who manage it', async () => {
    const url = `${sandbox.url}/oauth2/authorize?client_id=${sandbox.applicationId}&scope=bot`;
    const lab = [...sandbox.world.guilds.values()][0]!;
    sandbox.world.removeBot(lab);
    const [ben, ada] = [idOf(sandbox, 'ben'), idOf(sandbox, 'ada')];
    expect((await new CookieBrowser().post(url, { add: `${lab.id} ${ben}` })).status).toBe(403);
    expect(await (await new CookieBrowser('de').open(url)).text()).toContain('Als Ada Admin zu Punchcard Lab hinzufügen');
    expect((await new CookieBrowser().post(url, { add: `${lab.id} ${ada}` })).status).toBe(200);
    expect(lab.members.has(sandbox.applicationId)).toBe(true);
  });
});

describe('a code', () => {
  it('is changed once, for a token that says who somebody is, as Discord writes it', async () => {
    const code = await codeFor();
    const { status, body } = await exchange(code);
    expect([status, body]).toEqual([200, expect.objectContaining({ token_type: 'Bearer', scope: 'identify guilds' })]);
    expect((await exchange(code)).body).toEqual({ error: 'invalid_grant', error_description: 'Invalid "code" in request.' });
    const token = `Bearer ${z.object({ access_token: z.string() }).parse(body).access_token}`;
    expect(await get('/users/@me', token)).toMatchObject({ status: 200, body: { username: 'ben', global_name: 'Ben' } });
    const authorization = await get('/oauth2/@me', token);
    // Discord's own moments have an offset, which its document's kind of time does not allow.
    const offset = 'OAuth2GetAuthorizationResponse: expires: Invalid ISO datetime';
    expect(schemaProblems(['OAuth2GetAuthorizationResponse'], authorization.body)).toEqual([offset]);
    const guilds = await get('/users/@me/guilds', token);
    expect(guilds.body).toMatchObject([{ name: 'Punchcard Lab', owner: false }]);
    for (const path of ['/oauth2/token', '/oauth2/token/revoke'])
      expect(requestProblems({ method: 'POST', path, body: null, userAgent: AGENT })).toEqual([]);
  });

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['another way back', { redirect_uri: 'http://127.0.0.1:2/' }, 'invalid_grant'],
    ['another secret', { client_secret: 'x' }, 'invalid_client'],
    ['another way of granting', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('is not changed with %s', async (_what, change, error) => {
    expect((await exchange(await codeFor(), change)).body['error']).toBe(error);
  });

  it('is used up by a wrong try, and ends after a minute', async () => {
    const tried = await codeFor();
    await exchange(tried, { code_verifier: 'x'.repeat(43) });
    expect((await exchange(tried)).status).toBe(400);
    const late = await codeFor();
    clock.advance(60_000);
    expect((await exchange(late)).status).toBe(400);
  });

  it('is changed for a form only, and for a secret in the header too', async () => {
    const code = await codeFor();
    const json = await fetch(`${sandbox.apiUrl}/oauth2/token`, {
      method: 'POST',
      headers: { 'user-agent': AGENT, 'content-type': 'application/json' },
      body: JSON.stringify({ ...client(), grant_type: 'authorization_code', code, redirect_uri: BACK, code_verifier: verifier }),
    });
    expect(json.status).toBe(400);
    const basic = Buffer.from(`${sandbox.applicationId}:${sandbox.clientSecret}`).toString('base64');
    const fields = { grant_type: 'authorization_code', code, redirect_uri: BACK, code_verifier: verifier };
    expect((await post('/oauth2/token', fields, { authorization: `Basic ${basic}` })).status).toBe(200);
  });
});

describe('a token', () => {
  it('opens what somebody agreed to, and nothing of the bot', async () => {
    const token = `Bearer ${await tokenOf('clara', { scope: 'identify' })}`;
    expect(await get('/users/@me/guilds', token)).toMatchObject({ status: 403, body: { code: 50026 } });
    expect((await get(`/users/${idOf(sandbox, 'ben')}`, token)).status).toBe(401);
    expect((await get('/applications/@me', token)).status).toBe(401);
    expect((await get('/users/@me', 'Bearer nothing')).status).toBe(401);
  });

  it('opens nothing any more once it was revoked, or after a week', async () => {
    const [revoked, old] = [await tokenOf(), await tokenOf()];
    expect((await post('/oauth2/token/revoke', { ...client(), client_secret: 'x', token: revoked })).status).toBe(401);
    expect((await post('/oauth2/token/revoke', { ...client(), token: revoked })).status).toBe(200);
    expect((await get('/users/@me', `Bearer ${revoked}`)).status).toBe(401);
    expect((await get('/users/@me', `Bearer ${old}`)).status).toBe(200);
    clock.advance(7 * 86_400_000);
    expect((await get('/users/@me', `Bearer ${old}`)).status).toBe(401);
  });
});

it('keeps neither codes nor secrets in the log of requests', async () => {
  const code = await codeFor();
  await exchange(code);
  const log = await (await fetch(`${sandbox.url}/sandbox/requests`)).text();
  expect(log).toContain('/oauth2/token');
  expect(log).not.toContain(code);
  expect(log).not.toContain(sandbox.clientSecret);
});
