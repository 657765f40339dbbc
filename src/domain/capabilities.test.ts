import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessOf, CAPABILITIES, isForEverybody, type Asker, type Capability, type Grants } from './capabilities.js';
import { roleId, userId } from './ids.js';
import { PERMISSION } from './permissions.js';

const [ADA, BOB] = [userId('1'), userId('2')];
const [STAFF, BANNED, EVERYONE] = [roleId('11'), roleId('12'), roleId('99')];
const asker = (more: Partial<Asker> = {}): Asker => ({
  user: ADA,
  roles: new Set([STAFF]),
  everyone: EVERYONE,
  permissions: 0n,
  ...more,
});
const given = (roles: readonly (typeof STAFF)[] = [], members: readonly (typeof ADA)[] = []) => ({ roles, members });
const grants = (allow = given(), deny = given(), capability: Capability = 'approve'): Grants => ({
  [capability]: { allow, deny },
});

describe('accessOf', () => {
  it.each<[string, Grants, Partial<Asker>, boolean, string]>([
    ['nothing said', {}, {}, false, 'nobodySaidSo'],
    ['nothing said to a manager', {}, { permissions: PERMISSION.manageGuild }, true, 'manageServer'],
    ['an allowed role', grants(given([STAFF])), {}, true, 'roleAllowed'],
    ['an allowed member', grants(given([], [ADA])), {}, true, 'memberAllowed'],
    ['somebody else is allowed', grants(given([BANNED], [BOB])), {}, false, 'nobodySaidSo'],
    ['a denied role', grants(given(), given([STAFF])), { permissions: PERMISSION.manageGuild }, false, 'roleDenied'],
    ['a denied member', grants(given(), given([], [ADA])), { permissions: PERMISSION.manageGuild }, false, 'memberDenied'],
    ['a denied role beats an allowed member', grants(given([], [ADA]), given([STAFF])), {}, false, 'roleDenied'],
    ['a denied member beats an allowed role', grants(given([STAFF]), given([], [ADA])), {}, false, 'memberDenied'],
    [
      'one role allows and one denies',
      grants(given([STAFF]), given([BANNED])),
      { roles: new Set([STAFF, BANNED]) },
      false,
      'roleDenied',
    ],
    ['everyone', grants(given([EVERYONE])), {}, true, 'everyoneAllowed'],
    ['everyone but those with a role', grants(given([EVERYONE]), given([STAFF])), {}, false, 'roleDenied'],
    ['nobody but those with a role', grants(given([STAFF]), given([EVERYONE])), {}, true, 'roleAllowed'],
    [
      'nobody, managers included',
      grants(given(), given([EVERYONE])),
      { permissions: PERMISSION.manageGuild },
      false,
      'everyoneDenied',
    ],
    ['one own space', grants(given(), given([], [ADA])), { permissions: null, everyone: null }, true, 'ownSpace'],
  ])('%s', (_what, all, who, allowed, because) => {
    expect(accessOf(asker(who), 'approve', all)).toMatchObject({ allowed, because });
  });

  it('names the role that decided', () => {
    expect(accessOf(asker(), 'approve', grants(given([BANNED, STAFF]))).role).toBe(STAFF);
    expect(accessOf(asker(), 'approve', grants(given(), given([STAFF]))).role).toBe(STAFF);
  });

  it('lets everybody clock in, and nothing else, where nothing is said', () => {
    const may = CAPABILITIES.filter((capability) => accessOf(asker(), capability, {}).allowed);
    expect(may).toEqual(['clockIn']);
    expect(CAPABILITIES.filter(isForEverybody)).toEqual(may);
  });

  it('never locks out who may do everything in Discord, whatever is denied', () => {
    const ids = fc.subarray([STAFF, BANNED, EVERYONE]);
    const people = fc.subarray([ADA, BOB]);
    const lists = fc.record({ roles: ids, members: people });
    fc.assert(
      fc.property(fc.constantFrom(...CAPABILITIES), lists, lists, ids, (capability, allow, deny, roles) => {
        const who = asker({ permissions: PERMISSION.administrator, roles: new Set(roles) });
        expect(accessOf(who, capability, grants(allow, deny, capability))).toEqual({ allowed: true, because: 'administrator' });
      }),
    );
  });
});
