import type { Directory } from '../../core/directory.js';
import type { Names } from '../../core/names.js';
import type { Permission, Subject } from './contract.js';

/** Everybody whom a capability can be given: `@everyone`, the roles, and the members whose names are known. `space` is the one of the server. */
export function subjectsOf(space: string, { roles }: Directory, names: Names): readonly Subject[] {
  const members = [...names].map(([id, name]): Subject => ({ kind: 'member', id, name }));
  return [
    { kind: 'role', id: space.slice(1), name: '@everyone' },
    ...roles.map(({ id, name }): Subject => ({ kind: 'role', id, name: `@${name}` })),
    ...members.sort((a, b) => a.name.localeCompare(b.name)),
  ];
}

/** Those who stand in one of the lists of a capability; who is not known any more is called by their id. */
export function givenTo({ roles, members }: Permission['allow'], subjects: readonly Subject[]): readonly Subject[] {
  const named = (kind: Subject['kind'], id: string): Subject =>
    subjects.find((one) => one.kind === kind && one.id === id) ?? { kind, id, name: id };
  return [...roles.map((id) => named('role', id)), ...members.map((id) => named('member', id))];
}

/** Those who stand in neither list yet. */
export function othersOf(permission: Permission, subjects: readonly Subject[]): readonly Subject[] {
  const { allow, deny } = permission;
  const named = new Set([...allow.roles, ...allow.members, ...deny.roles, ...deny.members]);
  return subjects.filter(({ id }) => !named.has(id));
}
