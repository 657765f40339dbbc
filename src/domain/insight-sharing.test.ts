import { describe, expect, it } from 'vitest';
import { roleId, userId } from './ids.js';
import { seesInsights, sharedWith, WITH_NOBODY, withAgreement } from './insight-sharing.js';

const [ADA, BOB] = [userId('1'), userId('2')];
const [EVERYONE, TEAM, OTHERS] = [roleId('9'), roleId('10'), roleId('11')];
const viewer = (user = ADA, roles = [TEAM]) => ({ user, roles: new Set(roles), everyone: EVERYONE });
const agreed = { insights: true, insightsFor: WITH_NOBODY, boards: true };

describe('insights are seen', () => {
  it('by nobody whom the member did not name', () => {
    expect(seesInsights(agreed, viewer())).toBe(false);
    expect(seesInsights(sharedWith(agreed, { members: [BOB], roles: [OTHERS] }), viewer())).toBe(false);
  });

  it('by those who are named, or have a role that is', () => {
    expect(seesInsights(sharedWith(agreed, { members: [BOB, ADA] }), viewer())).toBe(true);
    expect(seesInsights(sharedWith(agreed, { roles: [OTHERS, TEAM] }), viewer())).toBe(true);
    expect(seesInsights(sharedWith(agreed, { roles: [EVERYONE] }), viewer(ADA, []))).toBe(true);
  });

  it('by nobody after the member has taken the agreement back, nor by those of before when they agree anew', () => {
    const shared = sharedWith(agreed, { members: [ADA], roles: [EVERYONE] });
    const withdrawn = withAgreement(shared, false);
    expect(seesInsights(withdrawn, viewer())).toBe(false);
    expect(withAgreement(withdrawn, true)).toEqual(agreed);
    expect(seesInsights({ ...shared, insights: false }, viewer())).toBe(false);
    expect(withAgreement(shared, true)).toBe(shared);
  });

  it('by those of one list, whatever is done to the other', () => {
    const both = sharedWith(sharedWith(agreed, { members: [ADA] }), { roles: [TEAM] });
    expect(both.insightsFor).toEqual({ members: [ADA], roles: [TEAM] });
    expect(sharedWith(both, { members: [] }).insightsFor).toEqual({ members: [], roles: [TEAM] });
  });
});
