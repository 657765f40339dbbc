import type { Actor } from '../../actions/actor.js';
import { createToken, revokeToken, tokensOf, TOKEN_NAME_MAX, type Scope } from '../../actions/tokens.js';
import { accessIn } from '../../actions/access.js';
import { CAPABILITIES } from '../../domain/capabilities.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { personalSpace } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { TokenUses } from '../../engine/token-uses.js';
import { plainText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { newTokenView, tokenList, type ListedToken } from '../../views/token/list.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';

type Needs = Pick<Deps, 'documents' | 'tokenUses' | 'log'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;
const DAY = 86_400_000;
const CHOICES_MAX = 25;

/** What a token may be for, in the words of a choice. */
const SCOPES = {
  read: ['own:read'],
  write: ['own:read', 'own:write'],
  serverRead: ['own:read', 'space:read'],
  serverManage: ['own:read', 'own:write', 'space:read', 'space:manage'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;
const EXPIRY = { week: 7, month: 30, quarter: 90, year: 365, never: null } as const;

/** Own tokens lie in the person's own space, wherever they are asked for. */
const atHome = (ctx: Context): Actor => ({ ...ctx, space: personalSpace(ctx.user), guild: null, memberRoles: new Set() });

/** A token for a server is for those who look after others in it; each use asks again. GUILD_ONLY, CAPABILITY_MISSING. */
const mayHave = async (ctx: Context, { spaces }: Pick<Deps, 'spaces'>): Promise<Result<void, DomainError>> => {
  if (ctx.guild === null) return err(domainError('GUILD_ONLY'));
  const config = await spaces.get(ctx.space);
  const some = CAPABILITIES.some((one) => one !== 'clockIn' && accessIn(ctx, one, config).allowed);
  return some ? ok(undefined) : err(domainError('CAPABILITY_MISSING', { capability: 'seeOthers' }));
};

const create = defineCommand({
  ...shared,
  name: 'create',
  options: {
    name: opt.string({ minLength: 1, maxLength: TOKEN_NAME_MAX }).required(),
    scopes: opt.choice(['read', 'write', 'serverRead', 'serverManage']).required(),
    expiry: opt.choice(['week', 'month', 'quarter', 'year', 'never']).required(),
  },
  async run(ctx, { name, scopes: kind, expiry }, deps: Needs & Pick<Deps, 'spaces'>) {
    const scopes = SCOPES[kind];
    const isOfServer = kind === 'serverRead' || kind === 'serverManage';
    const may = isOfServer ? await mayHave(ctx, deps) : ok(undefined);
    if (!may.ok) return failure(may.error);
    const days = EXPIRY[expiry];
    const expiresAt = days === null ? null : ctx.occurredAt + days * DAY;
    const made = await createToken(isOfServer ? ctx : atHome(ctx), { name, scopes, expiresAt }, deps);
    if (!made.ok) return failure(made.error);
    return message(newTokenView({ ...made.value.token, text: made.value.text, isOfServer }, ctx.t));
  },
});

/** Own tokens, then those for this server. */
const all = async (
  ctx: Context,
  deps: Pick<Deps, 'documents'> & { readonly tokenUses: TokenUses },
): Promise<readonly ListedToken[]> => {
  const [own, here] = await Promise.all([tokensOf(atHome(ctx), deps), ctx.guild === null ? [] : tokensOf(ctx, deps)]);
  return [...own.map((one) => ({ ...one, isOfServer: false })), ...here.map((one) => ({ ...one, isOfServer: true }))];
};

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  run: async (ctx, _options, deps: Needs) => message(tokenList({ tokens: await all(ctx, deps), now: ctx.occurredAt }, ctx.t)),
});

const choices: Autocomplete = async (ctx, typed, deps) => {
  const known = await all(ctx, deps);
  return known
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, CHOICES_MAX)
    .map(({ id, name }) => ({ name: plainText(name) || id, value: id }));
};

const revoke = defineCommand({
  ...shared,
  name: 'revoke',
  options: { token: opt.string({ minLength: 1, maxLength: 100, autocomplete: choices }).required() },
  async run(ctx, { token: typed }, deps: Needs) {
    const known = await all(ctx, deps);
    const found = known.find(({ id }) => id === typed) ?? known.find(({ name }) => name === typed.trim());
    if (found === undefined) return failure(domainError('TOKEN_NOT_FOUND'));
    const revoked = await revokeToken(found.isOfServer ? ctx : atHome(ctx), found.id, deps);
    return revoked.ok ? message(noticeView(ctx.t('tokens.revoked', { name: plainText(found.name) }))) : failure(revoked.error);
  },
});

/** Tokens of the API. What is shown of them is for their owner alone. */
export const tokenFeature: Feature = {
  commands: [defineGroup({ name: 'token', guards: [], children: [create, list, revoke] })],
  components: [],
};
