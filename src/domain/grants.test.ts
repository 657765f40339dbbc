import { describe, expect, it } from 'vitest';
import type { Grants } from './capabilities.js';
import { GIVEN_MAX, grantOf, withGrant, withList, type GrantWay } from './grants.js';
import { roleId, userId } from './ids.js';

const ADA = userId('1');
const [STAFF, OTHER] = [roleId('11'), roleId('12')];
const who = { roles: [STAFF], members: [ADA] };

const done = (result: ReturnType<typeof withGrant>): Grants => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const after = (...ways: GrantWay[]): Grants =>
  ways.reduce<Grants>((grants, way) => done(withGrant(grants, 'approve', way, who)), {});

describe('withGrant', () => {
  it('moves from one list to the other: the last word counts', () => {
    expect(after('allow')).toEqual({ approve: { allow: who, deny: { roles: [], members: [] } } });
    expect(after('allow', 'deny')).toEqual({ approve: { allow: { roles: [], members: [] }, deny: who } });
    expect(after('deny', 'allow', 'allow')).toEqual(after('allow'));
  });

  it('keeps nothing of what is as the defaults say, and nothing else is touched', () => {
    expect(after('allow', 'clear')).toEqual({});
    const both = done(withGrant(after('allow'), 'seeSystem', 'deny', who));
    expect(done(withGrant(both, 'approve', 'clear', who))).toEqual({ seeSystem: both.seeSystem });
  });

  it('takes as many as a menu shows', () => {
    const many = Array.from({ length: GIVEN_MAX + 1 }, (_, at) => roleId(String(100 + at)));
    const full = done(withGrant({}, 'approve', 'allow', { roles: many.slice(1), members: [] }));
    expect(grantOf(full, 'approve').allow.roles).toHaveLength(GIVEN_MAX);
    expect(withGrant(full, 'approve', 'allow', { roles: many, members: [] })).toMatchObject({
      ok: false,
      error: { code: 'GRANT_LIMIT_REACHED', params: { max: GIVEN_MAX } },
    });
  });
});

describe('withList', () => {
  it('replaces one list, leaves its members, and takes from the opposite one', () => {
    const denied = done(withGrant({}, 'approve', 'deny', { roles: [STAFF, OTHER], members: [ADA] }));
    const next = done(withList(denied, 'approve', { way: 'allow', roles: [STAFF] }));
    expect(next.approve).toEqual({ allow: { roles: [STAFF], members: [] }, deny: { roles: [OTHER], members: [ADA] } });
    expect(done(withList(next, 'approve', { way: 'deny', members: [] })).approve?.deny).toEqual({ roles: [OTHER], members: [] });
  });

  it('keeps nothing when all lists are empty', () => {
    expect(done(withList(after('allow'), 'approve', { way: 'allow', roles: [] }))).toHaveProperty('approve');
    const empty = done(
      withList(done(withList(after('allow'), 'approve', { way: 'allow', roles: [] })), 'approve', { way: 'allow', members: [] }),
    );
    expect(empty).toEqual({});
  });
});
