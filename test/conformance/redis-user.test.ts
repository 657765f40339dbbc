import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { connect } from '../../src/engine/redis/client.js';
import type { Connection } from '../../src/engine/redis/connection.js';
import { realClock, testChain } from '../support/chain.js';
import { makeCertificates, opensslMissing, type Certificates } from '../support/certificates.js';
import { FakeRandom, RecordingLogger } from '../support/fakes.js';
import { userRules } from '../support/redis-user.js';
import { freePort, startRedis, type RedisProcess } from '../support/redis.js';
import { aSpace, aUser, clockIn } from './fixtures.js';
import { storeSuite } from './store-suite.js';

/** A server that asks for certificates (Redis' own default with TLS) and knows the user of docs/redis-user.conf; tests get in by its socket. */
interface SecureRedis {
  readonly redis: RedisProcess;
  readonly certificates: Certificates;
  readonly url: string;
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
  stop(): Promise<void>;
}

/** An address that the certificate does not name; and DEBUG, so that it is the user's rules that refuse it. */
const MORE = ['--bind', '127.0.0.1', '127.0.0.2', '--enable-debug-command', 'yes'];

const startSecureRedis = async (): Promise<SecureRedis> => {
  const [certificates, port] = [await makeCertificates(), await freePort()];
  const { authority, server, client } = certificates;
  const files = ['--tls-cert-file', server.certFile, '--tls-key-file', server.keyFile, '--tls-ca-cert-file', authority.certFile];
  const redis = await startRedis({ settings: ['--tls-port', String(port), ...files, ...MORE] });
  await redis.command('ACL', 'SETUSER', 'punchcard', '>pass word', ...userRules());
  return {
    redis,
    certificates,
    url: `rediss://punchcard:pass%20word@127.0.0.1:${port}`,
    tls: { ca: authority.cert, cert: client.cert, key: client.key },
    stop: async () => {
      await redis.stop();
      await certificates.remove();
    },
  };
};

if (opensslMissing === null)
  storeSuite('chain over TLS as the user of docs/redis-user.conf', async () => {
    const secure = await startSecureRedis();
    const { url, tls } = secure;
    const [one, two] = await Promise.all([testChain(url, { tls }), testChain(url, { tls })]);
    return {
      store: one.store,
      other: two.store,
      eraseMember: (space, user) => one.erasures.eraseMember(space, user),
      close: async () => {
        await Promise.all([one.close(), two.close()]);
        await secure.stop();
      },
    };
  });

describe.skipIf(opensslMissing !== null)(
  `TLS and a user of its own${opensslMissing === null ? '' : ` (${opensslMissing})`}`,
  () => {
    let secure: SecureRedis;
    beforeAll(async () => {
      secure = await startSecureRedis();
    });
    afterAll(() => secure.stop());

    /** What the log says of a chain that finds no Redis. */
    const refusal = async (url: string, tls: Partial<SecureRedis['tls']>): Promise<string> => {
      const chain = await testChain(url, { tls, startTimeoutMs: 300 });
      try {
        await expect
          .poll(() => chain.log.lines.some(({ message }) => message === 'no link to Redis'), { timeout: 5_000 })
          .toBe(true);
        expect(chain.link.up).toBe(false);
        return JSON.stringify(chain.log.lines);
      } finally {
        await chain.close();
      }
    };

    it('refuses a server whose certificate nobody known to us signed, and says what to look at', async () => {
      const { certificates, tls } = secure;
      for (const ca of [{}, { ca: certificates.stranger.cert }]) {
        const said = await refusal(secure.url, { cert: tls.cert, key: tls.key, ...ca });
        expect(said).toMatch(/certificate/);
        expect(said).toContain('REDIS_TLS_CA');
        expect(said).not.toContain('pass');
      }
    });

    it('refuses a server that is not the one of the certificate', async () => {
      const said = await refusal(secure.url.replace('127.0.0.1', '127.0.0.2'), secure.tls);
      expect(said).toContain('REDIS_URL');
    });

    it('is refused without a certificate of its own where the server asks for one', async () => {
      expect(await refusal(secure.url, { ca: secure.tls.ca })).toMatch(/certificate required|ECONNRESET/i);
    });

    it('is refused with another password, and does not repeat it', async () => {
      const said = await refusal(secure.url.replace('pass%20word', 'guessed'), secure.tls);
      expect(said).toMatch(/WRONGPASS/);
      expect(said).not.toContain('guessed');
    });

    describe('as the user of docs/redis-user.conf', () => {
      let connection: Connection;
      beforeAll(async () => {
        const { url, tls } = secure;
        connection = connect({ url, tls, clock: realClock, random: new FakeRandom(1), log: new RecordingLogger() });
        await new Promise<void>((resolve) => connection.onReady(resolve));
      });
      afterAll(() => connection.close());

      it.each([
        ['another key', 'GET', ['other']],
        ['another key of another program', 'HSET', ['session:1', 'a', 'b']],
        ['another channel', 'PUBLISH', ['news', 'x']],
      ])('may not touch %s', async (_what, command, args) => {
        await expect(connection.send(command, args)).rejects.toThrow(/NOPERM/);
      });

      it('may not touch them by a script either', async () => {
        await expect(connection.send('EVAL', ["#!lua\nreturn redis.call('GET', 'other')", 0])).rejects.toThrow(
          /NOPERM|can't (?:run|access)|ACL failure/i,
        );
        await expect(connection.send('EVAL', ["#!lua\nreturn redis.call('FLUSHALL')", 0])).rejects.toThrow(
          /NOPERM|can't (?:run|access)|ACL failure/i,
        );
      });

      it.each([
        ['FLUSHALL', []],
        ['FLUSHDB', []],
        ['CONFIG', ['GET', '*']],
        ['ACL', ['LIST']],
        ['KEYS', ['*']],
        ['SCAN', [0]],
        ['MONITOR', []],
        ['DEBUG', ['SLEEP', 0]],
        ['SHUTDOWN', ['NOSAVE']],
        ['REPLICAOF', ['NO', 'ONE']],
        ['SCRIPT', ['FLUSH']],
        ['FUNCTION', ['FLUSH']],
        ['CLIENT', ['LIST']],
        ['CLUSTER', ['RESET']],
        ['SAVE', []],
        ['MIGRATE', ['127.0.0.1', 1, 'pc:spaces', 0, 10]],
      ])('may not %s', async (command, args) => {
        await expect(connection.send(command, args)).rejects.toThrow(/NOPERM/);
      });

      it('keeps changes in the journal when a permission is missing, instead of taking them for broken', async () => {
        const { url, tls, redis } = secure;
        const chain = await testChain(url, { tls });
        try {
          await redis.command('ACL', 'SETUSER', 'punchcard', '-evalsha', '-eval');
          await expect(chain.store.commit(clockIn(aSpace(), aUser(), EMPTY_MEMBER))).rejects.toMatchObject({
            name: 'StoreUnavailable',
            maybeApplied: false,
          });
        } finally {
          await redis.command('ACL', 'SETUSER', 'punchcard', '+evalsha', '+eval');
          await chain.close();
        }
      });
    });
  },
);
