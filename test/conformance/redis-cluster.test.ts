import { testChain } from '../support/chain.js';
import { startRedisCluster } from '../support/redis-cluster.js';
import { storeSuite } from './store-suite.js';

storeSuite('chain on a cluster of three masters with a replica each', async () => {
  const cluster = await startRedisCluster();
  const [one, two] = await Promise.all([testChain(cluster.url), testChain(cluster.url)]);
  return {
    store: one.store,
    other: two.store,
    eraseMember: (space, user) => one.erasures.eraseMember(space, user),
    close: async () => {
      await Promise.all([one.close(), two.close()]);
      await cluster.stop();
    },
  };
});
