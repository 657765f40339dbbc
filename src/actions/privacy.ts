import type { Given } from '../domain/capabilities.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { isGuildSpace, personalSpace } from '../domain/ids.js';
import { sharedWith, withAgreement } from '../domain/insight-sharing.js';
import { err, ok, type Result } from '../domain/result.js';
import type { ChangeOrigin } from '../engine/documents-api.js';
import { sharing } from '../engine/documents/kinds/sharing.js';
import type { Kept, PersonalData } from '../engine/personal/personal-data.js';
import { keepStanding } from '../engine/standing.js';
import type { Store } from '../engine/store.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

type Needs = Pick<Means, 'documents'>;

/** The change that whoever asks makes of what they decide for themselves. */
export const privacyOrigin = ({ user, id, occurredAt, source }: Actor): ChangeOrigin => ({
  ...{ actor: user, requestId: id, at: occurredAt, event: 'privacySet', source },
});

/** What whoever asks lets others see in the space where they ask. Rejects with `StoreUnavailable`. */
export const ownSharing = ({ space, user }: Pick<Actor, 'space' | 'user'>, { documents }: Needs) =>
  documents.of(sharing).get({ space, user });

/** What a member decides about themselves in a space; what is left out stays. */
export interface SharingWish {
  /** On the boards? null: as the space says. */
  readonly boards?: boolean | null | undefined;
  /** Are insights made of their time? Taking that back takes it back for everybody whom they were shown to. */
  readonly insights?: boolean | undefined;
}

/**
 * Whoever asks decides what others see of them in this space, all of it in one change; the boards follow at once. GUILD_ONLY for boards in the own space, which
 * has none; else as `documents.update`.
 */
export const chooseSharing = async (
  actor: Actor,
  { boards, insights }: SharingWish,
  deps: Needs & { readonly boards: Pick<Store, 'stand'> },
): Promise<Result<unknown, DomainError>> => {
  const member = { space: actor.space, user: actor.user };
  if (boards !== undefined && !isGuildSpace(actor.space)) return err(domainError('GUILD_ONLY'));
  const stored = await deps.documents.of(sharing).update(member, privacyOrigin(actor), (own) => {
    const placed = boards === undefined || boards === own.boards ? own : { ...own, boards };
    return ok(insights === undefined ? placed : withAgreement(placed, insights));
  });
  if (stored.ok && boards !== undefined) await keepStanding({ documents: deps.documents, store: deps.boards }, member);
  return stored;
};

/** Whoever asks agrees that insights are made of their time in this space, or takes that back. As `documents.update`. */
export const agreeToInsights = (actor: Actor, agrees: boolean, { documents }: Needs): Promise<Result<unknown, DomainError>> =>
  documents
    .of(sharing)
    .update({ space: actor.space, user: actor.user }, privacyOrigin(actor), (own) => ok(withAgreement(own, agrees)));

/** Only these people, or these roles, see them from now on; the other list stays. STALE_CONTROL for who has not agreed any more; as `documents.update`. */
export const shareInsights = (actor: Actor, list: Partial<Given>, { documents }: Needs): Promise<Result<unknown, DomainError>> =>
  documents
    .of(sharing)
    .update({ space: actor.space, user: actor.user }, privacyOrigin(actor), (own) =>
      own.insights ? ok(sharedWith(own, list)) : err(domainError('STALE_CONTROL')),
    );

/** What is kept of whoever asks: in figures of the space where they ask, with the kinds of documents of the space and of the person. */
export interface OwnKept extends Kept {
  /** Changes that could not be applied and have not been told yet. */
  readonly untold: number;
  /** In how many spaces in all something is kept. */
  readonly spaces: number;
}

export interface KeptMeans {
  readonly personal: Pick<PersonalData, 'kept' | 'spacesOf'>;
  readonly notices: { pending(space: Actor['space'], user: Actor['user']): Promise<readonly unknown[]> };
}

/** Rejects with `StoreUnavailable`. */
export const ownKept = async (
  { space, user }: Pick<Actor, 'space' | 'user'>,
  { personal, notices }: KeptMeans,
): Promise<OwnKept> => {
  const [here, own, spaces, untold] = await Promise.all([
    personal.kept(space, user),
    // What a person has chosen for everywhere lies in their own space.
    personal.kept(personalSpace(user), user),
    personal.spacesOf(user, space),
    notices.pending(space, user),
  ]);
  const documents = [...new Set([...here.documents, ...own.documents])];
  return { ...here, documents, untold: untold.length, spaces: spaces.length };
};
