import { randomBytes } from 'node:crypto';
import { requestId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import { ok } from '../../domain/result.js';
import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { webhookKey } from '../../engine/documents/kinds/webhooks.js';

export interface KeyDeps {
  readonly documents: Documents;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/**
 * The installation's key, made the first time that somebody asks; of two processes that make one at once the first one's counts. What the store refuses;
 * rejects with StoreUnavailable.
 */
export const installationKey = async ({ documents, clock, ids }: KeyDeps): Promise<Result<string, DomainError>> => {
  const kept = documents.of(webhookKey);
  const { key } = await kept.get(null);
  if (key !== '') return ok(key);
  const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'webhookKeyMade', source: 'api' };
  const made = await kept.update(null, by, (document) =>
    ok(document.key === '' ? { ...document, key: randomBytes(32).toString('base64url') } : document),
  );
  return made.ok ? ok(made.value.key) : made;
};
