import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { newTokenView, tokenList, type ListedToken } from '../../src/views/token/list.js';
import { SCOPES } from '../../src/actions/tokens.js';

const DAY = 86_400_000;

/** Tokens at their longest: twenty of a person's own, and twenty for a server. */
export const tokenSamples = (
  now: number,
  name: string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const token = (at: number): ListedToken => ({
    ...{ id: String(at), name, scopes: SCOPES, isOfServer: at % 2 === 1 },
    expiresAt: at % 3 === 0 ? null : now + (at - 5) * DAY,
    lastUsedAt: at % 4 === 0 ? null : now - DAY,
  });
  const text = `pct_g${'9'.repeat(20)}_${'9'.repeat(20)}_0123456789ab_${'x'.repeat(43)}`;
  return [
    { name: 'tokens', body: tokenList({ tokens: Array.from({ length: 40 }, (_, at) => token(at)), now }, t) },
    { name: 'no tokens', body: tokenList({ tokens: [], now }, t) },
    { name: 'new token', body: newTokenView({ ...token(7), text }, t) },
    { name: 'new token, asked for twice', body: newTokenView({ ...token(0), text: null }, t) },
  ];
};
