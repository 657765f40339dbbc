import type { DomainError } from '../domain/errors.js';
import type { SpaceId } from '../domain/ids.js';
import { ok, type Result } from '../domain/result.js';
import type { ChangeOrigin, Documents } from './documents-api.js';
import { network } from './documents/kinds/network.js';

/**
 * Which networks of a space may be used. A network may remember whom it was trained on, and it may lie on the disk of a process that is not running. So what
 * counts is kept in a document: whatever was trained before somebody withdrew or was erased is used by nobody from then on, and deleted where it is found.
 */

/** Networks that were trained at this moment (ms) or before are not to be used; null: none are. Rejects with `StoreUnavailable`. */
export const trustedAfter = async (documents: Documents, space: SpaceId): Promise<number | null> => {
  const { trainedAt, forgottenAt } = await documents.of(network).get(space);
  return trainedAt === null ? null : (forgottenAt ?? 0);
};

/** From now on nothing is used that was trained at the moment of the change or before it. */
export const forgetNetworks = async (
  documents: Documents,
  space: SpaceId,
  by: ChangeOrigin,
): Promise<Result<unknown, DomainError>> =>
  documents.of(network).update(space, by, (kept) => {
    if (kept.forgottenAt !== null && kept.forgottenAt >= by.at) return ok(kept);
    const isOlder = kept.trainedAt !== null && kept.trainedAt <= by.at;
    return ok({ ...kept, forgottenAt: by.at, trainedAt: isOlder ? null : kept.trainedAt });
  });

/** Networks were trained on days that were read from `by.at` on. Answers whether they may be used: somebody may have withdrawn, or been erased, in between. */
export const noteTraining = async (
  documents: Documents,
  space: SpaceId,
  by: ChangeOrigin,
): Promise<Result<boolean, DomainError>> => {
  const kept = await documents.of(network).update(space, by, (known) => {
    const isTrusted = known.forgottenAt === null || by.at > known.forgottenAt;
    return ok(isTrusted && by.at > (known.trainedAt ?? 0) ? { ...known, trainedAt: by.at } : known);
  });
  return kept.ok ? ok(kept.value.trainedAt === by.at) : kept;
};
