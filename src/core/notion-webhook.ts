import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { spaceId, type SpaceId } from '../domain/ids.js';
import type { NotionWebhook, Received } from '../integrations/notion/webhook/webhook.js';

/** Bytes; a signal of Notion names a page and what happened, and no contents. */
const SIGNAL_LIMIT = 64 * 1024;
const STATUS: Readonly<Record<Received, number>> = { taken: 200, refused: 401, unknown: 404 };

const Params = z.object({
  space: z
    .string()
    .regex(/^[gu]\d{1,20}$/)
    .transform(spaceId),
  key: z.string().regex(/^[\w-]{10,60}$/),
});

export interface WebhookDoor extends Pick<NotionWebhook, 'receive'> {
  /** Is the space connected, and kept in step? Asked before anything of Notion is loaded. */
  isConnected(space: SpaceId): Promise<boolean>;
}

/** Where Notion says that something changed: `POST /notion/<space>/<key>`. The body is kept as it came, since its signature is over these bytes. */
export const registerNotionWebhook = async (app: FastifyInstance, door: WebhookDoor): Promise<void> => {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: SIGNAL_LIMIT }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.post('/notion/:space/:key', { bodyLimit: SIGNAL_LIMIT }, async (request, reply) => {
      const params = Params.safeParse(request.params);
      const { body, headers } = request;
      if (!params.success || !Buffer.isBuffer(body) || !(await door.isConnected(params.data.space)))
        return reply.code(STATUS.unknown).send();
      const signature = headers['x-notion-signature'];
      const { space, key } = params.data;
      const received = await door.receive(space, key, body, typeof signature === 'string' ? signature : undefined);
      return reply.code(STATUS[received]).send();
    });
    done();
  });
};
