import type { SpaceId, UserId } from '../../src/domain/ids.js';
import { domainError } from '../../src/domain/errors.js';
import { err, ok } from '../../src/domain/result.js';
import type { EraseMember } from '../../src/engine/erase-member.js';
import type { CachedDocuments } from '../../src/engine/documents/cached-documents.js';
import type { MemoryDocumentStore } from './memory-documents.js';
import type { MemoryStore } from './memory-store.js';

/** Erases a member from the stores in memory, as the engine does in Redis: what is left is an empty state of the next version. */
export const memoryErasure =
  (store: MemoryStore, configs: MemoryDocumentStore, documents: CachedDocuments): EraseMember =>
  async (space: SpaceId, user: UserId) => {
    if (!store.link.up) return err(domainError('STORE_UNAVAILABLE'));
    const { version } = await store.reload(space, user);
    store.forgetMember(space, user);
    configs.forgetMember(space, user);
    documents.erased(space, user);
    return ok(version > 0);
  };
