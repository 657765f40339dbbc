import type { KeyObject } from 'node:crypto';
import { InteractionResponseType, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatch, Responder } from '../../commands/kit/responder.js';
import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { reasonOf } from '../errors.js';
import { isInteraction } from '../interaction.js';
import { webhookResponder } from '../responder.js';
import type { DiscordRest } from '../rest.js';
import { sendResponse } from './reply.js';
import type { DiscordTime } from '../time.js';
import { judge } from './signature.js';
import { watchUntimely, type Untimely } from './untimely.js';

/** Far above any interaction that Discord sends, bytes. */
const BODY_LIMIT = 1024 * 1024;

export interface HttpOptions {
  readonly publicKey: KeyObject;
  readonly dispatch: Dispatch;
  readonly rest: Pick<DiscordRest, 'interaction'>;
  readonly clock: Clock;
  readonly time: DiscordTime;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Says what is wrong with the requests that come in: sentences for health, empty when nothing is. */
export type Concerns = () => readonly string[];

/**
 * `POST /interactions`, as Discord's interactions endpoint URL wants it. 401: not signed by Discord, or not lately. 400: signed but not an
 * interaction. PING is answered here; everything else goes to `dispatch`, whose acknowledgement is the answer.
 */
export const registerInteractions = async (fastify: FastifyInstance, options: HttpOptions): Promise<Concerns> => {
  const untimely = watchUntimely(options);
  const parts = { ...options, untimely };
  await fastify.register((scope, _, done) => {
    // The signature covers the raw bytes, so nothing may parse them before. Only in this scope.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) => parsed(null, body));
    scope.post('/interactions', { bodyLimit: BODY_LIMIT }, (request, reply) => answer(parts, request, reply));
    done();
  });
  return () => untimely.concerns();
};

const answer = async (
  options: HttpOptions & { readonly untimely: Untimely },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { metrics, log, untimely } = options;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const refuse = (status: 400 | 401, error: string) => {
    metrics.count('interactions_refused', { status: String(status) });
    return reply.code(status).send({ error });
  };
  const signed = {
    signature: request.headers['x-signature-ed25519'],
    timestamp: request.headers['x-signature-timestamp'],
    body,
  };
  const verdict = judge(options.publicKey, signed, options.clock.now());
  if (verdict.kind === 'untimely') untimely.refused(verdict.signedAt);
  if (verdict.kind !== 'genuine') return refuse(401, 'invalid request signature');
  untimely.accepted();
  const interaction = parseJson(body);
  if (isPing(interaction)) return reply.send({ type: InteractionResponseType.Pong });
  if (!isInteraction(interaction)) return refuse(400, 'not an interaction');

  const responder = httpResponder(interaction, reply, options);
  try {
    await options.dispatch(interaction, responder);
  } catch (error) {
    log.error({ interaction: interaction.id, reason: reasonOf(error) }, 'the dispatcher failed');
  }
  if (!responder.answered()) return reply.code(500).send({ error: 'no answer' });
  return reply;
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const isPing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === InteractionType.Ping;

const httpResponder = (
  interaction: APIInteraction,
  reply: FastifyReply,
  options: HttpOptions,
): Responder & { answered(): boolean } => {
  let answered = false;
  return {
    ...webhookResponder(interaction, options, true),
    answered: () => answered,
    async respond(response, files = []) {
      if (answered) throw new Error('this interaction has been acknowledged');
      answered = true;
      await sendResponse(reply, response, files);
    },
  };
};
