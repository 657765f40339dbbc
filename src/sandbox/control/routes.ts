import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Interactions } from '../interactions/interactions.js';
import { ATTACHMENT_SIZE_LIMIT, Refusal } from '../interactions/model.js';
import type { Uploads } from '../interactions/uploads.js';
import type { Fault, SandboxInteraction } from '../protocol.js';
import type { RestFaults } from '../rest/faults.js';
import type { RequestLog } from '../rest/request-log.js';
import type { Channel, Guild, User } from '../world/model.js';
import { parse } from './parse.js';
import { anyPerson, personOf, stateFor } from './state.js';
import { registerWorldRoutes, type WorldRouteParts } from './world-routes.js';

const LISTED_MESSAGES = 100;

const interactionInput = z.object({
  type: z.literal([2, 3, 4, 5]),
  guild_id: z.string().optional(),
  channel_id: z.string(),
  message_id: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  locale: z.string().optional(),
  nonce: z.string(),
});

const faultInput = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('rest'),
    path: z.string().startsWith('/'),
    status: z.number().int().min(400).max(599),
    count: z.number().int().min(1),
    retryAfter: z.number().positive().optional(),
  }),
  z.object({ type: z.literal('gateway'), action: z.literal(['drop', 'reconnect', 'invalid_session']) }),
]);

const params = z.record(z.string(), z.string());
const query = z.object({ as: z.string().optional(), since: z.coerce.number().int().min(0).catch(0) });
const uploadQuery = z.object({ filename: z.string().min(1).max(260) });

export interface ControlParts extends WorldRouteParts {
  readonly interactions: Interactions;
  readonly uploads: Uploads;
  readonly requests: RequestLog;
  readonly faults: RestFaults;
  /** Base of the bot's web page; null: it serves none. */
  readonly page: () => string | null;
  readonly gateway: { readonly online: boolean; disturb(action: Extract<Fault, { type: 'gateway' }>['action']): void };
}

/** Leaves out what is undefined, so that optional keys are absent. */
const toInteraction = (value: unknown): SandboxInteraction => {
  const { guild_id, message_id, locale, ...rest } = parse(interactionInput, value);
  return {
    ...rest,
    ...(guild_id === undefined ? {} : { guild_id }),
    ...(message_id === undefined ? {} : { message_id }),
    ...(locale === undefined ? {} : { locale }),
  };
};

/** What protocol.ts describes, beside Discord's own API. */
export const registerControl = (app: FastifyInstance, parts: ControlParts): void => {
  const { world, interactions, gateway, samples } = parts;
  const param = (request: FastifyRequest, name: string): string => params.parse(request.params)[name] ?? '';
  const guildOf = (request: FastifyRequest): Guild => {
    const guild = world.guilds.get(param(request, 'guild'));
    if (!guild) throw new Refusal('no such guild', 404);
    return guild;
  };

  app.setErrorHandler((error, _request, reply) => {
    const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    const status = error instanceof Refusal ? error.status : given === 413 || given === 415 ? given : 400;
    return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
  });

  app.get('/state', (request) => {
    const { as } = query.parse(request.query);
    return stateFor(world, as === undefined ? anyPerson(world) : personOf(world, as), {
      online: gateway.online,
      sample: samples.state,
      hasPage: parts.page() !== null,
    });
  });

  registerWorldRoutes(app, parts);

  const channelSeenBy = (request: FastifyRequest, person: User): Channel => {
    const channel = world.channels.get(param(request, 'channel'));
    if (!channel) throw new Refusal('no such channel', 404);
    const isSeen =
      channel.guildId === null ? channel.recipientId === person.id : world.guilds.get(channel.guildId)?.members.has(person.id);
    if (!isSeen) throw new Refusal('not your channel', 403);
    return channel;
  };

  app.get('/channels/:channel/messages', (request) => {
    const person = personOf(world, query.parse(request.query).as);
    const channel = channelSeenBy(request, person);
    return world.messages
      .list(channel.id, person.id)
      .slice(-LISTED_MESSAGES)
      .map(({ message }) => message);
  });

  // Every content type is a file here, JSON too, so this route has parsers of its own.
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    // Somewhat more than allowed still arrives, so that the refusal can name the file.
    scope.post('/channels/:channel/uploads', { bodyLimit: 2 * ATTACHMENT_SIZE_LIMIT }, (request) => {
      const person = personOf(world, query.parse(request.query).as);
      const { filename } = parse(uploadQuery, request.query);
      return parts.uploads.add(person.id, {
        channelId: channelSeenBy(request, person).id,
        filename,
        contentType: request.headers['content-type'] ?? 'application/octet-stream',
        bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      });
    });
    done();
  });

  app.post('/interactions', (request) => {
    const person = personOf(world, query.parse(request.query).as);
    return { id: interactions.begin(person.id, toInteraction(request.body)).id };
  });

  app.put('/guilds/:guild/members/:user', (request) => {
    const user = personOf(world, param(request, 'user'));
    world.join(guildOf(request), user.id);
    return {};
  });
  app.delete('/guilds/:guild/members/:user', (request) => {
    const user = personOf(world, param(request, 'user'));
    if (!world.leave(guildOf(request), user.id)) throw new Refusal('not a member', 404);
    return {};
  });

  const voiceInput = z.strictObject({ channel: z.string().nullable() });
  app.post('/guilds/:guild/voice', (request) => {
    const guild = guildOf(request);
    const person = personOf(world, query.parse(request.query).as);
    const { channel } = parse(voiceInput, request.body);
    if (!guild.members.has(person.id)) throw new Refusal('not a member', 403);
    if (channel !== null && guild.channels.get(channel)?.type !== 2) throw new Refusal('no such voice channel', 404);
    world.moveVoice(guild, person.id, channel);
    return {};
  });

  app.put('/guilds/:guild/bot', (request) => {
    world.inviteBot(guildOf(request));
    return {};
  });
  app.delete('/guilds/:guild/bot', (request) => {
    world.removeBot(guildOf(request));
    return {};
  });

  const rolePatch = z.object({ position: z.number().int().min(1).optional(), permissions: z.string().regex(/^\d+$/).optional() });
  app.patch('/guilds/:guild/roles/:role', (request) => {
    const guild = guildOf(request);
    const role = guild.roles.get(param(request, 'role'));
    if (!role) throw new Refusal('no such role', 404);
    const { position, permissions } = parse(rolePatch, request.body);
    if (position !== undefined) world.moveRole(guild, role, position);
    if (permissions !== undefined) world.updateRole(guild, role, { permissions });
    return {};
  });
  app.delete('/guilds/:guild/roles/:role', (request) => {
    const guild = guildOf(request);
    if (!guild.roles.has(param(request, 'role'))) throw new Refusal('no such role', 404);
    world.deleteRole(guild, param(request, 'role'));
    return {};
  });

  app.get('/requests', (request) => parts.requests.since(query.parse(request.query).since));

  app.post('/faults', (request) => {
    const fault = parse(faultInput, request.body);
    if (fault.type === 'gateway') gateway.disturb(fault.action);
    else {
      const { retryAfter, ...rest } = fault;
      parts.faults.add({ ...rest, ...(retryAfter === undefined ? {} : { retryAfter }) });
    }
    return {};
  });
};
