import type { FastifyInstance } from 'fastify';
import { reasonOf } from '../../discord/errors.js';
import type { Logger } from '../../domain/ports.js';
import { exportsOfInteraction, inOrderFor } from './exports-place.js';

/** Discord waits three seconds; after that nobody is left to answer, ms. */
const PATIENCE_MS = 3_000;
const PASSED_ON = ['content-type', 'x-signature-ed25519', 'x-signature-timestamp'];

const inTurn = (urls: readonly string[], turn: number): readonly string[] => {
  const first = urls.length === 0 ? 0 : turn % urls.length;
  return [...urls.slice(first), ...urls.slice(0, first)];
};

/**
 * Hands `POST /interactions` on to one of the processes, in turn; to the next one when it cannot be reached. That one of them may have it
 * already is harmless: an interaction's id counts once. Signatures are checked there, so the body goes on as it came. What is about exports goes to the one that makes
 * those of its space.
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
      const all = deps.urls();
      const headers = Object.fromEntries(
        PASSED_ON.flatMap((name) => {
          const value = request.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        }),
      );
      const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
      const space = exportsOfInteraction(body);
      // Others take their turns while this one waits.
      const urls = space === null ? inTurn(all, turns++) : inOrderFor(space, all);
      const signal = AbortSignal.timeout(PATIENCE_MS);
      for (const url of urls) {
        if (signal.aborted) break;
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
