import { z } from 'zod';
import { mayDo } from '../../src/actions/access.js';
import type { Actor } from '../../src/actions/actor.js';
import type { GuildMember } from '../../src/actions/people.js';
import type { Caller, Scope } from '../../src/api/caller.js';
import { SCOPES } from '../../src/api/caller.js';
import type { ManageDeps } from '../../src/api/manage-deps.js';
import type { Answer, Route } from '../../src/api/route.js';
import type { DomainError } from '../../src/domain/errors.js';
import { guildId, guildSpace, requestId, roleId, userId } from '../../src/domain/ids.js';
import { PERMISSION } from '../../src/domain/permissions.js';
import { ok, type Result } from '../../src/domain/result.js';
import type { LedgerReader } from '../../src/engine/ledger-rows.js';
import { createRequestDesk } from '../../src/commands/approvals/desk.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { ADA, createHarness, GUILD } from './commands-harness.js';
import { refusal } from './engine.js';

/** Whoever asks: a member with these permissions and roles. */
export interface Person {
  readonly user?: string;
  readonly permissions?: bigint;
  readonly roles?: readonly string[];
  readonly scopes?: readonly Scope[];
}
export const MANAGER: Person = { user: '900', permissions: PERMISSION.manageGuild };

const t = createTranslators({ strict: true }).for('en');

/** The routes on the engine of the commands' harness: what happens in Discord and over the API is the same space. */
export const manageRoutes = async (
  routesOf: (deps: ManageDeps, h: Awaited<ReturnType<typeof createHarness>>) => readonly Route[],
  more: Partial<Pick<ManageDeps, 'ledger' | 'webhooks' | 'live' | 'fileDesk' | 'insights' | 'service'>> = {},
) => {
  const h = await createHarness();
  const people = new Map<string, GuildMember>();
  const told: string[] = [];
  const missing = new Proxy({} as never, {
    get: (_target, name) => {
      throw new Error(`not in this harness: ${String(name)}`);
    },
  });
  const ledger: LedgerReader = missing;
  const deps: ManageDeps = {
    ...h.deps,
    people: {
      member: (_guild, user) => Promise.resolve(ok(people.get(user) ?? null)),
      guilds: () => Promise.resolve(ok([])),
    },
    tellMember: (_by, member) => void told.push(member),
    ...{ ledger, webhooks: missing, live: missing, requestDesk: createRequestDesk(h.deps), fileDesk: missing, insights: missing },
    ...{ service: missing, ...more },
  };
  const routes = new Map(routesOf(deps, h).map((route) => [route.id, route]));
  const person = ({ user = ADA, permissions = 0n, roles = [] }: Person): GuildMember => ({
    ...{ user: userId(user), name: `Member ${user}`, roles: new Set(roles.map(roleId)), permissions },
  });

  const call = async (
    id: string,
    given: { params?: object; query?: object; body?: unknown; by?: Person; ifMatch?: string; request?: string } = {},
  ): Promise<Result<Answer, DomainError>> => {
    const route = routes.get(id);
    if (route === undefined) throw new Error(`no route ${id}`);
    const { by = {}, ifMatch = null, request = h.snowflake() } = given;
    const who = person(by);
    people.set(who.user, who);
    const space = guildSpace(GUILD);
    const actor: Actor = {
      ...{ id: requestId(request), occurredAt: h.clock.now(), space, source: 'api', user: who.user },
      ...{ guild: { id: guildId(GUILD), permissions: who.permissions }, memberRoles: who.roles },
    };
    const caller: Caller = {
      ...{ user: who.user, scopes: new Set(by.scopes ?? SCOPES), through: 'token', space: null, key: 'test' },
    };
    const config = await h.spaces.get(space);
    const may = route.needs === undefined ? ok(undefined) : mayDo(actor, route.needs, config);
    if (!may.ok) return may;
    const parse = (schema: z.ZodType | undefined, value: unknown): unknown =>
      schema === undefined ? value : schema.parse(value);
    const asked = {
      ...{ caller, actor, requestId: actor.id, repeated: false, now: h.clock.now(), ifMatch, lastEventId: null, t },
      stillKnown: () => Promise.resolve(true),
      params: parse(route.params, { space, ...given.params }),
      query: parse(route.query, given.query ?? {}),
      body: parse(route.body, given.body ?? {}),
      stream: null,
      signal: new AbortController().signal,
    };
    const answered = await route.run(asked);
    if (answered.ok) {
      const schema = route.answers[answered.value.status];
      if (schema === undefined) throw new Error(`${id} does not declare ${answered.value.status}`);
      if (schema instanceof z.ZodType) schema.parse(answered.value.body);
    }
    return answered;
  };
  return {
    ...{ h, people, told, call, person },
    /** The body of an answer that has to be one. */
    body: async (...args: Parameters<typeof call>): Promise<Record<string, unknown>> => {
      const answered = await call(...args);
      if (!answered.ok) throw new Error(`refused: ${answered.error.code} ${JSON.stringify(answered.error.params)}`);
      return answered.value.body as Record<string, unknown>;
    },
    refusalOf: async (...args: Parameters<typeof call>): Promise<string | null> => refusal(await call(...args)),
  };
};
