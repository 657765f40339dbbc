import { createToken, revokeToken, tokensOf, type ShownToken } from '../../actions/tokens.js';
import { ok } from '../../domain/result.js';
import { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { momentText, msOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { NewToken, TokenInput, TokenList, type Token } from '../schemas/me.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'documents' | 'tokenUses' | 'log'>;
const tag = 'Tokens';
const path = '/spaces/:space/tokens';

const shown = ({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: ShownToken): z.output<typeof Token> => ({
  ...{ id, name, scopes: [...scopes], createdAt: momentText(createdAt) },
  expiresAt: expiresAt === null ? null : momentText(expiresAt),
  lastUsedAt: lastUsedAt === null ? null : momentText(lastUsedAt),
});

export const tokenRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listTokens', method: 'GET', path, tag, scope: 'own:read' },
    summary:
      'Lists the tokens that you have made: in your own space those for all of your time, in a server those for that server.',
    answers: { 200: TokenList },
    run: async (asked) => ok({ status: 200, body: { tokens: (await tokensOf(inSpace(asked), deps)).map(shown) } }),
  }),
  defineRoute({
    ...{ id: 'createToken', method: 'POST', path, tag, scope: 'own:write', pageOnly: true, body: TokenInput },
    summary: 'Makes a token. Only the page does that, and `/token create` in Discord: no token makes another one.',
    answers: { 201: NewToken },
    refusals: ['TOKEN_SCOPES_INVALID', 'TOKENS_FULL', 'UNTIL_PAST'],
    run: async (asked) => {
      const { name, scopes, expiresAt } = asked.body;
      const wish = { name, scopes, expiresAt: expiresAt === null ? null : msOf(expiresAt) };
      const made = await createToken(inSpace(asked), wish, deps);
      if (!made.ok) return made;
      return ok({ status: 201, body: { token: shown(made.value.token), text: made.value.text } });
    },
  }),
  defineRoute({
    ...{ id: 'revokeToken', method: 'DELETE', path: `${path}/:token`, tag, scope: 'own:write', keepsAnswer: true },
    params: z.object({ space: z.string(), token: z.string().max(32) }),
    summary: 'Revokes a token: within a second nobody comes in with it any more.',
    answers: { 204: null },
    refusals: ['TOKEN_NOT_FOUND'],
    run: async (asked) => {
      const revoked = await revokeToken(inSpace(asked), asked.params.token, deps);
      return revoked.ok ? ok({ status: 204 }) : revoked;
    },
  }),
];
