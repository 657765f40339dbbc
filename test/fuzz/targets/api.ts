import fc from 'fast-check';
import type { Json, OpenApiDocument } from '../../../src/api/openapi/document.js';
import { ADA, BOB, createApiHarness, HOME, SPACE } from '../../support/api-harness.js';
import { fromSchema } from '../support/from-schema.js';
import { must, property, type Target } from '../target.js';

const BOSS = '9';
const MANAGE = 1n << 5n;
const LETTERS = /[^\x21-\x7e]/g;

interface Request {
  readonly user: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, Json | undefined>>;
  readonly body: Json | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly waits: number;
}

/** Requests of one operation of the document: mostly as it says, now and then with anything. */
const requestsOf = (
  {
    path,
    method,
    operation,
  }: { readonly path: string; readonly method: string; readonly operation: Readonly<Record<string, Json>> },
  document: OpenApiDocument,
  now: number,
): fc.Arbitrary<Request> => {
  const parameters = (operation['parameters'] ?? []) as readonly {
    readonly name?: string;
    readonly in?: string;
    readonly schema?: Json;
  }[];
  const named = parameters.filter(({ in: place }) => place === 'query');
  const content = operation['requestBody'] as
    { readonly content?: Readonly<Record<string, { readonly schema: Json }>> } | undefined;
  const schema = content?.content?.['application/json']?.schema;
  const place = (name: string): fc.Arbitrary<string> =>
    name === 'space'
      ? fc.constantFrom(HOME, SPACE, SPACE, `u${BOB}`, 'g404', 'x')
      : name === 'user'
        ? fc.constantFrom(ADA, BOB, BOSS, '777', 'x')
        : fc.oneof(fc.constantFrom('work', '{last}', '{last}', 'none'), fc.string({ minLength: 1, maxLength: 80 }));
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return fc.record({
    user: fc.constantFrom(ADA, ADA, BOB, BOSS),
    method: fc.constant(method.toUpperCase()),
    path: fc
      .tuple(...names.map(place))
      .map((values) =>
        names.reduce(
          (all, name, at) => all.replace(`{${name}}`, values[at] === '{last}' ? '{last}' : encodeURIComponent(values[at] ?? '')),
          path,
        ),
      ),
    query: fc.record(Object.fromEntries(named.map((one) => [one.name ?? '', fromSchema(one.schema, document, now)])), {
      requiredKeys: [],
    }),
    body:
      schema === undefined
        ? fc.constant(undefined)
        : fc.oneof(
            { weight: 6, arbitrary: fromSchema(schema, document, now) },
            { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<Json> },
          ),
    headers: fc.record(
      {
        'idempotency-key': fc.oneof(
          fc.constantFrom('a', 'b'),
          fc.string({ maxLength: 300 }).map((text) => text.replaceAll(LETTERS, '')),
        ),
        'if-match': fc.constantFrom('*', '"x"', 'W/"1"', '"", ""'),
        'accept-language': fc.constantFrom('de', 'en-GB', 'xx;q=', '*'),
      },
      { requiredKeys: [] },
    ),
    waits: fc.constantFrom(0, 0, 1_000, 3_600_000),
  });
};

/** Requests made of the document of the API, by three people in two spaces: nothing is answered 5xx, and every answer is as the document says. */
export const api: Target = {
  name: 'api',
  weight: 3,
  async open() {
    const h = await createApiHarness();
    h.people.join(BOSS, MANAGE);
    const document = (await h.call('GET /openapi.json', { token: null })).body as unknown as OpenApiDocument;
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const input = fc.oneof(...operations.map((one) => requestsOf(one, document, h.clock.now())));
    let calls = 0;
    let last = 'none';
    return {
      run: property('api', input, async ({ user, method, path, query, body, headers, waits }) => {
        h.clock.advance(waits);
        const asked = new URLSearchParams();
        for (const [name, value] of Object.entries(query))
          if (value !== undefined) asked.set(name, typeof value === 'string' ? value : JSON.stringify(value));
        const sent = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
        const url = `${path.replace('{last}', last)}${asked.size === 0 ? '' : `?${String(asked)}`}`;
        const answer = await h.call(`${method} ${url}`, {
          token: null,
          headers: { 'x-test-page': `${user};${(calls += 1)}`, ...Object.fromEntries(sent) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        // The harness holds each answer against the schema of its route, and what does not fit is a 500.
        must(answer.status < 500, () => `${method} ${url}: ${answer.status} ${answer.text}`);
        const entry = answer.body['entry'] as { readonly id?: string } | null | undefined;
        if (typeof entry?.id === 'string') last = entry.id;
      }),
      close: async () => {
        await h.app.close();
      },
    };
  },
};
