import { testChain, type TestChain } from '../../support/chain.js';
import type { System } from '../system/system.js';

/** Reads past the proxies. */
export const withChain = async <T>(world: System, look: (chain: TestChain) => Promise<T>): Promise<T> => {
  const chain = await testChain(world.redis.url);
  try {
    return await look(chain);
  } finally {
    await chain.close();
  }
};
