import { memoryBackend, MemoryStore } from '../support/memory-store.js';
import { storeSuite } from './store-suite.js';

storeSuite('memory store', () => {
  const backend = memoryBackend();
  const [store, other] = [new MemoryStore(backend), new MemoryStore(backend)];
  return Promise.resolve({
    store,
    other,
    eraseMember: (space, user) => {
      store.forgetMember(space, user);
      return Promise.resolve();
    },
    close: () => {
      for (const each of [store, other]) each.close();
      return Promise.resolve();
    },
  });
});
