import type { Given } from '../../domain/capabilities.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { sharedWith, withAgreement } from '../../domain/insight-sharing.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ChangeOrigin } from '../../engine/documents-api.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

type ConsentDeps = Pick<Deps, 'documents'>;

export const originOf = (ctx: Context): ChangeOrigin => ({
  ...{ actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'privacySet', source: ctx.source },
});

/** What whoever asks says about insights in the space where they ask. Rejects with `StoreUnavailable`. */
export const ownConsent = ({ space, user }: Pick<Context, 'space' | 'user'>, { documents }: ConsentDeps) =>
  documents.of(sharing).get({ space, user });

/** Whoever asks agrees that insights are made of their time in this space, or takes that back. As `documents.update`. */
export const agreeToInsights = (
  ctx: Context,
  agrees: boolean,
  { documents }: ConsentDeps,
): Promise<Result<unknown, DomainError>> =>
  documents.of(sharing).update({ space: ctx.space, user: ctx.user }, originOf(ctx), (own) => ok(withAgreement(own, agrees)));

/** Only these people, or these roles, see them from now on; the other list stays. STALE_CONTROL for who has not agreed any more; as `documents.update`. */
export const shareInsights = (
  ctx: Context,
  list: Partial<Given>,
  { documents }: ConsentDeps,
): Promise<Result<unknown, DomainError>> =>
  documents
    .of(sharing)
    .update({ space: ctx.space, user: ctx.user }, originOf(ctx), (own) =>
      own.insights ? ok(sharedWith(own, list)) : err(domainError('STALE_CONTROL')),
    );
