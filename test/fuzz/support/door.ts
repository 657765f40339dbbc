import net from 'node:net';
import { createHealth } from '../../../src/core/health.js';
import { createHttp, listen } from '../../../src/core/http.js';
import { createMetrics } from '../../../src/core/metrics.js';
import { registerInteractions } from '../../../src/discord/http/plugin.js';
import { NO_TIME } from '../../../src/discord/time.js';
import { publicKeyOf } from '../../../src/discord/http/signature.js';
import { realClock } from '../../support/chain.js';
import { SNAPSHOT } from '../../support/system-samples.js';
import { createSigner } from '../../support/interaction-fixtures.js';
import type { Stage } from './stage.js';

/** Time for an answer to half a request, ms. */
const SOON_MS = 5;

/** The bot's HTTP server as it is served, on a free loopback port, in front of the stage. */
export const openDoor = async (stage: Pick<Stage, 'log' | 'dispatch'>) => {
  const signer = createSigner();
  const { log } = stage;
  const metrics = createMetrics(realClock);
  const { redis, lanes, caches, journal, desired, shards } = SNAPSHOT;
  const sources = {
    ...{ version: '0.0.0', transport: 'http' as const, redis: () => redis, lanes: () => lanes, caches: () => caches },
    ...{ journal: () => journal, desired: () => desired, shards: () => shards },
  };
  const health = createHealth(sources, { clock: realClock, metrics, ready: () => true });
  const app = createHttp({ health, metrics, log });
  let dispatched = 0;
  await registerInteractions(app, {
    publicKey: publicKeyOf(signer.publicKey),
    dispatch: (interaction, responder) => {
      dispatched += 1;
      return stage.dispatch(interaction, responder);
    },
    rest: { interaction: () => Promise.resolve(undefined) },
    ...{ clock: realClock, time: NO_TIME, log, metrics },
  });
  const port = await listen(app, { host: '127.0.0.1', port: 0, fixed: true, variable: 'HTTP_PORT' });
  return {
    signer,
    /** Interactions that were let through so far. */
    dispatched: () => dispatched,
    /**
     * Sends these bytes and nothing more; what came back until the server hung up. `patient`: they are a whole request, which is answered;
     * else the connection is half closed soon.
     */
    exchange: (bytes: Uint8Array, patient: boolean): Promise<string> =>
      new Promise((resolve) => {
        const socket = net.connect({ host: '127.0.0.1', port });
        const chunks: Buffer[] = [];
        const timer = patient ? null : setTimeout(() => socket.end(), SOON_MS);
        socket.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (!patient) socket.end();
        });
        // A reset is one way of refusing.
        socket.on('error', () => undefined);
        socket.on('close', () => {
          if (timer !== null) clearTimeout(timer);
          resolve(Buffer.concat(chunks).toString('latin1'));
        });
        socket.write(bytes);
      }),
    close: async () => {
      await app.close();
      metrics.close();
    },
  };
};
