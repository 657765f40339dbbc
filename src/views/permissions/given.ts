import type { Given } from '../../domain/capabilities.js';
import type { RoleId } from '../../domain/ids.js';
import { mentionRole, mentionUser } from '../text.js';

/** A role's mention. Discord shows that of `@everyone` with a second `@`, so it is written out; nobody is pinged by what we show. */
export const shownRole = (role: RoleId, everyone: RoleId | null): string => (role === everyone ? '@everyone' : mentionRole(role));

/** Roles, then members, as mentions; null when there are none. */
export const shownGiven = ({ roles, members }: Given, everyone: RoleId | null): string | null =>
  roles.length + members.length === 0
    ? null
    : [...roles.map((role) => shownRole(role, everyone)), ...members.map(mentionUser)].join(' ');
