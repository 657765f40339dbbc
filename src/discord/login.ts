import { request } from 'undici';
import { z } from 'zod';
import type { LoginFailure, LoginProvider, Person } from '../actions/login-provider.js';
import { guildId, userId } from '../domain/ids.js';
import { PERMISSION } from '../domain/permissions.js';
import type { Logger } from '../domain/ports.js';
import { err, ok, type Result } from '../domain/result.js';
import { reasonOf } from './errors.js';
import { headersFor } from './headers.js';

export interface LoginOptions {
  /** REST base without version, e.g. `https://discord.com/api`; everything of OAuth2 follows from it. */
  readonly apiUrl: string;
  /** Asks again after a failure. */
  readonly applicationId: () => Promise<string>;
  readonly clientSecret: string;
  readonly log: Logger;
}

/** Who somebody is, which servers they are in, and their roles there. */
const SCOPES = 'identify guilds guilds.members.read';
/** What the bot does in a server. */
const { viewChannel, sendMessages, embedLinks, attachFiles, manageRoles } = PERMISSION;
const PERMISSIONS = String(viewChannel | sendMessages | embedLinks | attachFiles | manageRoles);
/** Somebody waits before a blank page, ms. */
const WITHIN_MS = 8_000;

const Token = z.looseObject({ access_token: z.string().min(1), token_type: z.string() });
/** One word of RFC 6749; anything else may repeat what was sent. */
const Refusal = z.looseObject({ error: z.string().regex(/^[a-z_]{3,40}$/) });
const User = z.looseObject({
  id: z.string().regex(/^\d{1,20}$/),
  username: z.string(),
  global_name: z.string().nullish(),
  locale: z.string().max(35).nullish(),
});
const Guilds = z.array(z.looseObject({ id: z.string().regex(/^\d{1,20}$/) }));

/** Where a person agrees, or adds the bot: `https://discord.com/api` has it at `https://discord.com/oauth2/authorize`. */
export const authorizeAddress = (apiUrl: string): string =>
  `${apiUrl.replace(/\/+$/, '').replace(/\/api$/, '')}/oauth2/authorize`;

/** Where a person adds the bot to a server. */
export const addAddress = (apiUrl: string, applicationId: string): string => {
  const query = { client_id: applicationId, scope: 'bot applications.commands', permissions: PERMISSIONS };
  return `${authorizeAddress(apiUrl)}?${new URLSearchParams(query).toString()}`;
};

class Failed extends Error {
  readonly failure: LoginFailure;

  constructor(failure: LoginFailure, reason: string) {
    super(reason);
    this.failure = failure;
  }
}

/** Logging in with Discord; see the port. Answers of Discord are logged by their status alone: they may repeat a code or a token. */
export const createLoginProvider = ({ apiUrl, applicationId, clientSecret, log }: LoginOptions): LoginProvider => {
  const base = `${apiUrl.replace(/\/+$/, '')}/v10`;
  const client = async () => ({ client_id: await applicationId(), client_secret: clientSecret });

  const call = async (
    path: string,
    asked: { readonly form?: Readonly<Record<string, string>>; readonly token?: string },
  ): Promise<unknown> => {
    const { form, token } = asked;
    const answer = await request(`${base}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: headersFor([
        ...(form === undefined ? [] : [['content-type', 'application/x-www-form-urlencoded'] as const]),
        ...(token === undefined ? [] : [['authorization', `Bearer ${token}`] as const]),
      ]),
      body: form === undefined ? null : new URLSearchParams(form).toString(),
      headersTimeout: WITHIN_MS,
      bodyTimeout: WITHIN_MS,
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const text = await answer.body.text();
    const body = parseJson(text);
    if (answer.statusCode < 300) return body;
    const refusal = Refusal.safeParse(body).data?.error ?? null;
    throw new Failed(
      failureOf(answer.statusCode, refusal),
      `${path.split('?')[0] ?? ''}: ${answer.statusCode} ${refusal ?? ''}`.trim(),
    );
  };

  const revoke = async (token: string): Promise<void> => {
    try {
      await call('/oauth2/token/revoke', { form: { ...(await client()), token, token_type_hint: 'access_token' } });
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the token of a login could not be revoked; it ends by itself');
    }
  };

  const tellOf = async (token: string): Promise<Person> => {
    const [user, guilds] = await Promise.all([
      call('/users/@me', { token }).then((body) => User.parse(body)),
      call('/users/@me/guilds', { token }).then((body) => Guilds.parse(body)),
    ]);
    return {
      user: userId(user.id),
      name: user.global_name ?? user.username,
      locale: user.locale ?? null,
      guilds: guilds.map(({ id }) => guildId(id)),
    };
  };

  return {
    authorizeUrl: async ({ redirectUri, state, challenge }) => {
      const query = {
        ...{ response_type: 'code', client_id: await applicationId(), scope: SCOPES, redirect_uri: redirectUri, state },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      };
      return `${authorizeAddress(apiUrl)}?${new URLSearchParams(query).toString()}`;
    },
    async personOf({ redirectUri, code, verifier }): Promise<Result<Person, LoginFailure>> {
      try {
        const form = {
          ...(await client()),
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        };
        const { access_token: token } = Token.parse(await call('/oauth2/token', { form }));
        try {
          return ok(await tellOf(token));
        } finally {
          await revoke(token);
        }
      } catch (error) {
        const failure = error instanceof Failed ? error.failure : 'unavailable';
        log.warn(
          { failure, reason: error instanceof z.ZodError ? 'an answer that is not as documented' : reasonOf(error) },
          'a login failed',
        );
        return err(failure);
      }
    },
  };
};

/** By RFC 6749: what is wrong with the code is the person's login, what is wrong with the client is our configuration. */
const failureOf = (status: number, refusal: string | null): LoginFailure => {
  if (status === 429 || status >= 500) return 'unavailable';
  return refusal === 'invalid_grant' ? 'refused' : 'misconfigured';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
