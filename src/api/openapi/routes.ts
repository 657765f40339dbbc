import { z } from 'zod';
import { ok } from '../../domain/result.js';
import { defineRoute, type Route } from '../route.js';
import { openApiDocument, type OpenApiDocument } from './document.js';
import { documentPage, PAGE_POLICY } from './page.js';

const shared = { method: 'GET', tag: 'Service', scope: null } as const;

/** The routes with those that describe them all. The document is made once, when somebody asks for it. */
export const withDocument = (routes: readonly Route[], version: string): readonly Route[] => {
  let made: { readonly document: OpenApiDocument; readonly page: string } | null = null;
  const described = () => {
    if (made !== null) return made;
    const document = openApiDocument(all, version);
    made = { document, page: documentPage(document) };
    return made;
  };
  const all: readonly Route[] = [
    ...routes,
    defineRoute({
      ...{ ...shared, id: 'getDocument', path: '/openapi.json' },
      summary: 'Describes the API, as OpenAPI 3.1.',
      answers: { 200: z.looseObject({ openapi: z.literal('3.1.0') }) },
      run: () => Promise.resolve(ok({ status: 200, body: described().document, version })),
    }),
    defineRoute({
      ...{ ...shared, id: 'getDocs', path: '/docs' },
      summary: 'Describes the API for people.',
      answers: { 200: { stream: 'text/html' } },
      run: () =>
        Promise.resolve(
          ok({
            status: 200,
            body: described().page,
            headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY },
          }),
        ),
    }),
  ];
  return all;
};
