import type { FastifyInstance } from 'fastify';
import { reasonOf } from '../../discord/errors.js';
import type { Logger } from '../../domain/ports.js';

/** Discord waits three seconds; after that nobody is left to answer, ms. */
const PATIENCE_MS = 3_000;
const PASSED_ON = ['content-type', 'x-signature-ed25519', 'x-signature-timestamp'];

/**
 * Hands `POST /interactions` on to one of the processes, in turn; to the next one when it cannot be reached. That one of them may have it
 * already is harmless: an interaction's id counts once. Signatures are checked there, so the body goes on as it came.
 */
export const registerProxy = async (
  app: FastifyInstance,
  deps: { readonly urls: () => readonly string[]; readonly log: Logger },
): Promise<void> => {
  let turns = 0;
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post('/interactions', async (request, reply) => {
      const urls = deps.urls();
      // Others take theirs while this one waits.
      const turn = turns++;
      const headers = Object.fromEntries(
        PASSED_ON.flatMap((name) => {
          const value = request.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        }),
      );
      const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
      const signal = AbortSignal.timeout(PATIENCE_MS);
      for (let at = 0; at < urls.length && !signal.aborted; at++) {
        const url = urls[(turn + at) % urls.length] ?? '';
        try {
          const answer = await fetch(`${url}/interactions`, { method: 'POST', headers, body, signal });
          return await reply
            .code(answer.status)
            .type(answer.headers.get('content-type') ?? 'application/json')
            .send(Buffer.from(await answer.arrayBuffer()));
        } catch (error) {
          deps.log.warn({ reason: reasonOf(error) }, 'a process could not be given an interaction');
        }
      }
      return reply.code(503).send({ error: 'no process is ready' });
    });
    done();
  });
};
