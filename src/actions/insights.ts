import { domainError, type DomainError } from '../domain/errors.js';
import { roleId, type UserId } from '../domain/ids.js';
import { seesInsights } from '../domain/insight-sharing.js';
import { sharing } from '../engine/documents/kinds/sharing.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

/** `agree`: they are one's own, and nothing is computed before one has agreed. */
export type Seeing = { readonly may: 'see' } | { readonly may: 'agree' } | { readonly may: 'not'; readonly error: DomainError };

const SEE: Seeing = { may: 'see' };

/**
 * May whoever asks see the insights of this member at this moment? Asked at every command and every click, and again before anything is handed over, since the
 * member may take it back at any time. INSIGHTS_NOT_SHARED with `member`, whatever the reason: whether somebody has agreed is nobody else's business.
 * Rejects with `StoreUnavailable`.
 */
export const seeing = async (
  { space, user, guild, memberRoles }: Pick<Actor, 'space' | 'user' | 'guild' | 'memberRoles'>,
  member: UserId,
  { documents }: Pick<Means, 'documents'>,
): Promise<Seeing> => {
  const consent = await documents.of(sharing).get({ space, user: member });
  if (member === user) return consent.insights ? SEE : { may: 'agree' };
  const sees = guild !== null && seesInsights(consent, { user, roles: memberRoles, everyone: roleId(guild.id) });
  return sees ? SEE : { may: 'not', error: domainError('INSIGHTS_NOT_SHARED', { member }) };
};

/** Members that are looked through, and those that are told: in a large server not everybody may be read for a list. */
const LOOKED_AT_MAX = 2_000;
const TOLD_MAX = 100;

/**
 * The members who show whoever asks their insights at this moment, by id; whether anybody else has agreed is not told. In one's own space nobody. Rejects with
 * `StoreUnavailable`.
 */
export const showingThem = async (
  { space, user, guild, memberRoles }: Pick<Actor, 'space' | 'user' | 'guild' | 'memberRoles'>,
  { documents }: Pick<Means, 'documents'>,
): Promise<readonly UserId[]> => {
  if (guild === null) return [];
  const viewer = { user, roles: memberRoles, everyone: roleId(guild.id) };
  const showing: UserId[] = [];
  let looked = 0;
  for await (const member of documents.members(sharing, space)) {
    looked += 1;
    if (looked > LOOKED_AT_MAX || showing.length === TOLD_MAX) break;
    if (member !== user && seesInsights(await documents.of(sharing).get({ space, user: member }), viewer)) showing.push(member);
  }
  return showing;
};
