import type { Given } from './capabilities.js';
import type { RoleId, UserId } from './ids.js';

/** What a member of a space says about insights into their time. */
export interface InsightsConsent {
  /** Has the member agreed that insights are made at all? Before that nothing is computed, and nobody sees anything. */
  readonly insights: boolean;
  /** Who sees them besides the member; none of it counts while they have not agreed. */
  readonly insightsFor: Given;
}

export const WITH_NOBODY: Given = { roles: [], members: [] };

/** Somebody who wants to see the insights of another member. */
export interface InsightsViewer {
  readonly user: UserId;
  readonly roles: ReadonlySet<RoleId>;
  /** The role that every member of the server has (its id is that of the server). */
  readonly everyone: RoleId;
}

/** Does the member let this other one see their insights, at this moment? What the server lets somebody do is no reason. */
export const seesInsights = ({ insights, insightsFor }: InsightsConsent, { user, roles, everyone }: InsightsViewer): boolean =>
  insights && (insightsFor.members.includes(user) || insightsFor.roles.some((role) => role === everyone || roles.has(role)));

/** The consent after a member has agreed or taken it back. Who takes it back shares with nobody, also after agreeing anew. */
export const withAgreement = <T extends InsightsConsent>(consent: T, agrees: boolean): T => {
  if (consent.insights === agrees) return consent;
  return { ...consent, insights: agrees, insightsFor: WITH_NOBODY };
};

/** The consent with another list of people, or of roles, who see the insights. */
export const sharedWith = <T extends InsightsConsent>(consent: T, list: Partial<Given>): T => ({
  ...consent,
  insightsFor: { ...consent.insightsFor, ...list },
});
