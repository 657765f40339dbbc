import { describe, expect, it } from 'vitest';
import type { Permission } from './contract.js';
import { givenTo, othersOf, subjectsOf } from './subjects.js';

const subjects = subjectsOf(
  'g7',
  { roles: [{ id: '11', name: 'Lead' }], channels: [] },
  new Map([
    ['2', 'Zoe'],
    ['1', 'Ada'],
  ]),
);
const permission: Permission = {
  capability: 'approve',
  allow: { roles: ['11'], members: ['9'] },
  deny: { roles: ['7'], members: [] },
  mayChange: true,
};

describe('who may be given a capability', () => {
  it('is everyone, the roles, and the members by name', () => {
    expect(subjects.map(({ name }) => name)).toEqual(['@everyone', '@Lead', 'Ada', 'Zoe']);
    expect(subjects[0]).toMatchObject({ kind: 'role', id: '7' });
  });

  it('is named in a list, or called by its id', () => {
    expect(givenTo(permission.allow, subjects).map(({ name }) => name)).toEqual(['@Lead', '9']);
  });

  it('is offered only where it stands in no list', () => {
    expect(othersOf(permission, subjects).map(({ name }) => name)).toEqual(['Ada', 'Zoe']);
  });
});
