import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { ERRORS, type DomainError } from '../../domain/errors.js';
import { SCOPES } from '../caller.js';
import type { Route } from '../route.js';
import { Problem } from '../schemas/common.js';
import { urlOf } from '../server/register.js';
import { writesOf } from '../server/serve-route.js';

/** Any part of the document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = Readonly<Record<string, Json>>;

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Fields;
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
  readonly components: Readonly<Record<string, Fields>>;
}

const ABOUT = `Moments are ISO 8601 with an offset, to the millisecond; lengths of time are seconds; days are \`yyyy-mm-dd\`. Every period is half-open, \`[from, to)\`: \`from\` belongs to it, \`to\` does not.

Send a token as \`Authorization: Bearer …\`; \`/token create\` in Discord makes one. Every write takes an \`Idempotency-Key\`: the same key with the same request within 24 hours is one change. \`ETag\` and \`If-Match\` keep you from overwriting what somebody else has changed. Refusals are RFC 9457 problems; their \`code\` says which rule refuses, the same as in Discord. What is not there and what is not yours are answered alike.`;

/** Refusals that every route with a scope may answer with. */
const OF_ALL: readonly DomainError['code'][] = ['TOKEN_INVALID', 'SCOPE_MISSING', 'RATE_LIMITED', 'STORE_UNAVAILABLE'];

/** Zod's JSON Schema with what it defines by name moved to `components`, which `into` collects. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output', into: Map<string, Json>): Json => {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const moved = (part: unknown): Json => {
    if (Array.isArray(part)) return part.map(moved);
    if (typeof part !== 'object' || part === null) return part as Json;
    const entries = Object.entries(part)
      // What is answered may have more fields tomorrow.
      .filter(([key, value]) => !(io === 'output' && key === 'additionalProperties' && value === false))
      .map(([key, value]) => [key, key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : moved(value)]);
    return Object.fromEntries(entries) as Json;
  };
  for (const [name, definition] of Object.entries($defs)) into.set(name, moved(definition));
  return moved(rest);
};

const isFields = (json: Json | undefined): json is Fields => typeof json === 'object' && json !== null && !Array.isArray(json);

const parametersOf = (route: Route, into: Map<string, Json>): readonly Json[] => {
  const named = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const params = route.params === undefined ? {} : schemaOf(route.params, 'input', into);
  const inPath = named.map((name) => ({
    ...{ name, in: 'path', required: true },
    schema: propertyOf(params, name) ?? { type: 'string' },
  }));
  const query = route.query === undefined ? {} : schemaOf(route.query, 'input', into);
  const required = isFields(query) && Array.isArray(query['required']) ? (query['required'] as readonly Json[]) : [];
  const properties = isFields(query) && isFields(query['properties']) ? query['properties'] : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const headers = [
    ...(writesOf(route) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(route.refusals?.includes('VERSION_MISMATCH') === true ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ];
  return [...inPath, ...inQuery, ...headers];
};

const propertyOf = (schema: Json, name: string): Json | undefined =>
  isFields(schema) && isFields(schema['properties']) ? schema['properties'][name] : undefined;

const answersOf = (route: Route, into: Map<string, Json>): Fields => {
  const good = Object.entries(route.answers).map(([status, answer]): [string, Json] => {
    const description = STATUS_CODES[status] ?? 'Answer';
    if (answer === null) return [status, { description }];
    if ('stream' in answer) return [status, { description, content: { [answer.stream]: { schema: { type: 'string' } } } }];
    return [status, { description, content: { 'application/json': { schema: schemaOf(answer, 'output', into) } } }];
  });
  return Object.fromEntries([...good, ...refusalsOf(route)]);
};

/** Refusals by status, each with the codes that it may have. */
const refusalsOf = (route: Route): readonly (readonly [string, Json])[] => {
  const codes = new Set<DomainError['code']>([
    ...(route.scope === null ? (['RATE_LIMITED'] as const) : OF_ALL),
    ...(route.path.includes(':space') ? (['SPACE_NOT_FOUND', 'DISCORD_UNAVAILABLE'] as const) : []),
    ...(route.needs === undefined ? [] : (['CAPABILITY_MISSING'] as const)),
    ...(route.operatorsOnly === true ? (['OPERATORS_ONLY'] as const) : []),
    ...(route.body !== undefined || route.query !== undefined || writesOf(route) ? (['REQUEST_INVALID'] as const) : []),
    ...(route.body === undefined ? [] : (['BODY_NOT_JSON', 'BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'] as const)),
    ...(writesOf(route) ? (['IDEMPOTENCY_KEY_REUSED'] as const) : []),
    ...(route.refusals ?? []),
  ]);
  const byStatus = new Map<string, string[]>();
  for (const code of codes) {
    const status = String(ERRORS[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, of]) => [
    status,
    {
      description: of.toSorted().join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
};

/** What is sent; null: nothing. */
const contentOf = ({ body, streams }: Route, into: Map<string, Json>): Fields | null => {
  if (streams === true)
    return { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } };
  return body === undefined ? null : { 'application/json': { schema: schemaOf(body, 'input', into) } };
};

const operationOf = (route: Route, into: Map<string, Json>): Fields => {
  const { id, tag, summary, description, scope, needs } = route;
  const told = [
    description,
    ...(scope === null ? [] : [`Scope: \`${scope}\`.`]),
    ...(needs === undefined ? [] : [`Capability: \`${needs}\`.`]),
    ...(route.pageOnly === true ? ['Only through the page.'] : []),
    ...(route.operatorsOnly === true ? ['Only for those who run the installation.'] : []),
  ].filter((part) => part !== undefined);
  const content = contentOf(route, into);
  return {
    ...{ operationId: id, tags: [tag], summary },
    ...(told.length === 0 ? {} : { description: told.join(' ') }),
    ...(scope === null ? { security: [] } : { security: [{ token: [scope] }] }),
    parameters: parametersOf(route, into),
    ...(content === null ? {} : { requestBody: { required: false, content } }),
    responses: answersOf(route, into),
  };
};

/** What the API is, as OpenAPI 3.1: made of the schemas that requests are parsed with. */
export const openApiDocument = (routes: readonly Route[], version: string): OpenApiDocument => {
  const schemas = new Map<string, Json>();
  schemaOf(z.object({ problem: Problem }), 'output', schemas);
  const paths: Record<string, Record<string, Fields>> = {};
  for (const route of routes) {
    const path = urlOf(route).replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Punchcard', version, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: `A token of Discord's \`/token create\`. Scopes: ${SCOPES.join(', ')}.`,
        },
      },
      parameters: {
        IdempotencyKey: {
          ...{ name: 'Idempotency-Key', in: 'header', required: false },
          description: 'The same key with the same request within 24 hours is carried out once.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
        IfMatch: {
          ...{ name: 'If-Match', in: 'header', required: false },
          description: 'The `ETag` that you have seen: refused (VERSION_MISMATCH) when it is another one by now.',
          schema: { type: 'string' },
        },
      },
    },
  };
};
