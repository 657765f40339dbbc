import { accessIn, type Asking } from '../../actions/access.js';
import { configOrNull } from '../../actions/config-or-null.js';
import { CAPABILITIES } from '../../domain/capabilities.js';
import { guildOf, guildSpace, isGuildSpace, personalSpace, type SpaceId } from '../../domain/ids.js';
import { atOnce } from '../../domain/at-once.js';
import { ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { z } from 'zod';
import type { Caller } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { HealthAnswer, Me, SpaceList } from '../schemas/me.js';
import { Space } from '../schemas/time.js';
import { calledBy, inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'people' | 'spaces' | 'personal' | 'operators' | 'link' | 'log' | 'names'>;
const tag = 'You';
/** Servers that are asked about at once. */
const WIDTH = 8;

const shownSpace = (space: SpaceId, name: string, asking: Asking, config: SpaceConfig): z.output<typeof Space> => ({
  id: space,
  kind: isGuildSpace(space) ? 'server' : 'own',
  name,
  zone: config.settings.timeZone,
  locale: config.settings.locale,
  weekStart: config.settings.weekStart,
  capabilities: CAPABILITIES.filter((capability) => accessIn(asking, capability, config).allowed),
});

/** None while Redis is away and its settings are not known here. */
const ownSpace = async ({ user }: Caller, deps: Needs): Promise<readonly z.output<typeof Space>[]> => {
  const space = personalSpace(user);
  const config = await configOrNull(deps, space);
  return config === null ? [] : [shownSpace(space, '', { user, guild: null, memberRoles: new Set() }, config)];
};

/** Spaces in which something is kept of the caller; while Redis is away the servers that they were in when they logged in. */
const knownSpaces = async ({ user, visitor }: Caller, { personal }: Needs): Promise<readonly SpaceId[]> => {
  try {
    return await personal.spacesOf(user, personalSpace(user));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return visitor?.session.guilds.map(guildSpace) ?? [];
  }
};

/** The servers that the caller is in, of those that the bot is in. Each costs a question at Discord, so first those in which something is kept of them. */
const serversOf = async (caller: Caller, deps: Needs): Promise<z.output<typeof SpaceList>> => {
  const { user } = caller;
  const [guilds, known] = await Promise.all([deps.people.guilds(), knownSpaces(caller, deps)]);
  if (!guilds.ok) return { spaces: [], isIncomplete: true };
  const inKnown = new Set<string>(known.flatMap((space) => guildOf(space) ?? []));
  const wanted = guilds.value
    .filter(({ id }) => caller.space === null || guildSpace(id) === caller.space)
    .toSorted((a, b) => Number(inKnown.has(b.id)) - Number(inKnown.has(a.id)));
  let isIncomplete = wanted.length > SERVERS_MAX;
  const shown = await atOnce(wanted.slice(0, SERVERS_MAX), WIDTH, async ({ id, name }) => {
    const member = await deps.people.member(id, user);
    if (!member.ok) isIncomplete = true;
    if (!member.ok || member.value === null) return [];
    const asking = { user, guild: { id, permissions: member.value.permissions }, memberRoles: member.value.roles };
    const space = guildSpace(id);
    const config = await configOrNull(deps, space);
    if (config === null) isIncomplete = true;
    return config === null ? [] : [shownSpace(space, name, asking, config)];
  });
  return { spaces: shown.flat(), isIncomplete };
};

/** So many servers are asked about for one caller. */
const SERVERS_MAX = 200;

export const generalRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'getHealth', method: 'GET', path: '/health', tag: 'Service', scope: null },
    summary: 'Says whether the service is well.',
    answers: { 200: HealthAnswer },
    run: ({ now }) => {
      const isUp = deps.link.up;
      const body = { status: isUp ? 'ok' : 'degraded', redis: isUp ? 'up' : 'away', now: momentText(now) };
      return Promise.resolve(ok({ status: 200, body }));
    },
  }),
  defineRoute({
    ...{ id: 'getMe', method: 'GET', path: '/me', tag, scope: 'own:read' },
    summary: 'Says who calls, and what this token may do.',
    answers: { 200: Me },
    run: (asked) => {
      const { user, through, scopes, space } = calledBy(asked);
      const isOperator = deps.operators.has(user);
      const own = personalSpace(user);
      const body = { user, through, scopes: [...scopes], space, own, isOperator, now: momentText(asked.now) };
      return Promise.resolve(ok({ status: 200, body }));
    },
  }),
  defineRoute({
    ...{ id: 'listSpaces', method: 'GET', path: '/spaces', tag, scope: 'own:read' },
    summary: 'Lists the spaces that you are in: your own one, and the servers that you share with the bot.',
    answers: { 200: SpaceList },
    run: async (asked) => {
      const caller = calledBy(asked);
      const servers = await serversOf(caller, deps);
      const own = caller.space === null ? await ownSpace(caller, deps) : [];
      return ok({ status: 200, body: { ...servers, spaces: [...own, ...servers.spaces] } });
    },
  }),
  defineRoute({
    ...{ id: 'getSpace', method: 'GET', path: '/spaces/:space', tag, scope: 'own:read' },
    summary: 'Shows one space, and what you may do in it.',
    answers: { 200: Space },
    run: async (asked) => {
      const asking = inSpace(asked);
      const guild = guildOf(asking.space);
      const [config, name] = await Promise.all([deps.spaces.get(asking.space), guild === null ? '' : deps.names.guild(guild)]);
      return ok({ status: 200, body: shownSpace(asking.space, name ?? '', asking, config) });
    },
  }),
];
