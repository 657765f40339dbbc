import { testChain } from '../support/chain.js';
import { startRedis, type RedisOptions } from '../support/redis.js';
import { storeSuite, type Subject } from './store-suite.js';

const subject = async (options: RedisOptions): Promise<Subject> => {
  const redis = await startRedis(options);
  const url = options.cluster === true ? `${redis.url}?cluster=true` : redis.url;
  const [one, two] = await Promise.all([testChain(url), testChain(url)]);
  return {
    store: one.store,
    other: two.store,
    eraseMember: (space, user) => one.erasures.eraseMember(space, user),
    close: async () => {
      await Promise.all([one.close(), two.close()]);
      await redis.stop();
    },
  };
};

storeSuite('chain on a unix socket', () => subject({}));
storeSuite('chain on a port', () => subject({ port: 0 }));
storeSuite('chain on a one-node cluster', () => subject({ cluster: true }));
