import { requestId, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { claims, type Claim } from '../../engine/documents/kinds/claims.js';
import { CLAIMED_FOR_MS } from '../../engine/jobs/still-working.js';
import type { ClaimModel } from '../../views/still-working/claim-card.js';
import type { Deps } from '../deps.js';
import { lookOf } from '../present.js';
import { IDS } from '../custom-ids.js';
import { STILL_WORKING_IDS } from './custom-ids.js';

interface Who {
  readonly space: SpaceId;
  readonly user: UserId;
}

/** What a claim is about, as it is now; null when the session was changed since, or ended in another way. Rejects with `StoreUnavailable`. */
export const claimOf = async (
  { space, user }: Who,
  claim: Claim,
  { timesheet, spaces }: Pick<Deps, 'timesheet' | 'spaces'>,
): Promise<ClaimModel | null> => {
  const session = await timesheet.entry(space, user, claim.session);
  if (session?.endedAt !== claim.endedAt || (session.endReason !== 'unanswered' && session.endReason !== 'limit')) return null;
  const args = { owner: user, session: claim.session };
  return {
    session,
    category: lookOf(await spaces.get(space), session.category),
    ranUntil: claim.ranUntil,
    claimUntil: claim.ranUntil + CLAIMED_FOR_MS,
    controls: {
      right: STILL_WORKING_IDS.right.encode(args),
      worked: STILL_WORKING_IDS.worked.encode(args),
      discard: IDS.delete.encode(args),
    },
  };
};

/** The claim of a session that may still be made, ms; undefined when there is none. Rejects with `StoreUnavailable`. */
export const findClaim = async (
  who: Who,
  session: SessionId,
  now: number,
  { documents }: Pick<Deps, 'documents'>,
): Promise<Claim | undefined> =>
  (await documents.of(claims).get(who)).list.find((one) => one.session === session && one.ranUntil > now - CLAIMED_FOR_MS);

/** The newest claim that the member has not said anything to, and what it is about; null when there is none. Rejects with `StoreUnavailable`. */
export const openClaim = async (
  who: Who,
  now: number,
  deps: Pick<Deps, 'documents' | 'timesheet' | 'spaces'>,
): Promise<ClaimModel | null> => {
  const { list } = deps.documents.of(claims).loaded(who) ?? (await deps.documents.of(claims).get(who));
  for (const claim of list.toReversed()) {
    if (claim.settled || claim.ranUntil <= now - CLAIMED_FOR_MS) continue;
    const model = await claimOf(who, claim, deps);
    if (model !== null) return model;
  }
  return null;
};

/** The member has said what is right. */
export const settleClaim = async (
  who: Who,
  session: SessionId,
  { documents, ids, clock }: Pick<Deps, 'documents' | 'ids' | 'clock'>,
): Promise<void> => {
  const by = { actor: who.user, requestId: requestId(ids.next()), at: clock.now(), event: 'claimSettled', source: 'button' };
  await documents.of(claims).update(who, by, (kept) => {
    if (!kept.list.some((one) => one.session === session && !one.settled)) return ok(kept);
    return ok({ ...kept, list: kept.list.map((one) => (one.session === session ? { ...one, settled: true } : one)) });
  });
};
