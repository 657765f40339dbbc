import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicStatus } from '../../actions/service.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Translator } from '../../i18n/translator.js';
import type { Translators } from '../../i18n/translators.js';
import { fingerprintOf } from './app-files.js';
import { frontPage } from './front.js';
import { guardPage } from './headers.js';
import { html, type Html } from './html.js';
import { languageOf } from './language.js';
import { FAVICON, pageOf } from './layout.js';
import { LEGAL_TEXTS, legalPage, type LegalPlaces } from './legal.js';
import type { LoginProblem } from './login.js';
import { problemPage, STATUS_OF } from './problem-page.js';
import type { LoggedIn } from './sessions.js';
import { statusPage } from './status.js';
import { visitorOf, type VisitorParts } from './visitor.js';

export interface PagesParts extends VisitorParts {
  readonly translators: Translators;
  readonly isSandbox: boolean;
  readonly addUrl: () => string | null;
  readonly legal: LegalPlaces;
  readonly status: () => PublicStatus;
}

/** Makes whole pages of what is in them. */
export interface Pages {
  send(request: FastifyRequest, reply: FastifyReply, title: string, body: Html, status?: number): FastifyReply;
  translator(request: FastifyRequest): Translator;
  problem(request: FastifyRequest, reply: FastifyReply, what: LoginProblem, next: string): FastifyReply;
  notBuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

const CSS = readFileSync(join(import.meta.dirname, 'site.css'));
const CSS_PATH = `/site-${fingerprintOf(CSS)}.css`;

export const createPages = ({ translators, site }: PagesParts): Pages => {
  const translator = (request: FastifyRequest): Translator => translators.for(languageOf(request, translators.locales));
  const send: Pages['send'] = (request, reply, title, body, status = 200) => {
    const { locales } = translators;
    const path = request.url.split('?')[0] ?? '/';
    const page = pageOf({ t: translator(request), locales, path, title, body, css: CSS_PATH });
    // It may hold a person's name, and is in their language.
    return guardPage(reply, site()).code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
  };
  return {
    send,
    translator,
    problem(request, reply, what, next) {
      const t = translator(request);
      return send(request, reply, t('web.problem.title'), problemPage(t, what, next, site().redirectUri), STATUS_OF[what]);
    },
    notBuilt(request, reply) {
      const t = translator(request);
      const body = html`<h1>${t('web.notBuilt.title')}</h1>
        <p>${t('web.notBuilt.advice')}</p>`;
      return send(request, reply, t('web.notBuilt.title'), body, 503);
    },
  };
};

/** The pages that everybody sees, and what all pages stand on. */
export const registerPages = (app: FastifyInstance, parts: PagesParts, pages: Pages): void => {
  const { site, addUrl, isSandbox } = parts;
  const asset = (path: string, type: string, content: string | Buffer): void => {
    app.get(path, (_request, reply) =>
      guardPage(reply, site()).header('cache-control', 'public, max-age=31536000, immutable').type(type).send(content),
    );
  };
  asset(CSS_PATH, 'text/css; charset=utf-8', CSS);
  asset('/favicon.svg', 'image/svg+xml', FAVICON);

  app.get('/', async (request, reply) => {
    const t = pages.translator(request);
    // Who cannot be looked up is a visitor like any other here.
    const visitor = await visitorOf(parts, request.headers.cookie).catch((error: unknown): LoggedIn | null => {
      if (error instanceof StoreUnavailable) return null;
      throw error;
    });
    return pages.send(request, reply, t('web.front.title'), frontPage({ t, visitor, isSandbox, addUrl: addUrl() }));
  });

  for (const which of LEGAL_TEXTS)
    app.get(`/${which}`, async (request, reply) => {
      const t = pages.translator(request);
      return pages.send(request, reply, `${t(`web.${which}.title`)} · Punchcard`, await legalPage(which, t, parts.legal));
    });

  app.get('/status', (request, reply) => {
    const t = pages.translator(request);
    return pages.send(request, reply, `${t('web.status.title')} · Punchcard`, statusPage(t, parts.status()));
  });
};
