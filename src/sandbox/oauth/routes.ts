import { z } from 'zod';
import { discordError } from '../rest/errors.js';
import type { Call, Route, Services } from '../rest/route.js';
import { verifyKeyOf } from '../interactions/signing.js';
import { apiUser, isoTime } from '../world/present.js';
import { OAuthError } from './errors.js';

const form = z.record(z.string(), z.string());

/** The fields of a form; JSON is not taken here. @throws OAuthError invalid_request */
const formOf = ({ isForm, body }: Call): Readonly<Record<string, string>> => {
  const parsed = form.safeParse(body);
  if (!isForm || !parsed.success) throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  return parsed.data;
};

/** Id and secret of whoever asks: HTTP Basic, or in the form. */
const clientOf = ({ authorization }: Call, fields: Readonly<Record<string, string>>): readonly [id: string, secret: string] => {
  const basic = /^Basic (\S+)$/u.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [fields['client_id'] ?? '', fields['client_secret'] ?? ''];
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id), decodeURIComponent(rest.join(':'))];
};

/** Of the code flow: https://discord.com/developers/docs/topics/oauth2. There is no refreshing, since nothing here needs it. */
export const oauthRoutes = ({ world, grants }: Services): Route[] => [
  {
    method: 'POST',
    path: '/oauth2/token',
    auth: 'token',
    isSecret: true,
    handle(call) {
      const fields = formOf(call);
      grants.checkClient(...clientOf(call, fields));
      if (fields['grant_type'] !== 'authorization_code')
        throw new OAuthError('unsupported_grant_type', 'Grant type None is not supported');
      const { code = '', redirect_uri = '', code_verifier = null } = fields;
      const token = grants.exchange(code, redirect_uri, code_verifier);
      return {
        token_type: 'Bearer',
        access_token: token.access,
        expires_in: Math.round((token.expiresAt - world.clock.now()) / 1000),
        refresh_token: token.refresh,
        scope: token.scopes.join(' '),
      };
    },
  },
  {
    method: 'POST',
    path: '/oauth2/token/revoke',
    auth: 'token',
    isSecret: true,
    handle(call) {
      const fields = formOf(call);
      grants.checkClient(...clientOf(call, fields));
      grants.revoke(fields['token'] ?? '');
      return {};
    },
  },
  {
    method: 'GET',
    path: '/oauth2/@me',
    auth: 'bot',
    scope: 'identify',
    handle(call) {
      // The bot's own token is none of a person.
      if (call.person === null) throw discordError('unauthorized');
      const { token, user } = grants.tokenOf(call.authorization ?? '');
      const { id, name, description, privateKey } = world.application;
      const about = {
        id,
        name,
        icon: null,
        description,
        type: null,
        flags: 0,
        flags_new: '0',
        verify_key: verifyKeyOf(privateKey),
      };
      return {
        application: { ...about, bot_public: true, bot_require_code_grant: false },
        scopes: [...token.scopes],
        expires: isoTime(token.expiresAt),
        user: { ...apiUser(user), primary_guild: null },
      };
    },
  },
];
