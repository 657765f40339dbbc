import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayDo } from '../../actions/access.js';
import type { Actor } from '../../actions/actor.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isGuildSpace } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { hasScope, type Caller } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import type { Answer, Asked, Route } from '../route.js';
import { actorIn, mayHaveScope } from './actor-in.js';
import { versionsIn } from './etag.js';
import { keyIn, type Idempotency, type Identity } from './idempotency.js';
import { faultsOf, type Fault } from './problem.js';

/** A refusal, and what was wrong where. */
export type Refused = DomainError & { readonly errors?: readonly Fault[] };

export const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const invalid = (errors: readonly Fault[]): Result<never, Refused> => err({ ...domainError('REQUEST_INVALID'), errors });

/** What a schema makes of it; what has none must not be there. */
const parsed = (schema: z.ZodType | undefined, value: unknown, where: string): Result<unknown, Refused> => {
  if (schema === undefined) return ok(value);
  const read = schema.safeParse(value);
  return read.success ? ok(read.data) : invalid(faultsOf(where, read.error));
};

export const writesOf = ({ writes, method }: Pick<Route, 'writes' | 'method'>): boolean => writes ?? method !== 'GET';

/** SCOPE_MISSING, OPERATORS_ONLY: what can be told by the caller alone. */
export const admitted = (
  { scope, pageOnly, operatorsOnly }: Route,
  caller: Caller | null,
  { operators }: Pick<ApiDeps, 'operators'>,
): Result<void, DomainError> => {
  if (scope === null) return ok(undefined);
  if (caller === null) return err(domainError('TOKEN_INVALID'));
  if (pageOnly === true && caller.through !== 'page') return err(domainError('SCOPE_MISSING', { scope: 'page' }));
  if (!hasScope(caller, scope)) return err(domainError('SCOPE_MISSING', { scope }));
  return operatorsOnly === true && !operators.has(caller.user) ? err(domainError('OPERATORS_ONLY')) : ok(undefined);
};

/** Which request of the engine this is. REQUEST_INVALID, IDEMPOTENCY_KEY_REUSED. */
const identify = async (
  route: Route,
  request: FastifyRequest,
  caller: Caller | null,
  { idempotency, clock }: Serving,
): Promise<Result<Identity, Refused>> => {
  const now = clock.now();
  const key = writesOf(route) ? keyIn(headerOf(request, 'idempotency-key')) : undefined;
  if (key === undefined) return ok(idempotency.once(now));
  if (key === null) return invalid([{ path: 'header.idempotency-key', message: '1 to 255 visible ASCII characters' }]);
  const content = [request.url, headerOf(request, 'if-match') ?? '', JSON.stringify(request.body ?? null)];
  return idempotency.again({ caller: caller?.key ?? '', route: route.id, key, content }, now);
};

/** Who asks in the space of the path, and whether they may. SPACE_NOT_FOUND, CAPABILITY_MISSING, DISCORD_UNAVAILABLE. */
const entered = async (
  { scope, needs }: Route,
  caller: Caller,
  space: string,
  identity: Identity,
  deps: Serving,
): Promise<Result<Actor, DomainError>> => {
  const entering = await actorIn(caller, space, { id: identity.requestId, occurredAt: identity.at }, deps);
  if (!entering.ok || !isGuildSpace(entering.value.space)) return entering;
  const actor = entering.value;
  const asksScope = caller.through === 'token' && scope !== null;
  if (needs === undefined && !(asksScope && scope.startsWith('space:'))) return entering;
  const config = deps.spaces.loaded(actor.space) ?? (await deps.spaces.get(actor.space));
  const scoped = asksScope ? mayHaveScope(actor, scope, config) : ok(undefined);
  if (!scoped.ok) return scoped;
  const may = needs === undefined ? ok(undefined) : mayDo(actor, needs, config);
  return may.ok ? ok(actor) : may;
};

/** An answer without a stream, as it was kept. */
const keptAnswer = z.object({
  status: z.int(),
  body: z.unknown().optional(),
  version: z.exactOptional(z.union([z.string(), z.number()])),
});

export interface Serving extends ApiDeps {
  readonly idempotency: Idempotency;
}

/** Everything between who calls and what the route answers: space, permission, what was sent, and whether it came before. */
export const serveRoute = async (
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    caller,
    t,
    stillKnown,
  }: { readonly caller: Caller | null; readonly t: Translator; readonly stillKnown: () => Promise<boolean> },
  deps: Serving,
): Promise<Result<Answer, Refused>> => {
  const given = request.params as Readonly<Record<string, string>>;
  const identity = await identify(route, request, caller, deps);
  if (!identity.ok) return identity;
  const { space } = given;
  const entering = space === undefined || caller === null ? ok(null) : await entered(route, caller, space, identity.value, deps);
  if (!entering.ok) return entering;
  const params = parsed(route.params, given, 'path');
  if (!params.ok) return params;
  const query = parsed(route.query, request.query, 'query');
  if (!query.ok) return query;
  const stream = route.streams === true && request.body instanceof Readable ? request.body : null;
  const body = parsed(route.body, stream === null ? (request.body ?? {}) : {}, 'body');
  if (!body.ok) return body;

  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const { requestId, repeated } = identity.value;
  const asked: Asked<unknown, unknown, unknown> = {
    ...{ caller, actor: entering.value, params: params.value, query: query.value, body: body.value, stream },
    ...{ requestId, repeated, now: deps.clock.now(), t, signal: gone.signal },
    ifMatch: versionsIn(headerOf(request, 'if-match'))?.[0] ?? null,
    lastEventId: headerOf(request, 'last-event-id') ?? null,
    stillKnown,
  };
  if (route.keepsAnswer !== true) return route.run(asked);
  if (identity.value.answer !== undefined) return ok(keptAnswer.parse(JSON.parse(identity.value.answer)));
  const ran = await route.run(asked);
  if (ran.ok) await identity.value.keep(JSON.stringify(ran.value));
  return ran;
};
