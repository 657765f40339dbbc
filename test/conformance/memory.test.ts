import { memoryBackend, MemoryStore } from '../support/memory-store.js';
import { storeSuite } from './store-suite.js';

storeSuite('memory store', () => {
  const backend = memoryBackend();
  const [store, other] = [new MemoryStore(backend), new MemoryStore(backend)];
  return Promise.resolve({
    store,
    other,
    trimRequests: (space) => Promise.resolve(store.trimRequests(space)),
    close: () => Promise.resolve([store, other].forEach((each) => each.close())),
  });
});
