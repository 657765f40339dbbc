import { domainError, type DomainError } from '../domain/errors.js';
import type { CategoryId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import { withTarget, type Target } from '../domain/targets.js';
import type { Week } from '../domain/week.js';
import { targets } from '../engine/documents/kinds/targets.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

/** The weekly targets of whoever asks, in the space that they ask in. Rejects with `StoreUnavailable`. */
export const targetsOfActor = async (
  { space, user }: Pick<Actor, 'space' | 'user'>,
  { documents }: Pick<Means, 'documents'>,
): Promise<readonly Target[]> => (await documents.of(targets).get({ space, user })).targets;

/** Stores a target, or takes one away (null). TARGET_NOT_SET for taking away what is not there. */
export const keepTarget = async (
  { space, user, id, occurredAt, source }: Pick<Actor, 'space' | 'user' | 'id' | 'occurredAt' | 'source'>,
  category: { readonly id: CategoryId; readonly name: string },
  minutes: number | null,
  from: Week,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<unknown, DomainError>> => {
  const event = minutes === null ? 'targetCleared' : 'targetSet';
  const by = { actor: user, requestId: id, at: occurredAt, event, source };
  return documents.of(targets).update({ space, user }, by, (kept) => {
    const changed = withTarget(kept.targets, category.id, minutes, from);
    if (changed !== kept.targets) return ok({ ...kept, targets: changed });
    return minutes === null ? err(domainError('TARGET_NOT_SET', { name: category.name })) : ok(kept);
  });
};
