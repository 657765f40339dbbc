import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiHarness, type ApiHarness } from '../../../test/support/api-harness.js';
import type { OpenApiDocument } from './document.js';

let h: ApiHarness;
let document: OpenApiDocument;
beforeAll(async () => {
  h = await createApiHarness();
  document = (await h.call('GET /openapi.json', { token: null })).body as unknown as OpenApiDocument;
});

describe('the document of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const checked = await new Validator().validate(structuredClone(document) as never);
    expect(checked.errors ?? []).toEqual([]);
    expect(checked.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('has every route once, with its scope, and names nothing that is not there', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.map((one) => one['operationId']).toSorted()).toEqual(h.routes.map(({ id }) => id).toSorted());
    expect(new Set(h.routes.map(({ id }) => id)).size).toBe(h.routes.length);
    const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
    for (const [, kind = '', name = ''] of refs) expect(document.components[kind]?.[name], `${kind}/${name}`).toBeDefined();
    expect(JSON.stringify(document)).not.toContain('$defs');
    expect(JSON.stringify(document.paths['/api/v1/spaces/{space}/entries']?.['get'])).toContain(
      'Entries that ended before this moment',
    );
  });

  it('is readable without any script', async () => {
    const page = await h.call('GET /docs', { token: null });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.text).not.toMatch(/<script|javascript:| on\w+=| style=/i);
    for (const { id } of h.routes) expect(page.text).toContain(`id="${id}"`);
    // A shape without a name is told where it is answered.
    expect(/<section class="route" id="getMe">.*?<\/section>/s.exec(page.text)?.[0]).toContain('<code>own</code>');
    const anchors = [...page.text.matchAll(/href="#([\w-]+)"/g)].map(([, name = '']) => name);
    for (const name of anchors) expect(page.text, name).toContain(`id="${name}"`);
  });
});
