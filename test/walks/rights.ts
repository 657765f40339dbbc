import type { Capability, Given } from '../../src/domain/capabilities.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import { ELSEWHERE, HOME, STRANGER, type Person, type Place } from './cast.js';

/*
 * Who may what, written down a second time from the description and not from the code: what the bot does is held against this. It knows the cast, so
 * it can be smaller than the rules of the product.
 */

const names = ({ roles, members }: Given, own: readonly string[], user: string): boolean =>
  members.some((member) => member === user) || roles.some((role) => own.includes(role));

/** May somebody do this there, by a configuration as it stands? */
export const may = (who: Person, capability: Capability, place: Place, { grants }: Pick<SpaceConfig, 'grants'>): boolean => {
  if (place === 'own') return true;
  const isStranger = who.user === STRANGER.user;
  if (place === 'elsewhere' ? isStranger : who.name === 'owner') return true;
  const grant = grants[capability];
  const roles = place === 'home' ? who.roles : [];
  if (grant !== undefined && names(grant.deny, roles, who.user)) return false;
  if (grant !== undefined && names(grant.allow, roles, who.user)) return true;
  const everyone = place === 'home' ? [HOME] : [ELSEWHERE];
  if (grant !== undefined && names(grant.deny, everyone, '')) return false;
  if (grant !== undefined && names(grant.allow, everyone, '')) return true;
  return capability === 'clockIn' || (place === 'home' && who.name === 'chief');
};

/** Was this person named where a capability is given or denied, or one of their roles, or everybody? */
export const isSpokenOf = (who: Person, capability: Capability, { grants }: Pick<SpaceConfig, 'grants'>): boolean => {
  const grant = grants[capability];
  return grant !== undefined && [grant.allow, grant.deny].some((given) => names(given, [...who.roles, HOME], who.user));
};

/** May somebody put time on the clock there, at a moment (ms)? */
export const mayClock = (who: Person, place: Place, config: SpaceConfig, at: number): boolean =>
  may(who, 'clockIn', place, config) &&
  (place === 'own' || !config.suspensions.some(({ member, until }) => member === who.user && (until === null || until > at)));

/** Whom a command of the server is for; what is not in here is for everybody, about their own time. */
const NEEDED: readonly (readonly [RegExp, Capability])[] = [
  [/^admin session /, 'editOthers'],
  [/^admin (member show|team)/, 'seeOthers'],
  [/^forceclockout/, 'forceClockOut'],
  [/^admin verify/, 'seeOthers'],
  [/^admin system/, 'seeSystem'],
  [/^admin categories /, 'manageCategories'],
  [/^admin member /, 'manageMembers'],
  [/^admin roles /, 'manageSettings'],
  [/^(config|setup)/, 'manageSettings'],
  [/^(clockin|session in|session add|session switch)$/, 'clockIn'],
];

export const neededFor = (command: string): Capability | null => NEEDED.find(([pattern]) => pattern.test(command))?.[1] ?? null;
