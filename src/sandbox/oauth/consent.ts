import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { anyPerson, personOf } from '../control/state.js';
import type { User } from '../world/model.js';
import type { World } from '../world/world.js';
import { guildsToAdd, wayBack, wishOf } from './authorize.js';
import type { Grants } from './grants.js';
import { addedPage, addPage, consentPage, mistakePage, PAGE_CSS } from './page.js';
import { textsFor } from './texts.js';

const answer = z.object({ user: z.string().optional(), deny: z.string().optional(), add: z.string().optional() });
const opening = z.object({ as: z.string().optional() });

/** Says who is meant by default; only the consent page reads it. */
const COOKIE = 'sandbox_person';

export interface ConsentParts {
  readonly world: World;
  readonly grants: Grants;
  /** Base of the web page that the bot serves; null: it serves none. */
  readonly page: () => string | null;
}

/** What a browser sees of logging in: /oauth2/authorize, and /oauth2/open?as=U, which logs somebody in to the bot's web page. */
export const registerConsent = (app: FastifyInstance, { world, grants, page }: ConsentParts): void => {
  const spoken = (request: FastifyRequest) => textsFor(request.headers['accept-language']);
  const html = (reply: FastifyReply, text: string, status = 200) =>
    reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);

  /** Whoever the cookie names comes first. */
  const people = (request: FastifyRequest): User[] => {
    const chosen = new RegExp(`(?:^|; )${COOKIE}=(\\d+)`, 'u').exec(request.headers.cookie ?? '')?.[1];
    const all = [...world.users.values()].filter(({ bot }) => !bot);
    return [...all.filter(({ id }) => id === chosen), ...all.filter(({ id }) => id !== chosen)];
  };

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
    parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.get('/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(PAGE_CSS));

  app.get('/authorize', (request, reply) => {
    const wish = wishOf(world, request.query);
    const { name } = world.application;
    if (wish.of === 'mistake') return html(reply, mistakePage(spoken(request), wish.what), 400);
    if (wish.of === 'refusal') return reply.redirect(wayBack(wish.redirectUri, wish.state, { error: wish.error }), 303);
    if (wish.of === 'login') return html(reply, consentPage(spoken(request), name, wish.ask, people(request)));
    const offers = people(request).flatMap((user) => guildsToAdd(world, user.id).map((guild) => ({ user, guild })));
    return html(reply, addPage(spoken(request), name, offers));
  });

  app.post('/authorize', (request, reply) => {
    const wish = wishOf(world, request.query);
    const said = answer.safeParse(request.body).data ?? {};
    if (wish.of === 'bot') {
      const [guildId = '', userId = ''] = (said.add ?? '').split(' ');
      const guild = guildsToAdd(world, userId).find(({ id }) => id === guildId);
      if (guild === undefined) return html(reply, mistakePage(spoken(request), 'Missing Permissions'), 403);
      world.inviteBot(guild);
      return html(reply, addedPage(spoken(request), world.application.name, guild.name));
    }
    if (wish.of !== 'login') return html(reply, mistakePage(spoken(request), 'Invalid Form Body'), 400);
    const { redirectUri, state } = wish.ask;
    if (said.deny !== undefined) {
      const error_description = 'The resource owner or authorization server denied the request';
      return reply.redirect(wayBack(redirectUri, state, { error: 'access_denied', error_description }), 303);
    }
    const code = grants.agree(wish.ask, personOf(world, said.user));
    return reply.redirect(wayBack(redirectUri, state, { code }), 303);
  });

  app.get('/open', (request, reply) => {
    const url = page();
    if (url === null) return html(reply, mistakePage(spoken(request), 'No web page is served.'), 404);
    const { as } = opening.parse(request.query);
    const person = as === undefined ? anyPerson(world) : personOf(world, as);
    return reply
      .header('set-cookie', `${COOKIE}=${person.id}; Path=/oauth2; HttpOnly; SameSite=Lax`)
      .redirect(`${url}/login?next=${encodeURIComponent('/app/')}`, 303);
  });
};
